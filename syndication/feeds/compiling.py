"""A feed's documents from the archive: the current one, and those that hold its past (RFC 5005 section 4).

A reader that starts at the current document and follows ``prev-archive`` meets every item: what the current
document has no room for stands in the archive document of its period, whole, and those before it follow.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from syndication.batches import cut
from syndication.config import Settings
from syndication.feeds.gathering import Terms, gather
from syndication.feeds.rendering import Draft, Renderer
from syndication.formats import FEED_FORMATS, Format
from syndication.models import ArchivedItem, Document, Feed, Period, Selection, Tombstone

_FEEDS_AT_ONCE = 64
"""Feeds whose items are read together: bounds the memory, not the result."""


class Items(Protocol):
    """What the documents need of the archive; everywhere the newest comes first, one day's items in its order."""

    def newest(self, selection: Selection, limit: int) -> Sequence[ArchivedItem]:
        """So many items of a selection."""

    def within(self, selection: Selection, start: date, end: date) -> Sequence[ArchivedItem]:
        """All its items from a day up to another, without that."""

    def neighbours(self, selection: Selection, start: date, end: date) -> tuple[date | None, date | None]:
        """The newest day before ``start`` and the oldest from ``end`` on that have an item."""

    def withdrawn(self, selection: Selection, start: date | None, end: date | None, limit: int) -> Sequence[Tombstone]:
        """So many items, the last withdrawn first, that would stand in it from a day up to another, without that.

        With no other day, older ones that left on the first or since, too. None where words are asked for.
        """


class CatalogueItems(Items, Protocol):
    """What the documents of many feeds need of it."""

    def newest_each(self, selections: Collection[Selection], limit: int) -> Mapping[Selection, Sequence[ArchivedItem]]:
        """``newest`` for many feeds of the catalogue at one look."""

    def marked(self, selections: Collection[Selection]) -> Collection[Selection]:
        """Those of these feeds of the catalogue that have a tombstone."""


class Compiler:
    """Makes the documents of any feed of one site; keep it for as long as settings and taxonomy stay the same."""

    def __init__(self, archive: Items, settings: Settings, taxonomy: Terms, renderer: Renderer) -> None:
        self._archive = archive
        self._settings = settings
        self._taxonomy = taxonomy
        self._renderer = renderer

    def compile_current(self, selection: Selection, formats: Collection[Format] = FEED_FORMATS) -> tuple[Document, ...]:
        """The documents that a subscriber polls: the newest items, as many as there is room for, at least one."""
        return self._fill(selection, self._archive.newest(selection, self._wanted)).finish(formats)

    def compile_period(
        self, selection: Selection, period: Period, formats: Collection[Format] = FEED_FORMATS
    ) -> tuple[Document, ...] | None:
        """The archive documents with every item of a period; None where there are none.

        That is a period without an item, or of another span than ``feeds.history``. Where the texts have no room,
        the items show their summaries.
        """
        if period.span is not self._settings.feeds.history:
            return None
        draft = self._cover(selection, period)
        return draft.finish(formats) if draft.feed.items else None

    def compile_past(self, selection: Selection) -> Iterator[Document]:
        """Every archive document of a feed, the newest first; none where its current documents hold all items."""
        period = self._fill(selection, self._archive.newest(selection, self._wanted)).feed.previous
        while period:
            draft = self._cover(selection, period)
            yield from draft.finish()
            period = draft.feed.previous

    def _cover(self, selection: Selection, period: Period) -> Draft:
        """A period's archive documents, with all its items."""
        items = self._archive.within(selection, period.start, period.end)
        before, after = self._archive.neighbours(selection, period.start, period.end)
        feed = replace(
            self._gather(selection, items, self._withdrawn(selection, period.start, period.end)),
            period=period,
            previous=self._period_of(before),
            next=self._period_of(after),
        )
        draft = self._renderer.draft(feed)
        return draft if self._count_fitting(draft) == len(items) else self._renderer.draft(replace(feed, brief=True))

    def _count_fitting(self, draft: Draft) -> int:
        return draft.count_fitting(self._settings.feeds.document_bytes)

    @property
    def _wanted(self) -> int:
        """One item more than a current document holds, to learn whether there is a past."""
        return self._settings.feeds.items + 1

    def _fill(self, selection: Selection, found: Sequence[ArchivedItem], *, is_marked: bool = True) -> Draft:
        """The current documents: with as many of the items found as there is room for, at least one."""
        draft = self._hold(selection, found, self._settings.feeds.items, is_marked)
        while (number := len(draft.feed.items)) > 1 and (fitting := self._count_fitting(draft)) < number:
            draft = self._hold(selection, found, max(1, fitting), is_marked)  # which changes links, and so the size
        return draft

    def _hold(self, selection: Selection, found: Sequence[ArchivedItem], number: int, is_marked: bool) -> Draft:
        """The current documents with so many of the items found; the next one begins their past."""
        held, left_out = found[:number], found[number:]
        start = held[-1].date.day if left_out else None
        withdrawn = self._withdrawn(selection, start, None) if is_marked else ()
        previous = self._period_of(left_out[0].date.day) if left_out else None
        return self._renderer.draft(replace(self._gather(selection, held, withdrawn), previous=previous))

    def _gather(self, selection: Selection, items: Sequence[ArchivedItem], withdrawn: tuple[Tombstone, ...]) -> Feed:
        """The feed with these items; a withdrawal is an update of it (RFC 4287 section 4.2.15)."""
        feed = gather(selection, items, self._settings, self._taxonomy)
        updated = max((feed.updated, *(stone.withdrawn_at for stone in withdrawn)))
        return replace(feed, withdrawn=withdrawn, updated=updated)

    def _withdrawn(self, selection: Selection, start: date | None, end: date | None) -> tuple[Tombstone, ...]:
        return tuple(self._archive.withdrawn(selection, start, end, self._settings.feeds.items))

    def _period_of(self, day: date | None) -> Period | None:
        return Period.of(day, self._settings.feeds.history) if day else None


class CatalogueCompiler(Compiler):
    """Makes the documents of many feeds, reading what they share once."""

    def __init__(self, archive: CatalogueItems, settings: Settings, taxonomy: Terms, renderer: Renderer) -> None:
        super().__init__(archive, settings, taxonomy, renderer)
        self._catalogue = archive

    def compile_each(self, selections: Iterable[Selection]) -> Iterator[Document]:
        """The current documents of many feeds of the catalogue, as :meth:`compile_current` makes them."""
        for batch in cut(selections, _FEEDS_AT_ONCE):
            found, marked = self._catalogue.newest_each(batch, self._wanted), self._catalogue.marked(batch)
            for selection in batch:
                yield from self._fill(selection, found[selection], is_marked=selection in marked).finish()
