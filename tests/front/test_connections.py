"""Connections at the front: documents are answered, and the rest goes to the server behind and back as it is."""

import asyncio
import gc
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import uvloop

from syndication.front import Answers, Front
from syndication.front.callers import read_caller
from syndication.front.connections import Connection
from syndication.front.listening import listen
from tests.delivery.conftest import BODY, Press

DOCUMENT = b"GET /all.atom HTTP/1.1\r\nHost: feeds.example.org\r\n\r\n"
PAGE = b"GET /about HTTP/1.1\r\nHost: feeds.example.org\r\n\r\n"
LARGE = b"<feed>" + bytes(30_000_000) + b"</feed>"

Client = tuple[asyncio.StreamReader, asyncio.StreamWriter]


class Service:
    """A front with a server behind it that sends back whatever it gets, behind a mark, and closes at "bye"."""

    def __init__(self, answers: Answers, folder: Path) -> None:
        self._answers = answers
        self._behind = folder / "behind.sock"
        self._over = asyncio.Event()
        self._writers: list[asyncio.StreamWriter] = []
        self.callers: list[str] = []
        """The addresses of those for whom there is a passage, as a socket tells them."""

    @asynccontextmanager
    async def run(self, *, is_anyone_behind: bool = True) -> AsyncIterator["Service"]:
        listening = listen("127.0.0.1", 0)
        self._address = listening.getsockname()
        behind = await self.open_behind() if is_anyone_behind else None
        serving = asyncio.create_task(Front(self._answers, self._behind).serve(listening, self._over.wait()))
        try:
            yield self
        finally:
            for writer in self._writers:
                writer.close()
            self.stop()
            await serving
            if behind is not None:
                behind.close()

    async def open_behind(self) -> asyncio.Server:
        return await asyncio.start_unix_server(self._echo, self._behind)

    async def connect(self) -> Client:
        client = await asyncio.open_connection(*self._address)
        self._writers.append(client[1])
        return client

    def stop(self) -> None:
        self._over.set()

    async def _echo(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.callers.append(writer.get_extra_info("peername"))
        while (data := await reader.read(100_000)) and data != b"bye":
            writer.write(b"behind: " + data)
            await writer.drain()
        writer.write(b"gone")
        writer.close()


Tell = Callable[[Service], Coroutine[None, None, None]]
Run = Callable[..., None]


@pytest.fixture
def run(answers: Answers) -> Run:
    """Runs a function over a service, in an event loop as the front has it."""

    async def run_all(tell: Tell, *, is_anyone_behind: bool) -> None:
        with TemporaryDirectory() as folder:  # pytest's are too long for sockets
            async with Service(answers, Path(folder)).run(is_anyone_behind=is_anyone_behind) as service:
                await asyncio.wait_for(tell(service), 60)

    def run_in_loop(tell: Tell, *, is_anyone_behind: bool = True) -> None:
        def run_alone() -> None:
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(run_all(tell, is_anyone_behind=is_anyone_behind))

        with ThreadPoolExecutor(1) as thread:  # a browser that tests share keeps a loop running in the main one
            thread.submit(run_alone).result()

    return run_in_loop


async def ask(client: Client, data: bytes, end: bytes) -> bytes:
    """What comes back for these bytes, up to an end."""
    client[1].write(data)
    return await client[0].readuntil(end)


def test_documents_are_answered_one_after_the_other_with_nobody_behind(run: Run) -> None:
    async def tell(service: Service) -> None:
        client = await service.connect()
        for _ in range(3):
            reply = await ask(client, DOCUMENT, BODY)
            assert reply.startswith(b"HTTP/1.1 200 OK\r\n")
            assert reply.partition(b"\r\n\r\n")[2] == BODY

    run(tell, is_anyone_behind=False)


def test_the_first_other_request_and_all_after_it_go_to_the_server_behind(run: Run) -> None:
    async def tell(service: Service) -> None:
        client = await service.connect()
        assert (await ask(client, DOCUMENT, BODY)).endswith(BODY)
        for request in (PAGE, DOCUMENT):
            assert await ask(client, request, request) == b"behind: " + request

    run(tell)


@pytest.mark.parametrize("data", [DOCUMENT[:9], DOCUMENT + DOCUMENT, b"\r\n", b"\0", b"GET /all.atom HTTP/1.0\r\n\r\n"])
def test_pieces_and_several_at_a_time_go_to_the_server_behind(run: Run, data: bytes) -> None:
    async def tell(service: Service) -> None:
        assert await ask(await service.connect(), data, data) == b"behind: " + data

    run(tell)


def test_a_connection_ends_when_the_server_behind_ends_it_after_what_it_said(run: Run) -> None:
    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        writer.write(b"bye")
        assert await reader.read() == b"gone"

    run(tell)


def test_who_has_said_all_still_hears_the_server_behind(run: Run) -> None:
    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        writer.write(PAGE)
        writer.write_eof()
        assert await reader.read() == b"behind: " + PAGE + b"gone"

    run(tell)


def test_the_server_behind_is_told_who_calls(run: Run) -> None:
    async def tell(service: Service) -> None:
        client = await service.connect()
        await ask(client, PAGE, PAGE)
        assert [read_caller(path) for path in service.callers] == [client[1].get_extra_info("sockname")]

    run(tell)


def test_much_passes_whole_both_ways_however_slowly_it_is_read(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        writer.write(LARGE)
        writer.write_eof()
        received = await reader.read()
        assert received.replace(b"behind: ", b"").removesuffix(b"gone") == LARGE

    run(tell)
    assert not caplog.records, "the server behind is gone before all is read"


def test_who_asks_for_it_is_left_after_the_answer(run: Run) -> None:
    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        writer.write(DOCUMENT.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        assert (await reader.read()).endswith(BODY)

    run(tell, is_anyone_behind=False)


def test_where_nobody_is_behind_the_client_is_told_to_come_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndication.front.listening._PATIENCE_SECONDS", 0.1)

    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        writer.write(PAGE)
        assert (await reader.read()).startswith(b"HTTP/1.1 503 ")

    run(tell, is_anyone_behind=False)


def test_a_client_that_is_gone_when_nobody_answers_is_no_surprise(
    run: Run, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("syndication.front.listening._PATIENCE_SECONDS", 0.1)
    monkeypatch.setattr(Connection, "tick", lambda connection: connection.transport.abort())
    monkeypatch.setattr("syndication.front.listening._TICK_SECONDS", 0.01)

    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        writer.write(PAGE)
        with suppress(ConnectionError):
            await reader.read()
        await asyncio.sleep(0.3)

    run(tell, is_anyone_behind=False)
    gc.collect()
    assert not caplog.records


def test_one_connection_too_many_is_told_to_come_back(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndication.front.connections.CONNECTIONS", 1)

    async def tell(service: Service) -> None:
        first, (reader, _) = await service.connect(), await service.connect()
        assert (await reader.read()).startswith(b"HTTP/1.1 503 ")
        assert (await ask(first, DOCUMENT, BODY)).endswith(BODY)

    run(tell)


def test_who_waits_for_the_server_behind_at_the_end_is_answered(run: Run) -> None:
    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        writer.write(PAGE)
        await asyncio.sleep(0.1)
        service.stop()
        await asyncio.sleep(0.2)
        behind = await service.open_behind()
        assert await reader.readuntil(PAGE) == b"behind: " + PAGE
        writer.close()
        behind.close()

    run(tell, is_anyone_behind=False)


def test_what_is_under_way_at_the_end_is_sent(run: Run, press: Press) -> None:
    press.publish("/all.atom", LARGE)

    async def tell(service: Service) -> None:
        reader, writer = await service.connect()
        resting, _ = await service.connect()
        writer.write(DOCUMENT)
        begun = await reader.read(1000)
        service.stop()
        assert await resting.read() == b""
        assert (begun + await reader.read()).partition(b"\r\n\r\n")[2] == LARGE

    run(tell)
