"""Telling the plain requests, which the front answers itself, from those that it leaves to the server behind."""

import re
from wsgiref.types import WSGIEnvironment

_LONGEST = 8 * 1024
"""Bytes of a plain request: nothing that reads feeds sends a tenth of it."""
_HEAD = re.compile(  # RFC 9112, sections 3 and 5; no escapes, and no fragment, which no client sends
    rb"""(GET|HEAD)[ ](/[!"$&->@-~]*)(?:\?([!"$-~]*))?[ ]HTTP/1\.1\r\n"""
    rb"""((?:[!#$%&'*+.^`|~0-9A-Za-z-]+:[\t -~\x80-\xff]*\r\n){1,40})\r\n""",
    re.VERBOSE,
)
_NOT_PLAIN = {
    "HTTP_A_IM",  # a delta takes long to make: not while others wait
    "HTTP_CONTENT_LENGTH",
    "HTTP_EXPECT",
    "HTTP_TRANSFER_ENCODING",
    "HTTP_UPGRADE",
}
_CONNECTION = {"", "keep-alive", "close"}


def read_plain(data: bytes) -> WSGIEnvironment | None:
    """The environ (PEP 3333) of a request, as far as answering from memory looks at it; None unless it is plain.

    It is if the bytes are one whole GET or HEAD of HTTP/1.1 with few fields: without a body, escapes in the path, a
    field given twice, and what else has several readings.
    """
    found = _HEAD.fullmatch(data) if len(data) <= _LONGEST else None
    if found is None:
        return None
    method, path, query, lines = (part.decode("latin-1") for part in found.groups(b""))
    environ: WSGIEnvironment = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query}
    for line in lines.split("\r\n")[:-1]:
        name, _, value = line.partition(":")
        key = f"HTTP_{name.upper().replace('-', '_')}"
        if key in environ:
            return None
        environ[key] = value.strip(" \t")
    return environ if _is_plain(environ) else None


def _is_plain(environ: WSGIEnvironment) -> bool:
    return (
        "HTTP_HOST" in environ
        and environ.get("HTTP_CONNECTION", "").lower() in _CONNECTION
        and environ.keys().isdisjoint(_NOT_PLAIN)
    )
