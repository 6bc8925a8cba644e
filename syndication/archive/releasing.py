"""What a person decides of files that are held as a plan: to let them through, or to leave them out."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select, update

from syndication.archive.absorbing import absorb_readings
from syndication.archive.holding import WAITING
from syndication.archive.schema import quarantine, readings
from syndication.archive.values.absorption import Absorption
from syndication.errors import ArchiveError
from syndication.models import Reading


def find_planned(connection: Connection, plan: int, sources: Collection[str] = ()) -> dict[str, str]:
    """The files (of these, where given) that wait with a plan, and the digest of each.

    Raises ArchiveError for a plan of which nothing waits, and for files that do not wait with it.
    """
    rows = connection.execute(WAITING.where(readings.c.plan == plan))
    waiting = {row.source: row.digest for row in rows}
    if not waiting:
        raise ArchiveError(f"{plan}: expected the number of a plan that waits, found no such plan")
    if others := [source for source in dict.fromkeys(sources) if source not in waiting]:
        raise ArchiveError(
            f"{', '.join(others)}: expected files that wait with plan {plan}, found {', '.join(sorted(waiting))}"
        )
    return {source: waiting[source] for source in sources or waiting}


def release_files(
    connection: Connection, plan: int, given: Sequence[Reading], now: datetime, authority: str
) -> Absorption:
    """Take in what files of a plan tell; raises ArchiveError, and takes in nothing, if one waits with it no more.

    A file waits with one content: whatever comes under its name later is taken in, or waits with a plan of its own.
    """
    find_planned(connection, plan, [reading.source for reading in given])
    return absorb_readings(connection, given, now, authority)[0]


def drop_files(connection: Connection, plan: int, sources: Collection[str]) -> Mapping[str, str]:
    """Leave files (all, where none is named) of a plan out for good, as :func:`find_planned` gives them."""
    dropped = find_planned(connection, plan, sources)
    its = select(readings.c.id).where(readings.c.plan == plan, readings.c.current, readings.c.source.in_(dropped))
    connection.execute(update(quarantine).where(quarantine.c.reading_id.in_(its)).values(dropped=True))
    return dropped
