"""Many readers of documents on demand: each document is made once, few are made at a time, and pages find a seat."""

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from contextlib import ExitStack, suppress

import pytest

from syndication.archive import Archive
from syndication.errors import ArchiveError
from syndication.feeds import Renderer
from syndication.web import create_app
from syndication.web.ondemand import keeping, rendered
from syndication.web.ondemand.flights import Flights
from syndication.web.ondemand.turns import AT_ONCE, WAITING, Turns
from syndication.web.reading_room import SEATS
from syndication.web.shelf import EXTENSION

PAST = "/topics/water/2012.atom"
OTHERS = ["/all/2012.atom", "/all/2012.rss", "/all/2012.json", "/topics/health+water.atom"]


@pytest.fixture
def meanwhile(monkeypatch) -> list[Callable[[], None]]:
    """What is done, each once, while a document is being rendered."""
    todo: list[Callable[[], None]] = []
    draft = Renderer.draft

    def render_meanwhile(*args):
        with suppress(IndexError):
            todo.pop()()
        return draft(*args)

    monkeypatch.setattr(Renderer, "draft", render_meanwhile)
    return todo


@pytest.fixture
def rendered_feeds(monkeypatch) -> list[object]:
    """The feeds that have been rendered."""
    feeds: list[object] = []
    draft = Renderer.draft
    monkeypatch.setattr(Renderer, "draft", lambda *args: feeds.append(args[1]) or draft(*args))
    return feeds


def test_readers_of_one_document_have_it_made_once(app, monkeypatch, rendered_feeds):
    together, change = threading.Barrier(SEATS, timeout=60), Archive.change
    monkeypatch.setattr(Archive, "change", lambda *args: (together.wait(), change(*args))[1])
    with ThreadPoolExecutor(SEATS) as threads:
        replies = list(threads.map(lambda _: app.test_client().get(PAST), range(SEATS)))
    assert [reply.status_code for reply in replies] == [200] * SEATS
    assert len(rendered_feeds) == 1


def test_more_readers_than_seats_all_get_it(app):
    with ThreadPoolExecutor(2 * SEATS) as threads:
        replies = list(threads.map(lambda _: app.test_client().get(PAST).status_code, range(2 * SEATS)))
    assert replies == [200] * (2 * SEATS)


def test_nobody_holds_a_seat_while_a_document_is_rendered(app, meanwhile):
    def sit_down() -> None:
        with ExitStack() as seats:
            for _ in range(SEATS):
                seats.enter_context(app.extensions[EXTENSION].reading_room.archive())

    meanwhile.append(sit_down)
    assert app.test_client().get(PAST).status_code == 200
    assert not meanwhile


def test_who_waits_too_long_for_another_reader_is_told_when_to_come_back(app, meanwhile, monkeypatch):
    monkeypatch.setattr(keeping, "PATIENCE_SECONDS", 0)
    replies = []
    meanwhile.append(lambda: replies.append(app.test_client().get(PAST)))
    assert app.test_client().get(PAST).status_code == 200
    assert [(reply.status_code, reply.headers["Retry-After"]) for reply in replies] == [(503, "90")]
    assert app.test_client().get(PAST).status_code == 200


def test_few_documents_are_made_at_one_time(app, meanwhile, monkeypatch):
    monkeypatch.setattr(keeping, "PATIENCE_SECONDS", 0)
    statuses = {}

    def ask(path: str) -> None:
        statuses[path] = app.test_client().get(path).status_code

    meanwhile += [lambda path=path: ask(path) for path in OTHERS[:AT_ONCE]]
    ask(PAST)
    assert sorted(statuses.values()) == [*[200] * AT_ONCE, 503]


def test_few_wait_for_a_turn():
    turns = Turns()
    with ExitStack() as taken, ThreadPoolExecutor(WAITING + 1) as threads:
        for _ in range(AT_ONCE):
            taken.enter_context(turns.take(0))
        waiting = [threads.submit(pass_through, turns) for _ in range(WAITING + 1)]
        refused, _ = wait(waiting, timeout=60, return_when=FIRST_EXCEPTION)
        taken.close()
    assert ["waited for" in str(done.exception()) for done in refused] == [True]
    assert sum(done.exception() is None for done in waiting) == WAITING


def pass_through(turns: Turns) -> None:
    with turns.take(60):
        pass


def test_what_fails_fails_for_who_waits_too_and_is_tried_anew():
    flights, begun, joined = Flights[str, str](), threading.Event(), threading.Event()

    def fail() -> str:
        begun.set()
        joined.wait(60)
        raise ArchiveError("gone")

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(flights.join, "a", fail, 60)
        begun.wait(60)
        with pytest.raises(TimeoutError):
            flights.join("a", lambda: "not asked", 0)
        joined.set()
        with pytest.raises(ArchiveError):
            first.result(60)
    assert flights.join("a", lambda: "made", 0) == "made"


def test_a_document_larger_than_the_bound_is_kept_as_long_as_no_other_such_is_made(
    settings, data, monkeypatch, rendered_feeds
):
    monkeypatch.setattr(rendered, "KEPT_BYTES", 100)
    client = create_app(settings).test_client()
    assert {client.get(path).status_code for path in [PAST, PAST, OTHERS[0], OTHERS[0], PAST]} == {200}
    assert len(rendered_feeds) == 3


def test_what_a_kept_document_takes_besides_its_bytes_counts():
    kept, small = rendered.Kept(), rendered.Rendered(1, None, {"identity": b"x"})
    kept.keep("first", small)
    assert kept.find("first") is small
    for number in range(rendered.KEPT_BYTES // 8192):
        kept.keep(str(number), small)
    assert kept.find("first") is None
