"""An archive in memory, and a reader that asks for documents by their addresses."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from syndication.archive.values.events import Withdrawn
from syndication.config import Settings
from syndication.feeds import Compiler, Renderer
from syndication.formats import format_of
from syndication.models import ALL, ArchivedItem, Document, Period, Selection, selections_of
from tests.feeds.making import SETTINGS, TAXONOMY

BASE = SETTINGS.site.base_url


@dataclass(frozen=True)
class MemoryArchive:
    """Items, newest first."""

    items: Sequence[ArchivedItem]
    tombstones: Sequence[Withdrawn] = ()

    def newest(self, selection: Selection, limit: int) -> list[ArchivedItem]:
        return [item for item in self.items if stands_in(selection, item)][:limit]

    def newest_each(self, selections: Collection[Selection], limit: int) -> dict[Selection, list[ArchivedItem]]:
        return {selection: self.newest(selection, limit) for selection in selections}

    def marked(self, selections: Collection[Selection]) -> Collection[Selection]:
        return selections

    def within(self, selection: Selection, start: date, end: date) -> list[ArchivedItem]:
        return [item for item in self.newest(selection, len(self.items)) if start <= item.date.day < end]

    def neighbours(self, selection: Selection, start: date, end: date) -> tuple[date | None, date | None]:
        days = [item.date.day for item in self.newest(selection, len(self.items))]
        return max((day for day in days if day < start), default=None), min((d for d in days if d >= end), default=None)

    def withdrawn(self, selection: Selection, start: date | None, end: date | None, limit: int) -> list[Withdrawn]:
        """Of any selection: what stood in which is the archive's own matter."""
        found = (
            each
            for each in self.tombstones
            if (start or date.min) <= each.date.day < (end or date.max)
            or (start and end is None and start <= each.withdrawn_at.date())
        )
        return sorted(found, key=lambda each: each.withdrawn_at, reverse=True)[:limit]


def stands_in(selection: Selection, item: ArchivedItem) -> bool:
    categories = selections_of(item.categories)
    return selection.words in item.title and any(member in categories for member in selection.members)


def make_compiler(
    items: Sequence[ArchivedItem], settings: Settings = SETTINGS, tombstones: Sequence[Withdrawn] = ()
) -> Compiler:
    newest_first = sorted(items, key=lambda item: item.date.day, reverse=True)
    return Compiler(MemoryArchive(newest_first, tombstones), settings, TAXONOMY, Renderer(settings, TAXONOMY))


@dataclass(frozen=True)
class Reader:
    """Subscribes to one feed in one format."""

    compiler: Compiler
    suffix: str
    selection: Selection = ALL
    base: str = BASE

    def current(self) -> Document:
        return self.fetch(self.base + self.selection.address(self.suffix))

    def fetch(self, address: str) -> Document:
        path = address.removeprefix(self.base).removesuffix(self.selection.query)
        form = format_of(path)
        assert form is not None
        period = path.removesuffix(form.suffix).removeprefix(self.selection.path).removeprefix("/")
        if period:
            found = self.compiler.compile_period(self.selection, Period.parse(period), [form])
        else:
            found = self.compiler.compile_current(self.selection, [form])
        assert found, address
        (document,) = found
        assert self.base + document.path == address
        return document

    def history(self) -> Iterator[Document]:
        """The current document and all before it."""
        document: Document | None = self.current()
        while document:
            yield document
            address = links_in(document).get("prev-archive")
            document = self.fetch(address) if address else None


def links_in(document: Document) -> dict[str, str]:
    """Relation to address of the document's links, without alternates."""
    if document.path.partition("?")[0].endswith(".json"):
        feed = json.loads(document.body)
        told = {rel: href for rel, href in feed["_syndication"].items() if rel in ("current", "next-archive")}
        return told | ({"prev-archive": feed["next_url"]} if "next_url" in feed else {})
    links = etree.fromstring(document.body).iterfind(".//{http://www.w3.org/2005/Atom}link")
    return {link.get("rel"): link.get("href") for link in links if link.get("rel") not in ("alternate", "license")}


def ids_in(document: Document) -> list[str]:
    """The ids of the document's items."""
    if document.path.partition("?")[0].endswith(".json"):
        return [item["id"] for item in json.loads(document.body)["items"]]
    feed = etree.fromstring(document.body)
    return [found.text for path in ("{*}entry/{*}id", "channel/item/guid") for found in feed.iterfind(path)]
