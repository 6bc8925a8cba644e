"""The layer in front of Flask: published documents from memory, everything else passed on."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from syndication.delivery.desk import Desk


class DeliveryLayer:
    """Answers what the desk does; the rest is the application's."""

    def __init__(self, app: WSGIApplication, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        reply = self._desk.answer(environ)
        if reply is None:
            return self._app(environ, start_response)
        start_response(reply.status, reply.headers)
        return [reply.body] if reply.body else []
