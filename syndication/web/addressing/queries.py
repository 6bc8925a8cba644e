"""Queries as addresses must have them: what some programs leave as it is, is escaped before anybody reads it.

Bytes that are no UTF-8 become the character for what is lost: Werkzeug would read ``%ff`` as the three characters that
stand there, and a search for the word *ff* is none that anybody asked for.
"""

import re
from collections.abc import Iterable
from urllib.parse import quote, unquote, unquote_to_bytes
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

LOST = "\ufffd"
"""What stands in a query for bytes that are no text."""

_UNESCAPED = re.compile(r"[^!-~]")
"""What may not stand in an address (RFC 3986, section 2), and comes all the same: ``?q=ñ`` from a script."""
_ESCAPED = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


class QueryMiddleware:
    """Escapes such bytes of a query: read in whatever encoding they are, they would raise, or end a header.

    What is escaped then is UTF-8, with :data:`LOST` where it was not.
    """

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        escaped = _UNESCAPED.sub(_escape, environ.get("QUERY_STRING", ""))
        environ["QUERY_STRING"] = _ESCAPED.sub(_mark_lost, escaped)
        return self._app(environ, start_response)


def _escape(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def _mark_lost(found: re.Match[str]) -> str:
    try:
        unquote_to_bytes(found[0]).decode()
    except UnicodeDecodeError:
        return quote(unquote(found[0]), safe="")
    return found[0]
