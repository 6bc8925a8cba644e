"""A feed's documents from the archive: the current one, and those that hold its past (RFC 5005 section 4).

A reader that starts at the current document and follows ``prev-archive`` meets every item: what the current
document has no room for stands in the archive document of its period, whole, and those before it follow.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from syndication.config import Settings
from syndication.feeds.gathering import Terms, gather
from syndication.feeds.rendering import Renderer
from syndication.formats import FEED_FORMATS, Format
from syndication.models import ArchivedItem, Document, Feed, Period, Selection, Tombstone


class Items(Protocol):
    """What the documents need of the archive; everywhere the newest comes first, one day's items in its order."""

    def newest(self, selection: Selection, limit: int) -> Sequence[ArchivedItem]:
        """So many items of a selection."""

    def within(self, selection: Selection, start: date, end: date) -> Sequence[ArchivedItem]:
        """All its items from a day up to another, without that."""

    def neighbours(self, selection: Selection, start: date, end: date) -> tuple[date | None, date | None]:
        """The newest day before ``start`` and the oldest from ``end`` on that have an item."""

    def withdrawn(self, selection: Selection, start: date | None, end: date | None, limit: int) -> Sequence[Tombstone]:
        """So many items, the last withdrawn first, that would stand in it from a day up to another, without that."""


class Compiler:
    """Makes the documents of any feed of one site; keep it for as long as settings and taxonomy stay the same."""

    def __init__(self, archive: Items, settings: Settings, taxonomy: Terms, renderer: Renderer) -> None:
        self._archive = archive
        self._settings = settings
        self._taxonomy = taxonomy
        self._renderer = renderer

    def compile_current(self, selection: Selection, formats: Collection[Format] = FEED_FORMATS) -> tuple[Document, ...]:
        """The documents that a subscriber polls: the newest items, as many as there is room for, at least one."""
        limit = self._settings.feeds.items
        found = self._archive.newest(selection, limit + 1)  # one more, to learn whether there is a past
        feed = self._hold(selection, found, limit)
        while len(feed.items) > 1 and (fitting := self._renderer.count_fitting(feed)) < len(feed.items):
            feed = self._hold(selection, found, max(1, fitting))  # which may change the links, and so the size
        return self._renderer.render(feed, formats)

    def compile_period(
        self, selection: Selection, period: Period, formats: Collection[Format] = FEED_FORMATS
    ) -> tuple[Document, ...] | None:
        """The archive documents with every item of a period; None where there are none.

        That is a period without an item, or of another span than ``feeds.history``. Where the texts have no room,
        the items show their summaries.
        """
        if period.span is not self._settings.feeds.history:
            return None
        items = self._archive.within(selection, period.start, period.end)
        if not items:
            return None
        before, after = self._archive.neighbours(selection, period.start, period.end)
        feed = replace(
            self._gather(selection, items),
            period=period,
            previous=self._period_of(before),
            next=self._period_of(after),
            withdrawn=self._withdrawn(selection, period.start, period.end),
        )
        feed = replace(feed, brief=self._renderer.count_fitting(feed) < len(items))
        return self._renderer.render(feed, formats)

    def _hold(self, selection: Selection, found: Sequence[ArchivedItem], number: int) -> Feed:
        """The current document's feed with so many of the items found; the next one begins its past."""
        held, left_out = found[:number], found[number:]
        return replace(
            self._gather(selection, held),
            previous=self._period_of(left_out[0].date.day) if left_out else None,
            withdrawn=self._withdrawn(selection, held[-1].date.day if left_out else None, None),
        )

    def _gather(self, selection: Selection, items: Sequence[ArchivedItem]) -> Feed:
        return gather(selection, items, self._settings, self._taxonomy)

    def _withdrawn(self, selection: Selection, start: date | None, end: date | None) -> tuple[Tombstone, ...]:
        return tuple(self._archive.withdrawn(selection, start, end, self._settings.feeds.items))

    def _period_of(self, day: date | None) -> Period | None:
        return Period.of(day, self._settings.feeds.history) if day else None
