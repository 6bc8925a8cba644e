"""Queries as addresses must have them: what some programs leave as it is, is escaped before anybody reads it."""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_UNESCAPED = re.compile(r"[^!-~]")
"""What may not stand in an address (RFC 3986, section 2), and comes all the same: ``?q=ñ`` from a script."""


class QueryMiddleware:
    """Escapes such bytes of a query: read in whatever encoding they are, they would raise, or end a header."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ["QUERY_STRING"] = _UNESCAPED.sub(_escape, environ.get("QUERY_STRING", ""))
        return self._app(environ, start_response)


def _escape(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"
