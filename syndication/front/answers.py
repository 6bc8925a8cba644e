"""Replies as bytes for the wire, kept under the bytes of the request: a reader sends the same with each poll."""

import time
from typing import NamedTuple

from werkzeug.http import http_date

from syndication.delivery import Desk, Reply
from syndication.front.requests import read_plain
from syndication.web.addressing.prefix import take_off

_KEPT_BYTES = 64 * 1024 * 1024
"""The polls of a hundred thousand readers, or the documents of five thousand. One shared by several is counted for
each, so what they take in fact is less."""
_ENTRY_BYTES = 512
"""What one takes besides its bytes: objects, its place in the table."""
SERVER = "syndication"
"""What the ``Server`` line says, whichever road a reply comes by."""
_FRESH_SECONDS = 3600
"""So often at least a reader's request goes to the desk, where it can be counted."""


class Answer(NamedTuple):
    """A reply to a plain request."""

    head: bytes
    """Status and header lines, up to the date, which comes last."""
    body: bytes
    closes: bool
    """Whether the client wants the connection closed after it."""


class Answers:
    """What is answered to plain requests for documents. Belongs to one thread."""

    def __init__(self, desk: Desk, prefix: str) -> None:
        """``prefix`` is the path of the site's base URL."""
        self._desk = desk
        self._library = desk.library
        self._prefix = prefix
        self._known: dict[bytes, Answer] = {}
        self._size = 0
        self._state: object = None
        self._fresh_until = 0.0
        self._second = 0
        self._date = b""

    def find(self, request: bytes) -> Answer | None:
        """The answer to these bytes; None if they are for the server behind."""
        state = self._library.look()
        if state is not self._state:
            self._forget(state)
        return self._known.get(request) or self._work_out(request)

    def end_of_head(self) -> bytes:
        """The lines with the server's name and the date (RFC 9110, section 6.6.1), and the empty one after them."""
        second = int(time.time())
        if second != self._second:
            self._second, self._date = second, _write_end(second)
            if time.monotonic() >= self._fresh_until:
                self._forget(self._state)
        return self._date

    def _forget(self, state: object) -> None:
        self._state, self._size = state, 0
        self._known.clear()
        self._fresh_until = time.monotonic() + _FRESH_SECONDS

    def _work_out(self, request: bytes) -> Answer | None:
        environ = read_plain(request)
        if environ is None:
            return None
        take_off(environ, self._prefix)
        reply = self._desk.answer(environ)
        if reply is None:
            return None
        answer = _write(reply, closes=environ.get("HTTP_CONNECTION", "").lower() == "close")
        self._keep(request, answer)
        return answer

    def _keep(self, request: bytes, answer: Answer) -> None:
        """Keep an answer; where there is no room, all others go: they are soon made again."""
        size = len(request) + len(answer.head) + len(answer.body) + _ENTRY_BYTES
        if self._size + size > _KEPT_BYTES:
            self._forget(self._state)
        if size <= _KEPT_BYTES:
            self._known[request] = answer
            self._size += size


def _write(reply: Reply, *, closes: bool) -> Answer:
    """Header names in small letters, as the server behind writes them."""
    fields = [*reply.headers, ("connection", "close")] if closes else reply.headers
    lines = "".join(f"{name.lower()}: {value}\r\n" for name, value in fields)
    return Answer(f"HTTP/1.1 {reply.status}\r\n{lines}".encode("latin-1"), reply.body, closes)


def _write_end(second: int) -> bytes:
    return f"server: {SERVER}\r\ndate: {http_date(second)}\r\n\r\n".encode()
