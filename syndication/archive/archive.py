"""The archive as the rest of the service sees it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import chain
from types import TracebackType
from typing import Any

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError

from syndication.archive import (
    amendments,
    arrivals,
    changes,
    database,
    decisions,
    disowning,
    history,
    holding,
    items,
    months,
    records,
    releasing,
    selecting,
    succession,
    surveying,
    verifying,
    withdrawals,
)
from syndication.archive.admitting import absorb_again_within, absorb_within
from syndication.archive.contents import export_contents
from syndication.archive.decisions import Classify
from syndication.archive.remembering import ItemMemory
from syndication.archive.unwritten import Unwritten, read_unwritten, take_over
from syndication.archive.values.absorption import NOTHING, Absorption
from syndication.archive.values.counts import LastYear, Page, Tally
from syndication.archive.values.disowning import Disowning
from syndication.archive.values.events import Amendment, Event, Move, Withdrawn
from syndication.archive.values.files import Arrival, Known, Poll, QuarantineEntry
from syndication.archive.values.publication import Change, Due, Edition, Publication
from syndication.archive.values.toll import FindExcess
from syndication.models import ArchivedItem, Period, Reading, Selection, Span


class Archive:
    """Every item ever seen, in one database; all methods are safe in several threads and processes."""

    def __init__(self, engine: Engine, authority: str, remembered: int = 0) -> None:
        self._engine = engine
        self._authority = authority
        self._memory = ItemMemory(remembered)

    @classmethod
    def open(cls, url: str, *, authority: str, remembered: int = 0) -> "Archive":
        """Open the database at an SQLAlchemy address and bring its schema up to date.

        ``authority`` is the domain in new items' ids; so many items as ``remembered`` says stay in memory, for who
        asks for the same feeds again and again. Raises ArchiveError where the database cannot be opened.
        """
        return cls(database.connect(url), authority, remembered)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- items ----------------------------------------------------------------------------------------

    def newest(self, selection: Selection, limit: int, offset: int = 0) -> list[ArchivedItem]:
        """Items of a feed that are not withdrawn: newest first, one day's in the order of their bulletins."""
        with database.reading(self._engine) as connection:
            ids = selecting.select_newest(connection, selection, limit, offset)
            return list(items.read_items(connection, ids).values())

    def newest_each(self, selections: Collection[Selection], limit: int) -> dict[Selection, list[ArchivedItem]]:
        """:meth:`newest` for many feeds at one look, reading each item once."""
        with database.reading(self._engine) as connection:
            ids = {each: selecting.select_newest(connection, each, limit, 0) for each in selections}
            found = self._memory.read(connection, dict.fromkeys(chain.from_iterable(ids.values())))
        return {selection: [found[id_] for id_ in its] for selection, its in ids.items()}

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

        With ``start`` and ``end``, of items with ``start <= day < end``. None where words are asked for.
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

    # --- taking in ------------------------------------------------------------------------------------

    def absorb(self, readings: Sequence[Reading], now: datetime, find_excess: FindExcess | None = None) -> Absorption:
        """Take in files, all or none; the same again changes nothing, and the order of arrival does not count.

        Files in which ``find_excess`` finds one, given what the day comes to with them, are held as a plan; without it
        a person has said that nothing is too much.
        ``now`` is noted with the readings and the feeds, and stands in no document. Raises ArchiveError for text that
        a database cannot keep.
        """
        return self._take_in(
            now, lambda connection: absorb_within(connection, readings, now, self._authority, find_excess)
        )

    def absorb_again(self, readings: Sequence[Reading], now: datetime, find_excess: FindExcess | None) -> Absorption:
        """:meth:`absorb` for what each of these files says already and is read otherwise now: it has come again.

        Passes over those that say something else by now.
        """
        return self._take_in(
            now, lambda connection: absorb_again_within(connection, readings, now, self._authority, find_excess)
        )

    def preview(
        self, pieces: Iterable[Sequence[Reading]], now: datetime, find_excess: FindExcess | None = None
    ) -> Absorption:
        """What :meth:`absorb` would answer to one piece after the other; nothing is written."""
        absorption = NOTHING
        with database.writing(self._engine, keep=False) as connection:
            for readings in pieces:
                step = absorb_within(connection, readings, now, self._authority, find_excess)
                absorption = absorption.followed_by(step)
        return absorption

    def planned(self, plan: int, sources: Collection[str] = ()) -> dict[str, str]:
        """The files (of these, where given) that wait with a plan, and the digest of each.

        Raises ArchiveError for a plan of which nothing waits, and for files that do not wait with it.
        """
        with database.reading(self._engine) as connection:
            return releasing.find_planned(connection, plan, sources)

    def release(self, plan: int, readings: Sequence[Reading], now: datetime) -> Absorption:
        """Take in files that wait with a plan, whatever they change.

        Raises ArchiveError, and takes in none, where one of them waits with it no more.
        """
        return self._take_in(
            now, lambda connection: releasing.release_files(connection, plan, readings, now, self._authority)
        )

    def _take_in(self, now: datetime, absorb: Callable[[Connection], Absorption]) -> Absorption:
        with database.writing(self._engine) as connection:
            absorption = absorb(connection)
            changes.note_changes(connection, absorption.touched, now)
        return absorption

    def contents(self) -> dict[str, list[dict[str, Any]]]:
        """Everything in a plain, canonical form: archives of the same files are equal."""
        with database.reading(self._engine) as connection:
            return export_contents(connection)

    # --- decisions ------------------------------------------------------------------------------------

    def withdraw(self, id_or_path: str, reason: str, now: datetime) -> frozenset[Selection]:
        """Leave a tombstone in the place of an item, whatever files tell of it later; return the feeds it stood in.

        Raises ArchiveError for an unknown item.
        """
        return self._change(now, lambda connection: decisions.withdraw_item(connection, id_or_path, reason, now))

    def reinstate(self, id_or_path: str, now: datetime) -> frozenset[Selection]:
        """Take :meth:`withdraw` back: the item is there again, updated, under its id and address.

        Returns the feeds that it returns to, none where it was not withdrawn. Raises ArchiveError for an unknown item.
        """
        return self._change(now, lambda connection: decisions.reinstate_item(connection, id_or_path, now))

    def disown(self, source: str, digest: str, now: datetime) -> Disowning:
        """Decide that former contents of a file were never its source's word: those whose digest begins so.

        Items that nothing else tells leave, as those do that a source takes back. Raises ArchiveError where there is
        no such content.
        """
        with database.writing(self._engine) as connection:
            decided = disowning.disown_contents(connection, source, digest, now, self._authority)
            changes.note_changes(connection, decided.touched, now)
        return decided

    def foresee_disowning(self, source: str, digest: str, now: datetime) -> Disowning:
        """What :meth:`disown` would answer; nothing is written."""
        with database.writing(self._engine, keep=False) as connection:
            return disowning.disown_contents(connection, source, digest, now, self._authority)

    def own(self, source: str, digest: str, now: datetime) -> Disowning:
        """Take :meth:`disown` back; raises ArchiveError where no such content was disowned."""
        with database.writing(self._engine) as connection:
            decided = disowning.own_contents(connection, source, digest, now, self._authority)
            changes.note_changes(connection, decided.touched, now)
        return decided

    def correct(self, id_or_path: str, decided: Mapping[str, Sequence[str]], now: datetime) -> frozenset[Selection]:
        """Replace the categories of an item in every scheme that is given; return the feeds that differ.

        ``decided`` maps a scheme to slugs, best first: ``{"regions": ()}`` leaves the item without a region, and its
        topics as they are. The decision outlives every later reading and classifying, and counts as an update of
        the item. Raises ArchiveError for an unknown or withdrawn item.
        """
        return self._change(now, lambda connection: decisions.correct_item(connection, id_or_path, decided, now))

    def correct_present(
        self, decided: Iterable[tuple[str, Mapping[str, Sequence[str]]]], now: datetime
    ) -> frozenset[Selection]:
        """:meth:`correct` many in one transaction, passing over items that are unknown (yet) or withdrawn.

        ``decided`` pairs an id or a path with the slugs of each scheme; of two for one item the first counts.
        """
        return self._change(now, lambda connection: decisions.correct_present_items(connection, decided, now))

    def lift(self, id_or_path: str, now: datetime) -> frozenset[Selection]:
        """Take :meth:`correct` back, in all schemes; return the feeds that differ. Counts as an update of the item.

        Raises ArchiveError for an unknown item.
        """
        return self._change(now, lambda connection: decisions.lift_correction(connection, id_or_path, now))

    def reclassify(self, classify: Classify, now: datetime) -> frozenset[Selection]:
        """Classify every item anew, in all its variants; return the feeds that differ. A person's word stays.

        ``classify`` takes a title, a text and a caption (or None), as ``Classifier.classify`` does.
        """
        return self._change(now, lambda connection: decisions.reclassify_items(connection, classify))

    def _change(self, now: datetime, decide: Callable[[Connection], frozenset[Selection]]) -> frozenset[Selection]:
        with database.writing(self._engine) as connection:
            touched = decide(connection)
            changes.note_changes(connection, touched, now)
        return touched

    def moves(self, classify: Classify) -> list[Move]:
        """What :meth:`reclassify` would change, item by item, oldest first; nothing is written."""
        with database.writing(self._engine, keep=False) as connection:
            return decisions.try_moves(connection, classify)

    # --- quarantine -----------------------------------------------------------------------------------

    def quarantine(self) -> list[QuarantineEntry]:
        """What waits for a person, or for a page with a date; by source and line."""
        with database.reading(self._engine) as connection:
            return holding.read_quarantine(connection)

    def ripe(self, today: date, limit: int) -> dict[str, str]:
        """So many files, by their names, of which something waited for a day that has come; each with its digest."""
        with database.reading(self._engine) as connection:
            return holding.find_ripe(connection, today, limit)

    def drop(self, number: int) -> None:
        """Decide that an entry is nothing to keep; raises ArchiveError if there is none with that number."""
        with database.writing(self._engine) as connection:
            holding.drop_entry(connection, number)

    def drop_planned(self, plan: int, sources: Collection[str] = ()) -> Collection[str]:
        """Decide that files of a plan (all that wait, where none is named) are nothing to keep; return their names.

        Raises ArchiveError as :meth:`planned` does.
        """
        with database.writing(self._engine) as connection:
            return releasing.drop_files(connection, plan, sources).keys()

    def quarantine_mark(self) -> tuple[int, int]:
        """Another one when :meth:`quarantine` gives others; costs less."""
        with database.reading(self._engine) as connection:
            return holding.read_mark(connection)

    # --- changes --------------------------------------------------------------------------------------

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

    def settle(self, published: Due) -> None:
        """Note that these feeds are published as they stood when :meth:`due` gave them; later changes stay due."""
        with database.writing(self._engine) as connection:
            changes.settle_due(connection, published)

    def edition(self, digest: str, now: datetime) -> datetime:
        """Note what documents are made from beside the archive; return when it became this.

        ``digest`` stands for settings, taxonomy and program. A new one is noted later than every change before, also
        with a clock set back. For who publishes; others ask :meth:`last_edition`.
        """
        with database.writing(self._engine) as connection:
            return changes.renew_edition(connection, digest, now)

    def last_edition(self) -> Edition:
        """What documents are made from beside the archive, as it was noted last; no digest if it never was."""
        with database.reading(self._engine) as connection:
            return changes.read_edition(connection)

    # --- records --------------------------------------------------------------------------------------

    def digests(self, sources: Collection[str] | None = None) -> dict[str, str]:
        """Source name to digest of every file (of these) taken in (its newest content), without forgotten ones."""
        with database.reading(self._engine) as connection:
            return {source: known.digest for source, known in records.read_known(connection, sources).items()}

    def known(self, sources: Collection[str]) -> dict[str, Known]:
        """Source name to what is known of each of these files that was taken in, without forgotten ones."""
        with database.reading(self._engine) as connection:
            return records.read_known(connection, sources)

    def note_looks(self, seen: Collection[Known]) -> None:
        """Note what files look like now of which the archive has the content."""
        if seen:
            with database.writing(self._engine) as connection:
                records.save_looks(connection, seen)

    def arrivals(self) -> list[Arrival]:
        """What was taken in, in its order: with the originals, what the archive can be made anew from."""
        with database.reading(self._engine) as connection:
            return arrivals.read_arrivals(connection)

    def forget(self, source: str) -> None:
        """Let a file be read again; raises ArchiveError if it was never taken in."""
        with database.writing(self._engine) as connection:
            records.forget_source(connection, source)

    def publications(self, paths: Collection[str] | None = None) -> dict[str, Publication]:
        """Path (of these, where given) to the document last published there."""
        with database.reading(self._engine) as connection:
            return records.read_publications(connection, paths)

    def record_publications(self, published: Sequence[Publication]) -> None:
        with database.writing(self._engine) as connection:
            records.save_publications(connection, published)

    def faults(self) -> list[str]:
        """What is wrong in the database itself; none in one that is whole."""
        try:
            with database.reading(self._engine) as connection:
                return verifying.find_faults(connection)
        except DatabaseError as error:
            return [f"the database is damaged: {error.orig}; restore a backup"]

    def legacy(self) -> succession.Legacy:
        """What an archive that takes the place of this one must know."""
        with database.reading(self._engine) as connection:
            return succession.read_legacy(connection)

    def succeed(self, legacy: succession.Legacy, now: datetime) -> None:
        """Take the place of another archive: no validator that it gave goes back, and every feed is due."""
        with database.writing(self._engine) as connection:
            succession.succeed(connection, legacy, now)

    def unwritten(self) -> Unwritten:
        """What is known here and told by no file: what an archive made anew from the same files must be given."""
        with database.reading(self._engine) as connection:
            return read_unwritten(connection)

    def take_over(self, known: Unwritten) -> None:
        """Give a new archive what another one, of the same files, knows beside them."""
        with database.writing(self._engine) as connection:
            take_over(connection, known, self._authority)

    def record_poll(self, started: datetime, finished: datetime, files: int, items: int) -> None:
        with database.writing(self._engine) as connection:
            records.save_poll(connection, Poll(started, finished, files, items))

    def last_poll(self) -> Poll | None:
        with database.reading(self._engine) as connection:
            return records.read_poll(connection)
