"""A small site with a real archive and really published documents, and a client that asks for them."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from syndication.archive import Archive
from syndication.classify import load_taxonomy
from syndication.config import Settings
from syndication.documents import DocumentStore
from syndication.feeds import every_selection, gather, render, render_opml
from syndication.models import ArchivedItem, Category, ClassifiedItem, Evidence, Item, Reading, SourceDate
from syndication.web import create_app

NOW = datetime(2020, 6, 1, 12, tzinfo=UTC)
WATER = Category("topics", "water", 3.0, (Evidence("canal", "title", "topics", "water", 3.0),))
CUSCO = Category("regions", "cusco", 2.0, (Evidence("Espinar", "summary", "regions", "cusco", 2.0),))


class Newsdesk:
    """Writes stories about water in Cusco into the archive, each in a file of its own."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._files = 0

    def write(self, title: str, text: str, date: str = "2012-03-04", url: str | None = None) -> ArchivedItem:
        """Take in one story; returns it as the archive has it."""
        self._files += 1
        source, page_url = f"list-{self._files}.txt", "https://source.example.org/list"
        item = Item(title, (text,), SourceDate.parse(date), url, page_url, source, line=1)
        reading = Reading(source, f"{self._files:064x}", page_url, (ClassifiedItem(item, (WATER, CUSCO)),))
        (added,) = self._archive.absorb([reading], NOW).added
        found = self._archive.item(added)
        assert isinstance(found, ArchivedItem)
        return found


def publish(settings: Settings, archive: Archive) -> None:
    """What a build does: every document of the site, from what the archive holds."""
    taxonomy = load_taxonomy(settings.folder)
    feeds = (
        gather(selection, archive.newest(selection, settings.feeds.items), settings, taxonomy)
        for selection in every_selection(taxonomy)
    )
    documents = [document for feed in feeds for document in render(feed, settings, taxonomy)]
    documents.append(render_opml(every_selection(taxonomy), settings, taxonomy))
    DocumentStore(settings.documents_folder).publish(documents, archive, NOW)


@pytest.fixture
def settings(site) -> Settings:
    return site.settings(feeds__items=3, site__base_url="https://feeds.example.org", inbox__interval_seconds=90)


@pytest.fixture
def archive(settings: Settings) -> Iterator[Archive]:
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    with Archive.open(settings.archive_url, authority=settings.site.authority) as opened:
        yield opened


@pytest.fixture
def newsdesk(archive: Archive) -> Newsdesk:
    return Newsdesk(archive)


@pytest.fixture
def app(settings: Settings, archive: Archive, newsdesk: Newsdesk) -> Flask:
    """Five items: two pages of the feed that holds them all."""
    for number in range(1, 6):
        text = f"Story {number} tells how {number * 11} people of Espinar dig and build."
        newsdesk.write(f"Canal number {number} is repaired", text, f"2012-03-0{number}")
    publish(settings, archive)
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
