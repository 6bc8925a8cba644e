from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.web.telling.subscribing import READERS, device_link, subscribe_links

ADDRESS = "https://feeds.example.org/topics/mining+water.atom?q=%22tia+maria%22"


def test_the_reader_on_the_device_gets_the_address_as_it_is():
    assert device_link(ADDRESS) == f"feed:{ADDRESS}"


def test_every_reader_is_reached_safely():
    assert [urlsplit(reader.href).scheme for reader in subscribe_links(ADDRESS)] == ["https"] * len(READERS)


@given(st.text(st.characters(codec="utf-8"), max_size=30))
def test_every_reader_is_told_the_whole_address(words):
    address = f"{ADDRESS}{words}"
    for reader in subscribe_links(address):
        parts = urlsplit(reader.href)
        told = parse_qs(parts.query, keep_blank_values=True)
        assert address in ([unquote(parts.path).partition("feed/")[2]] if not told else next(iter(told.values())))


@pytest.mark.parametrize(
    ("name", "href"),
    [
        ("Feedly", "https://feedly.com/i/subscription/feed%2Fhttps%3A%2F%2Fa.example%2Fall.atom"),
        ("NewsBlur", "https://www.newsblur.com/?url=https%3A%2F%2Fa.example%2Fall.atom"),
    ],
)
def test_a_reader_s_link(name, href):
    links = {reader.name: reader.href for reader in subscribe_links("https://a.example/all.atom")}
    assert links[name] == href
