"""A published tree, the layer that serves it, and a client that asks for its documents."""

from collections.abc import Callable, Collection
from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from syndication import audience
from syndication.archive.values.publication import Publication
from syndication.config import Settings
from syndication.delivery import DeliveryLayer, Desk, Library
from syndication.documents import DocumentStore
from syndication.formats import format_of
from syndication.models import Document

NOW = datetime(2020, 6, 1, 12, tzinfo=UTC)


class Ledger:
    """The archive's record of publication, in memory."""

    def __init__(self) -> None:
        self._known: dict[str, Publication] = {}

    def publications(self, paths: Collection[str] | None = None) -> dict[str, Publication]:
        return dict(self._known)

    def record_publications(self, publications: list[Publication]) -> None:
        self._known |= {publication.path: publication for publication in publications}


class Press:
    """Publishes documents, each time an hour later."""

    def __init__(self, settings: Settings) -> None:
        self._store = DocumentStore(settings)
        self._ledger = Ledger()
        self._now = NOW

    def publish(self, path: str, body: bytes) -> None:
        document = Document(path, format_of(path).content_type, body)
        with self._store.publishing():
            self._store.publish([document], self._ledger, self._now)
        self._now += timedelta(hours=1)


def write_atom(*titles: str) -> bytes:
    """An Atom document as ours are written: an item a title."""
    items = "".join(f"  <entry>\n    <title>{title}</title>\n  </entry>\n" for title in titles)
    return f"<feed>\n  <title>All</title>\n{items}</feed>\n".encode()


STORY = "<p>Forty people of Northport dig and build. </p>" * 40
BODY = write_atom(STORY)


@pytest.fixture
def settings(site) -> Settings:
    return site.settings()


@pytest.fixture
def press(settings: Settings) -> Press:
    """A press that has published ``/all.atom``."""
    press = Press(settings)
    press.publish("/all.atom", BODY)
    return press


def make_desk(settings: Settings) -> Desk:
    """A desk as a new worker has it."""
    return Desk(Library(settings.documents_folder), audience.Audience(audience.Ledger(settings.data_folder)))


@pytest.fixture
def open_client(settings: Settings) -> Callable[[], Client]:
    """Opens a client of a layer of its own, as a new worker would; what the layer passes on is a 418."""
    behind = Response("passed on", 418)
    return lambda: Client(DeliveryLayer(behind, make_desk(settings)))


@pytest.fixture
def client(press: Press, open_client: Callable[[], Client]) -> Client:
    return open_client()
