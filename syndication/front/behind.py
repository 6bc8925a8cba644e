"""An application behind the front, as if it stood at the port itself: what it is told of a connection, and says."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from syndication.front.answers import SERVER
from syndication.front.callers import read_caller


def stand_behind(app: WSGIApplication, host: str, port: int) -> WSGIApplication:
    """The application, told the address that clients reach, and theirs (PEP 3333; RFC 3875, section 4.1.8).

    Its server knows a Unix socket, and the path at the other end of it.
    """

    def behind(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ |= {"SERVER_NAME": host, "SERVER_PORT": str(port)}
        if caller := read_caller(environ["REMOTE_ADDR"]):
            environ |= {"REMOTE_ADDR": caller.address, "REMOTE_PORT": str(caller.port)}
        return app(environ, _sign(start_response))

    return behind


def _sign(start_response: StartResponse) -> StartResponse:
    """Starts responses with the front's name for the server."""
    return lambda status, headers, *error: start_response(status, [*headers, ("Server", SERVER)], *error)
