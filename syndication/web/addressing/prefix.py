"""A service below a path, ``https://example.org/news``: reached alike whether the proxy strips the path or not."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class PrefixMiddleware:
    """Takes the base URL's path off a request's address where the proxy has left it on."""

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app = app
        self._prefix = prefix

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        take_off(environ, self._prefix)
        return self._app(environ, start_response)


def take_off(environ: WSGIEnvironment, prefix: str) -> None:
    """Take a base URL's path off a request's address, if it is there."""
    path = environ.get("PATH_INFO", "")
    if prefix and (path == prefix or path.startswith(f"{prefix}/")):
        environ["PATH_INFO"] = path[len(prefix) :] or "/"
        environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
