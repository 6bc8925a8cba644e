"""What may be asked of an archive, by whoever only reads."""

from collections.abc import Collection
from datetime import date, datetime
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from syndication.archive import (
    amendments,
    arrivals,
    changes,
    database,
    history,
    holding,
    items,
    months,
    records,
    releasing,
    selecting,
    surveying,
    verifying,
    withdrawals,
)
from syndication.archive.contents import export_contents
from syndication.archive.remembering import ItemMemory
from syndication.archive.values.counts import LastYear, Page, Tally
from syndication.archive.values.events import Amendment, Event, Withdrawn
from syndication.archive.values.files import Arrival, Known, Poll, QuarantineEntry
from syndication.archive.values.publication import Change, Due, Edition, Publication
from syndication.models import ArchivedItem, Period, Selection, Span


class ArchiveReader:
    """Every item ever seen, in one database; all methods are safe in several threads and processes.

    Each takes one look at the archive, and raises ArchiveError where the database does not answer.
    """

    def __init__(self, engine: Engine, remembered: int = 0) -> None:
        self._engine = engine
        self._memory = ItemMemory(remembered)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- items -------------------------------------------------------------------------------------------

    def newest(self, selection: Selection, limit: int, offset: int = 0) -> list[ArchivedItem]:
        """Items of a feed that are not withdrawn: newest first, one day's in the order of their bulletins."""
        with database.reading(self._engine) as connection:
            ids = selecting.select_newest(connection, selection, limit, offset)
            return list(items.read_items(connection, ids).values())

    def newest_each(self, selections: Collection[Selection], limit: int) -> dict[Selection, list[ArchivedItem]]:
        """:meth:`newest` for many feeds of the catalogue at one look, reading each item once."""
        with database.reading(self._engine) as connection:
            newest = {each: selecting.select_newest_revisions(connection, each, limit) for each in selections}
            found = self._memory.read(connection, {id_: its[id_] for its in newest.values() for id_ in its})
        return {selection: [found[id_] for id_ in its] for selection, its in newest.items()}

    def within(self, selection: Selection, start: date, end: date) -> list[ArchivedItem]:
        """The items of a feed with ``start <= day < end``, in the order of :meth:`newest`."""
        with database.reading(self._engine) as connection:
            ids = selecting.select_within(connection, selection, start, end)
            return list(items.read_items(connection, ids).values())

    def neighbours(self, selection: Selection, start: date, end: date) -> tuple[date | None, date | None]:
        """The newest day before ``start``, and the oldest from ``end`` on, that has an item of the feed."""
        with database.reading(self._engine) as connection:
            return selecting.find_neighbours(connection, selection, start, end)

    def count(self, selection: Selection) -> int:
        with database.reading(self._engine) as connection:
            return selecting.count_items(connection, selection)

    def counts(self) -> dict[Selection, Tally]:
        """Every feed of the catalogue that holds an item, with how many and the newest's date."""
        with database.reading(self._engine) as connection:
            return selecting.tally_selections(connection)

    def months(self, selection: Selection) -> dict[date, int]:
        """How many items a feed has in each month (its first day), oldest first; months without one are left out.

        A union counts each item once. Of a feed of the catalogue, that is kept.
        """
        with database.reading(self._engine) as connection:
            return months.count_months(connection, selection)

    def years(self, selections: Collection[Selection]) -> dict[Selection, dict[int, int]]:
        """How many items each of these feeds of the catalogue has in each year, without years that have none."""
        with database.reading(self._engine) as connection:
            return months.count_years(connection, selections)

    def last_year(self, selections: Collection[Selection]) -> LastYear | None:
        """What these feeds of the catalogue had in the twelve months up to the newest item's; None without items."""
        with database.reading(self._engine) as connection:
            return months.count_last_year(connection, selections)

    def item(self, id_or_path: str) -> ArchivedItem | Withdrawn | None:
        """The item with this id or at this path.

        The day in a path does not count: a page that gave only the month may have been followed by one with the
        day. The item's own ``path`` names the address to redirect to.
        """
        with database.reading(self._engine) as connection:
            return items.read_one(connection, id_or_path)

    def history(self, id_or_path: str) -> list[Event]:
        """What happened to an item, oldest first; none for one that :meth:`item` does not know."""
        with database.reading(self._engine) as connection:
            return history.read_history(connection, id_or_path)

    def amendments(self, selection: Selection, limit: int) -> list[Amendment]:
        """So many changes that readers of a feed saw in items that had come out, the last first; words do not count.

        A feed tells every change of the items that it holds, and of others the one by which they left it.
        """
        with database.reading(self._engine) as connection:
            return amendments.read_amendments(connection, selection, limit)

    def withdrawn(self, selection: Selection, start: date | None, end: date | None, limit: int) -> list[Withdrawn]:
        """Tombstones of items that stood in a feed when they were withdrawn or taken back, the last first.

        With ``start`` and ``end``, of items with ``start <= day < end``; without ``end``, also of older ones that left
        on ``start`` or since. None where words are asked for.
        """
        with database.reading(self._engine) as connection:
            return withdrawals.read_withdrawn(connection, selection, start, end, limit)

    def marked(self, selections: Collection[Selection]) -> frozenset[Selection]:
        """Those of these feeds of the catalogue that have a tombstone."""
        with database.reading(self._engine) as connection:
            return withdrawals.find_marked(connection, selections)

    def updates(self, span: Span) -> dict[Period, datetime]:
        """Each period that has an item, the newest first, and when one of its items was updated last."""
        with database.reading(self._engine) as connection:
            return surveying.find_updates(connection, span)

    def pages(self, start: date, end: date) -> list[Page]:
        """The permanent pages of all items with ``start <= day < end``, in the order of :meth:`newest`."""
        with database.reading(self._engine) as connection:
            return surveying.list_pages(connection, start, end)

    def latest_days(self, selections: Collection[Selection], number: int) -> dict[Selection, list[date]]:
        """Of each of these feeds of the catalogue, the last so many days that have an item, the newest first."""
        with database.reading(self._engine) as connection:
            return surveying.find_latest_days(connection, selections, number)

    # --- taking in ---------------------------------------------------------------------------------------

    def planned(self, plan: int, sources: Collection[str] = ()) -> dict[str, str]:
        """The files (of these, where given) that wait with a plan, and the digest of each.

        Raises ArchiveError for a plan of which nothing waits, and for files that do not wait with it.
        """
        with database.reading(self._engine) as connection:
            return releasing.find_planned(connection, plan, sources)

    def contents(self) -> dict[str, list[dict[str, Any]]]:
        """Everything in a plain, canonical form: archives of the same files are equal."""
        with database.reading(self._engine) as connection:
            return export_contents(connection)

    # --- quarantine --------------------------------------------------------------------------------------

    def quarantine(self) -> list[QuarantineEntry]:
        """What waits for a person, or for a page with a date; by source and line."""
        with database.reading(self._engine) as connection:
            return holding.read_quarantine(connection)

    def ripe(self, today: date, limit: int) -> dict[str, str]:
        """So many files, by their names, of which something waited for a day that has come; each with its digest."""
        with database.reading(self._engine) as connection:
            return holding.find_ripe(connection, today, limit)

    def quarantine_mark(self) -> tuple[int, int]:
        """Another one when :meth:`quarantine` gives others; costs less."""
        with database.reading(self._engine) as connection:
            return holding.read_mark(connection)

    # --- changes -----------------------------------------------------------------------------------------

    def change(self, selection: Selection) -> Change:
        """The newest change of a feed; of a union, that of any feed of the catalogue which it is made of."""
        with database.reading(self._engine) as connection:
            return changes.read_change(connection, selection)

    def changes(self) -> dict[Selection, datetime]:
        """When each feed of the catalogue changed last; without those that have never had an item."""
        with database.reading(self._engine) as connection:
            return surveying.read_changes(connection)

    def due(self) -> Due:
        """The feeds that changed since their documents were published last, in whichever process."""
        with database.reading(self._engine) as connection:
            return changes.read_due(connection)

    def last_edition(self) -> Edition:
        """What documents are made from beside the archive, as it was noted last; no digest if it never was."""
        with database.reading(self._engine) as connection:
            return changes.read_edition(connection)

    # --- records -----------------------------------------------------------------------------------------

    def digests(self, sources: Collection[str] | None = None) -> dict[str, str]:
        """Source name to digest of every file (of these) taken in (its newest content), without forgotten ones."""
        with database.reading(self._engine) as connection:
            return {source: known.digest for source, known in records.read_known(connection, sources).items()}

    def known(self, sources: Collection[str]) -> dict[str, Known]:
        """Source name to what is known of each of these files that was taken in, without forgotten ones."""
        with database.reading(self._engine) as connection:
            return records.read_known(connection, sources)

    def arrivals(self) -> list[Arrival]:
        """What was taken in, in its order: with the originals, what the archive can be made anew from."""
        with database.reading(self._engine) as connection:
            return arrivals.read_arrivals(connection)

    def publications(self, paths: Collection[str] | None = None) -> dict[str, Publication]:
        """Path (of these, where given) to the document last published there."""
        with database.reading(self._engine) as connection:
            return records.read_publications(connection, paths)

    def faults(self) -> list[str]:
        """What is wrong in the database itself; none in one that is whole."""
        try:
            with database.reading(self._engine) as connection:
                return verifying.find_faults(connection)
        except DatabaseError as error:
            return [f"the database is damaged: {error.orig}; restore a backup"]

    def last_poll(self) -> Poll | None:
        with database.reading(self._engine) as connection:
            return records.read_poll(connection)
