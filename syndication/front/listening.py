"""The front's thread: listens at the port, keeps the connections in order, and ends with the process."""

import asyncio
import logging
import os
import socket
import threading
from pathlib import Path

import uvloop

from syndication.front.answers import Answers
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
        self._behind = str(behind)
        self._connections: set[Connection] = set()
        self._opening: set[asyncio.Task[None]] = set()

    async def serve(self, listening: socket.socket, over: asyncio.Event) -> None:
        """Answer until it is over; then what has begun to be sent is sent."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._welcome, sock=listening, backlog=BACKLOG)
        ticking = loop.create_task(self._tick())
        await over.wait()
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
        if passage is None:
            client.refuse()
        elif client.transport.is_closing():
            passage.transport.close()
        else:
            client.passage = passage
            passage.transport.write(begun)
            client.transport.resume_reading()

    async def _reach(self, client: Connection) -> Passage | None:
        """A passage to the server behind; None if that takes no connection for long."""
        loop = asyncio.get_running_loop()
        for _ in range(int(_PATIENCE_SECONDS / _RETRY_SECONDS)):
            try:
                _, passage = await loop.create_unix_connection(lambda: Passage(client), self._behind)
            except OSError:  # its backlog is full: a Unix socket says so at once
                await asyncio.sleep(_RETRY_SECONDS)
            else:
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
    """Listen, in a thread that goes on until the main thread is over and the front has finished."""
    threading.Thread(target=_run, args=(front, listen(host, port)), name="front").start()


def listen(host: str, port: int) -> socket.socket:
    """A socket at an address, which it shares with those of other workers."""
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listening = socket.socket(family, kind, protocol)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind(address)
    return listening


def _run(front: Front, listening: socket.socket) -> None:
    try:
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_serve_as_long_as_main_thread(front, listening))
    except BaseException:
        _logger.exception("front_failed")
        os._exit(1)  # nobody would reach this worker: its parent starts another


async def _serve_as_long_as_main_thread(front: Front, listening: socket.socket) -> None:
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def wait() -> None:
        threading.main_thread().join()
        loop.call_soon_threadsafe(over.set)

    threading.Thread(target=wait, name="front-end", daemon=True).start()
    await front.serve(listening, over)
