"""The archive as documents on demand read in it: each look takes a seat of the reading room, and gives it back.

So nobody holds a seat while he renders.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from syndication.archive import Amendment, ArchiveReader
from syndication.models import ArchivedItem, Selection, Tombstone
from syndication.web.reading_room import ReadingRoom

T = TypeVar("T")


class SeatedItems:
    """What they need of the archive; every method raises ArchiveError as :meth:`ReadingRoom.archive` does."""

    def __init__(self, reading_room: ReadingRoom) -> None:
        self._reading_room = reading_room

    def newest(self, selection: Selection, limit: int) -> Sequence[ArchivedItem]:
        return self._look(lambda archive: archive.newest(selection, limit))

    def within(self, selection: Selection, start: date, end: date) -> Sequence[ArchivedItem]:
        return self._look(lambda archive: archive.within(selection, start, end))

    def neighbours(self, selection: Selection, start: date, end: date) -> tuple[date | None, date | None]:
        return self._look(lambda archive: archive.neighbours(selection, start, end))

    def withdrawn(self, selection: Selection, start: date | None, end: date | None, limit: int) -> Sequence[Tombstone]:
        return self._look(lambda archive: archive.withdrawn(selection, start, end, limit))

    def amendments(self, selection: Selection, limit: int) -> Sequence[Amendment]:
        return self._look(lambda archive: archive.amendments(selection, limit))

    def _look(self, look: Callable[[ArchiveReader], T]) -> T:
        with self._reading_room.archive() as archive:
            return look(archive)
