"""A small site with a real archive and really published documents, and a client that asks for them."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from syndication.archive import Archive
from syndication.classify import load_taxonomy
from syndication.config import Settings, load_settings
from syndication.documents import DocumentStore
from syndication.feeds import Renderer, digest_edition, every_selection, gather, render_opml
from syndication.models import ArchivedItem, Category, ClassifiedItem, Evidence, Item, Picture, Reading, SourceDate
from syndication.web import create_app
from tests.conftest import HARBOUR

NOW = datetime(2020, 6, 1, 12, tzinfo=UTC)
WATER = Category("topics", "water", 3.0, (Evidence("canal", "title", "topics", "water", 3.0),))
NORTH = Category("regions", "north-coast", 2.0, (Evidence("Northport", "summary", "regions", "north-coast", 2.0),))


class Newsdesk:
    """Writes stories about water on the north coast into the archive, each in a file of its own."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def write(
        self,
        title: str,
        text: str,
        date: str = "2012-03-04",
        url: str | None = None,
        picture: Picture | None = None,
    ) -> ArchivedItem:
        """Take in one story; returns it as the archive has it."""
        number = len(self._archive.digests()) + 1
        source, page_url = f"list-{number}.txt", "https://source.example.org/list"
        item = Item(title, (text,), SourceDate.parse(date), url, page_url, source, line=1, picture=picture)
        reading = Reading(source, f"{number:064x}", page_url, (ClassifiedItem(item, (WATER, NORTH)),))
        (added,) = self._archive.absorb([reading], NOW).added
        found = self._archive.item(added)
        assert isinstance(found, ArchivedItem)
        return found

    def take_back(self, item: ArchivedItem, now: datetime) -> None:
        """Put another story in the place of this one, in its file."""
        (source,), day = item.sources, SourceDate.parse("2012-01-09")
        other = Item("The bridge is closed", ("Lorries wait for the ferry.",), day, None, None, source, line=1)
        self._archive.absorb([Reading(source, "other", None, (ClassifiedItem(other, ()),), as_of=day.day)], now)


def publish(settings: Settings, archive: Archive) -> None:
    """What a build does: every document of the site, from what the archive holds."""
    taxonomy = load_taxonomy(settings.folder)
    feeds = (
        gather(selection, archive.newest(selection, settings.feeds.items), settings, taxonomy)
        for selection in every_selection(taxonomy)
    )
    renderer = Renderer(settings, taxonomy)
    documents = [document for feed in feeds for document in renderer.render(feed)]
    documents.append(render_opml(every_selection(taxonomy), settings, taxonomy))
    archive.edition(digest_edition(settings, taxonomy), NOW)
    DocumentStore(settings).publish(documents, archive, NOW)


@pytest.fixture(scope="session")
def published_data(tmp_path_factory) -> Path:
    """The data folder of a built site with five items, two pages of the feed that holds them all; made once."""
    root = tmp_path_factory.mktemp("harbour")
    shutil.copytree(HARBOUR, root / "config")
    settings = load_settings(root / "config", environ={})
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        for number in range(1, 6):
            text = f"Story {number} tells how {number * 11} people of Northport dig and build."
            Newsdesk(archive).write(f"Canal number {number} is repaired", text, f"2012-03-0{number}")
        publish(settings, archive)
    return settings.data_folder


@pytest.fixture
def site(site):
    """The site of harbour/ in the place of the ready one."""
    shutil.rmtree(site.root / "config")
    shutil.copytree(HARBOUR, site.root / "config")
    return site


@pytest.fixture
def settings(site) -> Settings:
    return site.settings()


@pytest.fixture
def data(settings: Settings, published_data: Path) -> Path:
    """A copy of the built site's data, to change at will."""
    return shutil.copytree(published_data, settings.data_folder)


@pytest.fixture
def archive(settings: Settings, data: Path) -> Iterator[Archive]:
    with Archive.open(settings.archive_url, authority=settings.site.authority) as opened:
        yield opened


@pytest.fixture
def newsdesk(archive: Archive) -> Newsdesk:
    return Newsdesk(archive)


@pytest.fixture
def app(settings: Settings, data: Path) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
