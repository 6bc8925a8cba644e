"""The server under many, slow and greedy clients: each is answered or let go, and none stops the others."""

import os
import re
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from syndication.documents import DocumentStore
from syndication.models import Document
from syndication.server import THREADS
from tests.web.conftest import NOW
from tests.web.serving import find_port, running, wait_for

SERVE = """
import sys
from syndication import server
from syndication.config import load_settings
from syndication.logs import set_up_logs
set_up_logs()
server.HEADER_SECONDS = int(sys.argv[1])
server.serve(load_settings())
"""
LONGEST = "/topics/water/regions/north-coast.atom"


class Web:
    """A running server, as clients reach it."""

    def __init__(self, port: int) -> None:
        self._port = port

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self._port), timeout=60)

    def ask(self, *fields: str, path: str = "/all.atom", method: str = "GET") -> bytes:
        """The whole reply to a request, header lines included."""
        with self.connect() as connection:
            connection.sendall(request(path, "Connection: close", *fields, method=method))
            return read_to_end(connection)


def request(path: str, *fields: str, method: str = "GET") -> bytes:
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: feeds.example.org", *fields, "", ""]).encode()


def read_to_end(connection: socket.socket) -> bytes:
    return b"".join(iter(lambda: connection.recv(1 << 20), b""))


def is_whole(reply: bytes) -> bool:
    """Whether a reply is a 200 with as many bytes as it says."""
    head, _, body = reply.partition(b"\r\n\r\n")
    length = re.search(rb"content-length: ([0-9]+)", head)
    return head.startswith(b"HTTP/1.1 200 ") and length is not None and len(body) == int(length[1])


@contextmanager
def serving(config: Path, header_seconds: int = 60) -> Iterator[tuple[Web, subprocess.Popen[str]]]:
    """A server of a site, of one worker, with few open files allowed unless it asks for more."""
    start = ["sh", "-c", 'ulimit -Sn 256; exec "$0" -c "$@"', sys.executable, SERVE, str(header_seconds)]
    port = find_port()
    variables = {"SYNDICATION_SERVE_PORT": str(port), "SYNDICATION_SERVE_WORKERS": "1"}
    with running(start, config, **variables) as process:
        wait_for(process, '"serving"')
        yield Web(port), process


@pytest.fixture(scope="module")
def config(published_data: Path) -> Path:
    return published_data.parent / "config"


@pytest.fixture(scope="module")
def web(config: Path) -> Iterator[Web]:
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))  # each connection of ours is an open file, too
    with serving(config) as (web, _):
        yield web


def test_a_thousand_open_connections_are_all_answered(web):
    connections = [web.connect() for _ in range(1000)]
    for connection in connections:
        connection.sendall(request("/all.atom", "Connection: close"))
    replies = []
    for connection in connections:
        with connection:
            replies.append(read_to_end(connection))
    assert [reply for reply in replies if not is_whole(reply)] == []


def test_clients_that_send_their_header_byte_by_byte_stop_nobody(web):
    slow = [web.connect() for _ in range(50)]
    for byte in request("/all.atom")[:5]:
        for connection in slow:
            connection.sendall(bytes([byte]))
        assert is_whole(web.ask())
    for connection in slow:
        connection.sendall(request("/all.atom", "Connection: close")[5:])
        assert is_whole(read_to_end(connection))
        connection.close()
    assert len(slow) > THREADS


def test_headers_that_never_end_stop_nobody_however_many(web):
    slow = [web.connect() for _ in range(2000)]
    for connection in slow:
        connection.sendall(b"GET /all.atom HTTP/1.1\r\nX-")
    assert is_whole(web.ask())
    for connection in slow:
        connection.close()


def test_a_client_that_never_ends_its_header_is_let_go(config):
    with serving(config, header_seconds=1) as (web, _), web.connect() as connection:
        connection.sendall(b"GET /all.atom HTTP/1.1\r\n")
        assert read_to_end(connection) == b""


def test_clients_that_do_not_read_stop_nobody(web):
    idle = [web.connect() for _ in range(50)]
    for connection in idle:
        connection.sendall(request("/all.atom") * 20)
    assert is_whole(web.ask())
    for connection in idle:
        connection.close()


def ask_until_heard(web, *fields):
    """Who is still sending when the server closes can miss its last words (RFC 9112, section 9.6)."""
    for _ in range(50):
        with suppress(ConnectionError):
            if reply := web.ask(*fields):
                return reply
    return b""


@pytest.mark.parametrize("fields", [["X-Long: " + "a" * 200_000], [f"X-{number}: a" for number in range(200)]])
def test_too_much_of_a_header_is_refused(web, fields):
    assert ask_until_heard(web, *fields).startswith(b"HTTP/1.1 431 ")
    assert is_whole(web.ask())


@pytest.mark.parametrize(("method", "status"), [("GET", b"200"), ("POST", b"405")])
def test_a_huge_body_is_not_read(web, method, status):
    length = 1_000_000_000
    with web.connect() as connection, pytest.raises(OSError):
        connection.sendall(request("/all.atom", f"Content-Length: {length}", method=method))
        assert connection.recv(12) == b"HTTP/1.1 " + status
        for _ in range(length // 1_000_000):
            connection.sendall(bytes(1_000_000))
    assert is_whole(web.ask())


def test_head_has_the_length_and_no_body(web):
    full, head = web.ask(), web.ask(method="HEAD")
    lines = re.compile(rb"(?m)^content-length: .*$")
    assert lines.findall(head) == lines.findall(full)
    assert head.endswith(b"\r\n\r\n")


def test_a_poll_that_finds_nothing_new_costs_less_than_500_bytes(web):
    etag = re.search(rb'etag: ("[^"]+")', web.ask("Accept-Encoding: br", path=LONGEST))[1].decode()
    reply = web.ask("Accept-Encoding: br", f"If-None-Match: {etag}", path=LONGEST)
    assert reply.startswith(b"HTTP/1.1 304 ")
    assert len(reply) < 500


def test_fields_given_twice_are_one_list(web):
    etag = re.search(rb'etag: ("[^"]+")', web.ask())[1].decode()
    assert web.ask('If-None-Match: "x"', f"If-None-Match: {etag}").startswith(b"HTTP/1.1 304 ")


@pytest.mark.parametrize("path", ["/all.atom", "/all", "/all.json?q=canal"])
def test_who_says_at_once_that_he_has_asked_all_is_answered(web: Web, path: str) -> None:
    with web.connect() as connection:
        connection.sendall(request(path))
        connection.shutdown(socket.SHUT_WR)
        assert is_whole(read_to_end(connection))


def test_the_name_of_the_server_does_not_tell_which_way_a_reply_came(web):
    for path in ("/all.atom", "/about", "/nothing", "/topics//water.atom"):
        assert re.findall(rb"(?m)^server: (.*)\r$", web.ask(path=path)) == [b"syndication"]


def test_told_to_stop_it_takes_no_more_requests(config):
    with serving(config) as (web, process), web.connect() as begun, web.connect() as resting:
        begun.sendall(b"GET /about HTTP/1.1\r\n")
        assert is_whole(web.ask(path="/about"))  # passed on after it: the server behind waits for the rest of it
        resting.sendall(request("/all.atom"))
        assert resting.recv(1)
        process.send_signal(signal.SIGTERM)
        read_to_end(resting)
        with pytest.raises(ConnectionRefusedError):
            web.connect()
        begun.sendall(b"Host: feeds.example.org\r\n\r\n")
        assert is_whole(read_to_end(begun))
        assert process.wait(60) == 0


def test_told_to_stop_it_finishes_what_is_under_way(site, settings, data, archive):
    body = os.urandom(1 << 15) * 1000  # more than the sockets hold
    DocumentStore(settings).publish([Document("/all.atom", "application/atom+xml", body)], archive, NOW)
    with serving(site.root / "config") as (web, process), web.connect() as connection:
        connection.sendall(request("/all.atom", "Connection: close"))
        begun = connection.recv(1000)
        process.send_signal(signal.SIGTERM)
        assert is_whole(begun + read_to_end(connection))
        assert process.wait(60) == 0
