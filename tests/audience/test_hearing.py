"""Whichever road a poll comes by, what it reports is heard; it is answered as any other."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from syndication.audience import Audience, Ledger
from syndication.config import Settings
from syndication.delivery import DeliveryLayer, Desk, Library
from syndication.front import Answers
from tests.delivery.conftest import BODY, Press

FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; 16 subscribers; like FeedFetcher-Google)"


def do_now(seconds: float, work: Callable[[], None]) -> None:
    work()


@pytest.fixture
def settings(site) -> Settings:
    loaded: Settings = site.settings()
    Press(loaded).publish("/all.atom", BODY)
    return loaded


@pytest.fixture
def desk(settings: Settings) -> Desk:
    return Desk(Library(settings.documents_folder), Audience(Ledger(settings.data_folder), later=do_now))


def count(folder: Path) -> dict[str, int]:
    return dict(Ledger(folder).count(datetime.now(UTC).date()))


def test_before_flask(desk: Desk, settings: Settings) -> None:
    client = Client(DeliveryLayer(Response("passed on"), desk))
    assert client.get("/all.atom", headers={"User-Agent": FEEDLY}).data == BODY
    assert count(settings.data_folder) == {"/all": 16}


def test_at_the_front(desk: Desk, settings: Settings) -> None:
    request = f"GET /all.atom HTTP/1.1\r\nHost: feeds.example.org\r\nUser-Agent: {FEEDLY}\r\n\r\n"
    answer = Answers(desk, prefix="").find(request.encode())
    assert answer is not None and answer.body == BODY
    assert count(settings.data_folder) == {"/all": 16}


@pytest.mark.parametrize("path", ["/none.atom", "/all", "/all.atom?q=water"])
def test_what_is_no_published_document_is_not_counted(desk: Desk, settings: Settings, path: str) -> None:
    Client(DeliveryLayer(Response("passed on"), desk)).get(path, headers={"User-Agent": FEEDLY})
    assert count(settings.data_folder) == {}
