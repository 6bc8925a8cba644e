"""Which requests the front answers itself, and what it reads of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.front.requests import read_plain

PLAIN = b'GET /topics/mining.atom?a=%20b HTTP/1.1\r\nHost: feeds.example.org\r\nIf-None-Match:\t"a", "b" \r\n\r\n'


def with_field(line: bytes) -> bytes:
    return PLAIN[:-2] + line + b"\r\n\r\n"


def test_a_plain_request_is_read_as_wsgi_has_it() -> None:
    assert read_plain(PLAIN) == {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": "/topics/mining.atom",
        "QUERY_STRING": "a=%20b",
        "HTTP_HOST": "feeds.example.org",
        "HTTP_IF_NONE_MATCH": '"a", "b"',
    }


@pytest.mark.parametrize("line", [b"Connection: close", b"Connection: Keep-Alive", b"Accept:", b"User-Agent: \xe9 (3)"])
def test_fields_that_do_no_harm_leave_it_plain(line: bytes) -> None:
    assert read_plain(with_field(line)) is not None


@pytest.mark.parametrize(
    "line",
    [
        b"A-IM: feed",
        b"Content-Length: 0",
        b"Transfer-Encoding: chunked",
        b"Expect: 100-continue",
        b"Upgrade: websocket",
        b"Connection: close, upgrade",
        b"host: other.example.org",
        b'if-none-match: "c"',
        b"If_None_Match: *",
        b"Name : value",
        b"Name",
        b" folded",
        b"Name: a\0b",
        b"Name: a\nOther: b",
        b"Name: " + b"a" * 9000,
        b"\r\n".join(b"X-%d: a" % number for number in range(50)),
    ],
)
def test_a_request_with_such_a_field_is_left_to_the_server_behind(line: bytes) -> None:
    assert read_plain(with_field(line)) is None


@pytest.mark.parametrize(
    "data",
    [
        PLAIN[:-1],
        PLAIN + PLAIN,
        PLAIN + b"x",
        PLAIN.replace(b"GET", b"POST"),
        PLAIN.replace(b"GET", b"get"),
        PLAIN.replace(b"1.1", b"1.0"),
        PLAIN.replace(b"Host", b"Ghost"),
        PLAIN.replace(b"/topics", b"http://feeds.example.org/topics"),
        PLAIN.replace(b"mining", b"mi%6eing"),
        PLAIN.replace(b"mining", b"mining#x"),
        PLAIN.replace(b"mining", b"mining\xc3\xb1"),
        PLAIN.replace(b"GET ", b"GET  "),
        PLAIN.replace(b"\r\n", b"\n"),
        b"GET / HTTP/1.1\r\n\r\n",
        b"",
    ],
)
def test_another_form_of_request_is_left_to_the_server_behind(data: bytes) -> None:
    assert read_plain(data) is None


@given(st.binary() | st.builds(lambda at, byte: PLAIN[:at] + byte + PLAIN[at:], st.integers(0, 99), st.binary()))
def test_no_bytes_are_too_odd(data: bytes) -> None:
    environ = read_plain(data)
    assert environ is None or environ["REQUEST_METHOD"] in ("GET", "HEAD")
