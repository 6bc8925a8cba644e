"""The front's thread: listens at the port, keeps the connections in order, and ends with the process."""

import asyncio
import logging
import os
import signal
import socket
import threading
from collections.abc import Awaitable
from pathlib import Path

import uvloop

from syndication.front.answers import Answers
from syndication.front.callers import call, name_caller
from syndication.front.connections import Connection, Passage

_logger = logging.getLogger(__name__)
BACKLOG = 1024
_PATIENCE_SECONDS = 8
"""How long the server behind may be too busy to take a connection, and how long replies under way have at the end."""
_RETRY_SECONDS = 0.05
_TICK_SECONDS = 1.0


class Front:
    """Answers at an address; passes on to a Unix socket what is not a plain request for a document."""

    def __init__(self, answers: Answers, behind: Path) -> None:
        self._answers = answers
        self._behind = behind
        self._connections: set[Connection] = set()
        self._opening: set[asyncio.Task[None]] = set()

    async def serve(self, listening: socket.socket, over: Awaitable[None]) -> None:
        """Answer until it is over; then what has been asked for is sent."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._welcome, sock=listening, backlog=BACKLOG)
        ticking = loop.create_task(self._tick())
        await over
        server.close()
        ticking.cancel()
        await self._finish()

    def _welcome(self) -> Connection:
        return Connection(self._answers, self._pass_on, self._connections)

    async def _tick(self) -> None:
        while True:
            await asyncio.sleep(_TICK_SECONDS)
            for connection in self._connections.copy():
                connection.tick()

    def _pass_on(self, client: Connection, begun: bytes) -> None:
        opening = asyncio.get_running_loop().create_task(self._open_passage(client, begun))
        self._opening.add(opening)  # the loop itself would forget it
        opening.add_done_callback(self._opening.discard)

    async def _open_passage(self, client: Connection, begun: bytes) -> None:
        passage = await self._reach(client)
        if client.transport.is_closing():
            if passage is not None:
                passage.transport.abort()
        elif passage is None:
            client.refuse()
        else:
            client.lead_on(passage, begun)

    async def _reach(self, client: Connection) -> Passage | None:
        """A passage to the server behind; None if that takes no connection for long, or the client is gone."""
        peer = client.transport.get_extra_info("peername")
        for _ in range(int(_PATIENCE_SECONDS / _RETRY_SECONDS) if peer else 0):
            try:
                calling = call(self._behind, name_caller(peer))
            except OSError:  # its backlog is full: a Unix socket says so at once
                await asyncio.sleep(_RETRY_SECONDS)
            else:
                loop = asyncio.get_running_loop()
                _, passage = await loop.create_unix_connection(lambda: Passage(client), sock=calling)
                return passage
        return None

    async def _finish(self) -> None:
        for _ in range(int(_PATIENCE_SECONDS / _RETRY_SECONDS)):
            for connection in self._connections.copy():
                connection.finish()
            if not self._connections:
                break
            await asyncio.sleep(_RETRY_SECONDS)


def start(front: Front, host: str, port: int) -> None:
    """Listen, in a thread that goes on until this process is told to stop, and the front has finished.

    Must be called in the main thread; if that ends, it is over as well.
    """
    pair = told, telling = socket.socketpair()
    told.setblocking(False)
    telling.setblocking(False)
    signal.set_wakeup_fd(telling.fileno())  # the server behind has handlers of its own, and sets them after this
    threading.Thread(target=_tell_end, args=(pair,), name="front-end", daemon=True).start()
    threading.Thread(target=_run, args=(front, listen(host, port), told), name="front").start()


def _tell_end(pair: tuple[socket.socket, socket.socket]) -> None:
    """Tell that the main thread is over as a signal to stop tells.

    Keeps both ends open until then, for signals as well: the front may have finished before.
    """
    threading.main_thread().join()
    _, telling = pair
    telling.send(bytes([signal.SIGTERM]))


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address, which it shares with those of other workers."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind(address)
    return listening


def _run(front: Front, listening: socket.socket, told: socket.socket) -> None:
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(front.serve(listening, _wait_for_end(told)))
    except BaseException:
        _logger.exception("front_failed")
        os._exit(1)  # nobody would reach this worker: its parent starts another


async def _wait_for_end(told: socket.socket) -> None:
    while (await asyncio.get_running_loop().sock_recv(told, 1))[0] not in (signal.SIGINT, signal.SIGTERM):
        pass
