"""Whose request it is: what the connection tells, and what proxies tell that are trusted."""

import pytest

from syndication.web.addressing.clients import find_client


def find(peer: str, forwarded: str | None = None, trusted: int = 0) -> str | None:
    header = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    return find_client({"REMOTE_ADDR": peer, **header}, trusted)


def test_a_header_alone_is_not_believed():
    assert find("203.0.113.9", "198.51.100.1") == "203.0.113.9"


@pytest.mark.parametrize(
    ("forwarded", "trusted", "client"),
    [
        ("198.51.100.1", 1, "198.51.100.1"),
        ("10.9.9.9, 198.51.100.1", 1, "198.51.100.1"),
        ("10.9.9.9, 198.51.100.1, 192.0.2.3", 2, "198.51.100.1"),
        ("198.51.100.1", 2, "198.51.100.1"),
        ("198.51.100.1:5050", 1, "198.51.100.1"),
        ("[2001:db8::1]:443", 1, "2001:db8::/64"),
    ],
)
def test_of_what_trusted_proxies_tell_the_last_addresses_are_believed(forwarded, trusted, client):
    assert find("127.0.0.1", forwarded, trusted) == client


def test_a_trusted_proxy_that_tells_nothing_is_the_client_itself():
    assert find("203.0.113.9", None, 1) == "203.0.113.9"


@pytest.mark.parametrize("forwarded", ["unknown", "[::1", "a b", "\xff", "1.2.3.4, "])
def test_what_is_no_address_is_nobody(forwarded):
    assert find("127.0.0.1", forwarded, 1) is None


def test_behind_a_proxy_of_this_machine_that_is_not_named_nobody_is_told_from_the_others():
    assert find("127.0.0.1", "198.51.100.1") is None
    assert find("127.0.0.1") == "127.0.0.1"


def test_a_network_of_the_newer_internet_is_one_client():
    assert find("2001:db8:1:2:3:4:5:6") == find("2001:db8:1:2::9") == "2001:db8:1:2::/64"
    assert find("::ffff:203.0.113.9") == "203.0.113.9"


def test_a_unix_socket_has_no_address():
    assert find("") is None
