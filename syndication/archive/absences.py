"""When no file told of an item any more, and which one had taken it back last; until a file told it again.

Noted in the transaction in which it happens (:mod:`syndication.archive.leaving`), as of the time that is given with the
files: those of one archive, taken in again in their order and as of their times, give the same.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from syndication.archive.batches import read_among
from syndication.archive.schema import absences
from syndication.models import Retraction


@dataclass(frozen=True, slots=True)
class Absence:
    """One time for which an item was away."""

    since: datetime
    noted: datetime
    """The same by the clock: with one that was set back, ``since`` is later."""
    until: datetime | None
    """None while no file tells of it."""
    retraction: Retraction


def read_absences(connection: Connection, ids: Collection[str]) -> Mapping[str, list[Absence]]:
    """Item (of these) to its absences, the first first; nothing for one that was never away after it had come out."""
    found: dict[str, list[Absence]] = defaultdict(list)
    for row in read_among(connection, select(absences).order_by(absences.c.since), absences.c.item_id, ids):
        retraction = Retraction(row.source, row.as_of, row.disowned)
        found[row.item_id].append(Absence(row.since, row.noted, row.until, retraction))
    return found


def find_open(connection: Connection, ids: Collection[str]) -> Mapping[str, Absence]:
    """Item (of these) to the absence that lasts."""
    return {id_: its[-1] for id_, its in read_absences(connection, ids).items() if its[-1].until is None}
