"""What an application behind the front is told of a connection, and says."""

import pytest
from werkzeug.test import run_wsgi_app

from syndication.front import stand_behind


def ask(path: str) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """What an application is told of a request by way of a socket with a path, and the lines of its reply."""
    told: dict[str, str] = {}

    def app(environ, start_response):
        told.update(environ)
        start_response("200 OK", [("X-Own", "a")])
        return []

    _, _, headers = run_wsgi_app(stand_behind(app, "192.0.2.9", 80), {"REMOTE_ADDR": path, "SERVER_NAME": "/behind"})
    return told, list(headers)


@pytest.mark.parametrize("path", ["/tmp/x/c0000201a410", "c0000201a410"])  # noqa: S108 (not opened)
def test_it_is_told_both_ends_of_the_connection(path: str) -> None:
    told, _ = ask(path)
    assert (told["REMOTE_ADDR"], told["REMOTE_PORT"]) == ("192.0.2.1", "42000")
    assert (told["SERVER_NAME"], told["SERVER_PORT"]) == ("192.0.2.9", "80")


def test_it_is_told_no_more_of_another_socket_than_there_is() -> None:
    assert ask("")[0]["REMOTE_ADDR"] == ""


def test_its_replies_name_the_server_that_the_front_names() -> None:
    assert ask("")[1] == [("X-Own", "a"), ("Server", "syndication")]
