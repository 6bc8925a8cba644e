"""Connections that rest too long, or take nothing, are ended; the others stay."""

import asyncio
from collections.abc import Iterator

import pytest

from syndication.front import Answers
from syndication.front.connections import IDLE_SECONDS, STALLED_SECONDS, Connection

DOCUMENT = b"GET /all.atom HTTP/1.1\r\nHost: feeds.example.org\r\n\r\n"


class Wire(asyncio.Transport):
    """A transport from which a client takes as much as the test says."""

    def __init__(self) -> None:
        super().__init__()
        self.unsent: Iterator[int] | None = None
        self.is_aborted = False

    def get_write_buffer_size(self) -> int:
        return next(self.unsent) if self.unsent else 0

    def writelines(self, pieces: object) -> None:
        pass

    def pause_reading(self) -> None:
        pass

    def abort(self) -> None:
        self.is_aborted = True


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def connection(answers: Answers, wire: Wire) -> Connection:
    connection = Connection(answers, lambda client, begun: None, set())
    connection.connection_made(wire)
    return connection


def wait(connection: Connection, seconds: int) -> None:
    for _ in range(seconds):
        connection.tick()


def test_a_connection_on_which_nothing_is_asked_is_ended(connection: Connection, wire: Wire) -> None:
    wait(connection, IDLE_SECONDS)
    assert not wire.is_aborted
    wait(connection, 1)
    assert wire.is_aborted


def test_each_answer_gives_it_time_again(connection: Connection, wire: Wire) -> None:
    for _ in range(3):
        connection.data_received(DOCUMENT)
        wait(connection, IDLE_SECONDS)
    assert not wire.is_aborted


def test_a_client_that_takes_nothing_gets_longer_but_not_for_ever(connection: Connection, wire: Wire) -> None:
    wire.unsent = iter([1000] * 1000)
    wait(connection, STALLED_SECONDS)
    assert not wire.is_aborted
    wait(connection, 1)
    assert wire.is_aborted


def test_one_that_takes_little_stays(connection: Connection, wire: Wire) -> None:
    wire.unsent = iter(range(1000, 0, -1))
    wait(connection, 3 * STALLED_SECONDS)
    assert not wire.is_aborted


def test_the_server_behind_sees_to_those_that_rest_on_their_way_to_it(connection: Connection, wire: Wire) -> None:
    connection.data_received(b"GET /about")
    wait(connection, 3 * STALLED_SECONDS)
    assert not wire.is_aborted
