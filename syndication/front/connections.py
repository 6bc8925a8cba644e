"""The connections of clients, and the passages to the server behind for what is not answered here."""

import asyncio
from collections.abc import Callable
from typing import cast

from syndication.front.answers import Answers

CONNECTIONS = 4096
"""What one front holds open at a time, slow and idle ones among them; more are told to come back."""
IDLE_SECONDS = 10
"""How long a connection may rest between two requests."""
STALLED_SECONDS = 60
"""How long a client may take nothing of what it has asked for."""
_OVERLOADED = b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


class Stream(asyncio.Protocol):
    """One end of a road: who cannot write any more stops the other end from reading."""

    transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass

    def pause_writing(self) -> None:
        source = self.find_source().transport
        if not source.is_closing():
            source.pause_reading()

    def resume_writing(self) -> None:
        source = self.find_source().transport
        if not source.is_closing():
            source.resume_reading()

    def find_source(self) -> "Stream":
        """The stream whose reading makes this one write."""
        raise NotImplementedError


class Connection(Stream):
    """A client's connection: plain requests for documents are answered here.

    The first bytes that are anything else, and all that come after them, go through a passage to the server behind.
    So it alone has to understand requests that are broken, come in pieces or several at a time, or have a body.
    """

    def __init__(
        self, answers: Answers, pass_on: Callable[["Connection", bytes], None], open_ones: set["Connection"]
    ) -> None:
        """``pass_on`` is called once, with the first bytes for the server behind: it is to call :meth:`lead_on`.

        The connection is among the ``open_ones`` as long as it is open.
        """
        self._answers = answers
        self._pass_on = pass_on
        self._open_ones = open_ones
        self.passage: Passage | None = None
        self._is_passed_on = False
        self._has_said_all = False
        self._seconds = 0
        self._unsent = 0

    def find_source(self) -> Stream:
        return self.passage or self

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._open_ones.add(self)
        if len(self._open_ones) > CONNECTIONS:
            self.refuse()

    def data_received(self, data: bytes) -> None:
        if self.passage is not None:
            self.passage.ask(data)
        elif answer := self._answers.find(data):
            self._seconds = 0
            self.transport.writelines((answer.head, self._answers.end_of_head(), answer.body))
            if answer.closes:
                self.transport.close()
        else:
            self._is_passed_on = True
            self.transport.pause_reading()
            self._pass_on(self, data)

    def lead_on(self, passage: "Passage", begun: bytes) -> None:
        """Let the server behind have the bytes with which it was passed on, and all that come."""
        self.passage = passage
        passage.ask(begun)
        self.transport.resume_reading()

    def eof_received(self) -> bool:
        """A client that has sent all may still read what the server behind has to say."""
        if self.passage is None:
            return False
        self._has_said_all = True
        if not self.passage.is_awaited:
            self.passage.end()
        return True

    def connection_lost(self, error: Exception | None) -> None:
        if self.passage is not None:
            self.passage.transport.close()
        self._open_ones.discard(self)

    def tick(self) -> None:
        """To be called every second: ends a connection that rests too long; the server behind sees to its own."""
        unsent = self.transport.get_write_buffer_size()
        if unsent < self._unsent or (self._is_passed_on and not unsent):
            self._seconds = 0
        self._seconds, self._unsent = self._seconds + 1, unsent
        if self._seconds > (STALLED_SECONDS if unsent else IDLE_SECONDS):
            self.transport.abort()
        elif self._has_said_all and self.passage is not None and self.passage.has_fallen_silent():
            self.passage.end()

    def refuse(self) -> None:
        """Tell the client to come back later."""
        self.transport.write(_OVERLOADED)
        self.transport.close()

    def finish(self) -> None:
        """End the connection once all is sent; the server behind ends one that was passed on."""
        if not self._is_passed_on:
            self.transport.close()


class Passage(Stream):
    """The way of one client's connection to the server behind, and back."""

    def __init__(self, client: Connection) -> None:
        self._client = client
        self.is_awaited = False
        """Whether the server behind has said nothing since it was asked something."""
        self._is_silent = False

    def find_source(self) -> Stream:
        return self._client

    def ask(self, data: bytes) -> None:
        """Let the server behind have what the client says."""
        self.is_awaited = True
        self.transport.write(data)

    def has_fallen_silent(self) -> bool:
        """Whether the server behind has answered, and said nothing since the last time that this was asked."""
        was_silent, self._is_silent = self._is_silent, True
        return was_silent and not self.is_awaited

    def end(self) -> None:
        """Let the server behind know that the client has said all: it takes nobody to be listening any more."""
        if not self.transport.is_closing():
            self.transport.write_eof()

    def data_received(self, data: bytes) -> None:
        self.is_awaited = self._is_silent = False
        self._client.transport.write(data)

    def connection_lost(self, error: Exception | None) -> None:
        self._client.transport.close()
