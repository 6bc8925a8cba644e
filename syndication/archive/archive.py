"""The archive as the rest of the service sees it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Engine

from syndication.archive import (
    authorities,
    changes,
    database,
    decisions,
    disowning,
    holding,
    records,
    releasing,
    succession,
)
from syndication.archive.admitting import absorb_again_within, absorb_harmless_within, absorb_within
from syndication.archive.reader import ArchiveReader
from syndication.archive.reclassifying import Classify, reclassify_items, try_moves
from syndication.archive.unwritten import Rows, Unwritten, read_unwritten, take_over
from syndication.archive.values.absorption import NOTHING, Absorption
from syndication.archive.values.disowning import Disowning
from syndication.archive.values.events import Move
from syndication.archive.values.files import Known, Poll
from syndication.archive.values.publication import Due, Publication
from syndication.archive.values.toll import FindExcess
from syndication.models import Reading, Selection


class Archive(ArchiveReader):
    """What changes it, beside what may be asked of it."""

    def __init__(self, engine: Engine, authority: str, remembered: int = 0) -> None:
        super().__init__(engine, remembered)
        self._authority = authority

    @classmethod
    def open(cls, url: str, *, authority: str, remembered: int = 0) -> "Archive":
        """Open the database at an SQLAlchemy address and bring its schema up to date.

        ``authority`` is the domain in new items' ids; so many items as ``remembered`` says stay in memory, for who
        asks for the same feeds again and again. Raises ArchiveError where the database cannot be opened.
        """
        return cls(database.connect(url), authority, remembered)

    def foreign_authorities(self) -> frozenset[str]:
        """The domains in the ids of its items, where it has some and none is of ours: it is another site's."""
        with database.reading(self._engine) as connection:
            return authorities.find_foreign(connection, self._authority)

    # --- taking in ---------------------------------------------------------------------------------------

    def absorb(
        self,
        readings: Sequence[Reading],
        now: datetime,
        find_excess: FindExcess | None = None,
        looks: Collection[Known] = (),
    ) -> Absorption:
        """Take in files, all or none; the same again changes nothing, and the order of arrival does not count.

        Files in which ``find_excess`` finds one, given what the day comes to with them, are held as a plan; without it
        a person has said that nothing is too much.
        ``now`` is noted with the readings and the feeds, and stands in no document; with them, what these files look
        like now, and others of which the archive has the content. Raises ArchiveError for text that a database cannot
        keep.
        """

        def absorb(connection: Connection) -> Absorption:
            absorption = absorb_within(connection, readings, now, self._authority, find_excess)
            records.save_looks(connection, looks)
            return absorption

        return self._take_in(now, absorb)

    def absorb_again(self, readings: Sequence[Reading], now: datetime, find_excess: FindExcess | None) -> Absorption:
        """:meth:`absorb` for what each of these files says already and is read otherwise now: it has come again.

        Passes over those that say something else by now.
        """
        return self._take_in(
            now, lambda connection: absorb_again_within(connection, readings, now, self._authority, find_excess)
        )

    def absorb_harmless(self, reading: Reading, now: datetime) -> Absorption | None:
        """:meth:`release` for a file that waits with a plan, but would change nothing any more that readers knew.

        None where it would, or waits no more: nothing is taken in then.
        """
        with database.writing(self._engine) as connection:
            absorption = absorb_harmless_within(connection, reading, now, self._authority)
            if absorption is not None:
                changes.note_changes(connection, absorption.touched, now)
        return absorption

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

    # --- decisions ---------------------------------------------------------------------------------------

    def withdraw(self, id_or_path: str, reason: str, now: datetime) -> frozenset[Selection]:
        """Leave a tombstone in the place of an item, whatever files tell of it later; return the feeds it stood in.

        Of an item that is withdrawn, another reason takes the place of the former; without one nothing changes.
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
        return self._decide(disowning.disown_contents, source, digest, now)

    def foresee_disowning(self, source: str, digest: str, now: datetime) -> Disowning:
        """What :meth:`disown` would answer; nothing is written."""
        with database.writing(self._engine, keep=False) as connection:
            return disowning.disown_contents(connection, source, digest, now, self._authority)

    def own(self, source: str, digest: str, now: datetime) -> Disowning:
        """Take :meth:`disown` back; raises ArchiveError where no such content was disowned."""
        return self._decide(disowning.own_contents, source, digest, now)

    def _decide(self, decide: disowning.Decide, source: str, digest: str, now: datetime) -> Disowning:
        with database.writing(self._engine) as connection:
            decided = decide(connection, source, digest, now, self._authority)
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

        Raises ArchiveError for an unknown item, and for one of which nobody decided.
        """
        return self._change(now, lambda connection: decisions.lift_correction(connection, id_or_path, now))

    def reclassify(self, classify: Classify, now: datetime) -> frozenset[Selection]:
        """Classify every item anew, in all its variants; return the feeds that differ. A person's word stays.

        ``classify`` takes a title, a text and a caption (or None), as ``Classifier.classify`` does.
        """
        return self._change(now, lambda connection: reclassify_items(connection, classify))

    def _change(self, now: datetime, decide: Callable[[Connection], frozenset[Selection]]) -> frozenset[Selection]:
        with database.writing(self._engine) as connection:
            touched = decide(connection)
            changes.note_changes(connection, touched, now)
        return touched

    def moves(self, classify: Classify) -> list[Move]:
        """What :meth:`reclassify` would change, item by item, oldest first; nothing is written."""
        with database.writing(self._engine, keep=False) as connection:
            return try_moves(connection, classify)

    # --- quarantine --------------------------------------------------------------------------------------

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

    # --- changes -----------------------------------------------------------------------------------------

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

    # --- records -----------------------------------------------------------------------------------------

    def forget(self, source: str) -> None:
        """Let a file be read again; raises ArchiveError if it was never taken in."""
        with database.writing(self._engine) as connection:
            records.forget_source(connection, source)

    def record_publications(self, published: Sequence[Publication]) -> None:
        with database.writing(self._engine) as connection:
            records.save_publications(connection, published)

    def record_poll(self, started: datetime, finished: datetime, files: int, items: int) -> None:
        with database.writing(self._engine) as connection:
            records.save_poll(connection, Poll(started, finished, files, items))

    # --- succession --------------------------------------------------------------------------------------

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

    def disown_again(self, disowned: Rows) -> None:
        """Give a new archive what another one, of the same files, had disowned by then, among what came since."""
        with database.writing(self._engine) as connection:
            disowning.disown_again(connection, disowned, self._authority)

    def take_over(self, known: Unwritten) -> None:
        """Give a new archive what another one, of the same files, knows beside them."""
        with database.writing(self._engine) as connection:
            take_over(connection, known, self._authority)
