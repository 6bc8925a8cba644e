"""Requests that look like those of readers, scanners and broken programs, put together by hypothesis."""

from urllib.parse import urlencode

from hypothesis import strategies as st

from bench.reliability.fuzzing.shapes import WORDS
from bench.reliability.fuzzing.visits import MARK, Asked

_LATIN = st.text(st.characters(max_codepoint=255), max_size=8)
_ODD = st.text("aZ09+,.%/\\:;?#&=~^|<>\"'{}[]@! \t\n\r\x00\x1b\x7f\x85ñ€\u202e\ud800\U0001f600", max_size=8)
_PARTS = st.sampled_from(WORDS["path_parts"]) | _ODD
_NAMES = st.sampled_from(WORDS["parameter_names"])
_ODD_VALUES = ("", "9" * 30, "a" * 300, "a " * 60, MARK, f"{MARK} water", "x\r\nSet-Cookie: a=b")
_VALUES = st.sampled_from([*WORDS["parameter_values"], *_ODD_VALUES]) | _ODD
_FIELDS = {
    "HTTP_ACCEPT_ENCODING": ("br", "gzip", "zstd, br;q=0.1", "*", "identity;q=0", "gzip;q=2", "\xff", ""),
    "HTTP_IF_NONE_MATCH": ("*", '"x"', 'W/"x"', '"', ", ,", '"a" "b"', f'"{"0" * 32}"', f'"{"0" * 32}-gzip"'),
    "HTTP_IF_MATCH": ("*", '"x"', "x"),
    "HTTP_IF_MODIFIED_SINCE": (
        "Thu, 17 Aug 2017 10:00:00 GMT",
        "Xxx, 99 Feb 2017 25:61:61 GMT",
        "Sunday, 06-Nov-94 08:49:37 GMT",
        "Sun Nov  6 08:49:37 1994",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Mon, 01 Jan 0000 00:00:00 GMT",
        "0",
        "\xb2",
    ),
    "HTTP_IF_UNMODIFIED_SINCE": ("Thu, 17 Aug 2017 10:00:00 GMT", "Mon, 01 Jan 0001 00:00:00 GMT"),
    "HTTP_A_IM": ("feed", "feed;q=0", "gzip, feed", ";", ""),
    "HTTP_ACCEPT_LANGUAGE": ("es", "*", "es;q=x", ""),
    "HTTP_ACCEPT": ("text/html", "application/json", "*/*;q=0"),
    "HTTP_USER_AGENT": (
        "Feedly/1.0 (5 subscribers; like FeedFetcher)",
        f"x ({'9' * 20} subscribers)",
        "y; ٣ subscribers",
        "z (-1 subscribers)",
        "\xff\xfe",
        "",
    ),
    "HTTP_HOST": ("feeds.example.org", "evil.example", "a:b:c", "", "[::1", "x\x00", "a b", "\xe9", "x" * 300),
    "HTTP_X_FORWARDED_FOR": ("1.2.3.4", "x", "\xff", "1.2.3.4, ::1"),
    "HTTP_X_FORWARDED_HOST": ("evil.example",),
    "HTTP_RANGE": ("bytes=0-1", "bytes=9999999999999-", "x"),
    "HTTP_COOKIE": ("a=b", "session=\xff", ";="),
    "HTTP_ORIGIN": ("null", "https://evil.example"),
    "HTTP_ACCESS_CONTROL_REQUEST_METHOD": ("GET",),
    "CONTENT_TYPE": ("application/json", "multipart/form-data", "x", "application/x-www-form-urlencoded"),
}
_METHODS = st.sampled_from(("GET", "GET", "GET", "GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "TRACE", "BREW"))
_QUERIES = st.one_of(
    st.just(""),
    st.lists(st.tuples(_NAMES, _VALUES), min_size=1, max_size=4).map(lambda pairs: urlencode(pairs, errors="replace")),
    _LATIN,
)


def _as_wsgi(text: str) -> str:
    """Text as a WSGI server hands over the bytes of an address."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


REQUESTS = st.builds(
    Asked,
    st.lists(_PARTS, max_size=6).map(lambda parts: _as_wsgi("/" + "/".join(parts))),
    _QUERIES,
    _METHODS,
    st.fixed_dictionaries({}, optional={name: st.sampled_from(values) for name, values in _FIELDS.items()}),
    st.sampled_from((b"", b"", b"", b"a=b", b"\xff" * 50)),
)
"""As a WSGI server hands them over."""
