"""What waits in quarantine."""

from collections.abc import Collection
from datetime import date
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, bindparam, func, select, update

from syndication.archive.batches import read_among
from syndication.archive.content import load_selections
from syndication.archive.schema import members, quarantine, readings
from syndication.archive.values.files import QuarantineEntry
from syndication.errors import ArchiveError

WAITING: Select[Any] = (
    select(quarantine, readings.c.source, readings.c.digest, readings.c.plan)
    .join(readings, readings.c.id == quarantine.c.reading_id)
    .outerjoin(members, members.c.variant_id == quarantine.c.variant_id)
    .where(readings.c.current, ~quarantine.c.dropped, members.c.item_id.is_(None))
)
"""Entries of what the sources say now, but those whose story has got a date meanwhile."""


_RIPE = (
    WAITING.with_only_columns(readings.c.source, readings.c.digest)
    .distinct()
    .where(quarantine.c.ripe_on <= bindparam("today"), ~readings.c.forgotten)
    .order_by(readings.c.source)
    .limit(bindparam("number"))
)
"""Without those that are forgotten, which are read anyway if they are there."""


def read_quarantine(connection: Connection) -> list[QuarantineEntry]:
    """All that waits, by source and line."""
    entries = [
        QuarantineEntry(
            number=row.number,
            source=row.source,
            line=row.line,
            title=row.title,
            reason=row.reason,
            selections=load_selections(row.selections),
            since=row.since,
            digest=row.digest,
            plan=row.plan,
        )
        for row in connection.execute(WAITING)
    ]
    return sorted(entries, key=lambda entry: (entry.source, entry.line or 0, entry.number))


def find_ripe(connection: Connection, today: date, limit: int) -> dict[str, str]:
    """So many files, by their names, of which something waited for a day that has come; each with its digest."""
    rows = connection.execute(_RIPE, {"today": today, "number": limit})
    return {row.source: row.digest for row in rows}


def read_mark(connection: Connection) -> tuple[int, int]:
    """Another one when :func:`read_quarantine` gives others."""
    numbers = WAITING.with_only_columns(quarantine.c.number).subquery()
    row = connection.execute(select(func.count(), func.coalesce(func.sum(numbers.c.number), 0)).select_from(numbers))
    waiting, added_up = row.one()
    return waiting, added_up


def waiting_numbers(connection: Connection, sources: Collection[str], variant_ids: Collection[int] = ()) -> set[int]:
    """The entries of these sources and of these undated variants that wait."""
    told = read_among(connection, WAITING, readings.c.source, sources)
    undated = read_among(connection, WAITING, quarantine.c.variant_id, variant_ids)
    return {row.number for row in chain(told, undated)}


def drop_entry(connection: Connection, number: int) -> None:
    """Decide that an entry is nothing to keep; raises ArchiveError if there is none with that number.

    An item is dropped in whichever file it stands; what else was held, in this content of its file.
    """
    if connection.execute(WAITING.where(quarantine.c.number == number)).first() is None:
        raise ArchiveError(f"{number}: expected the number of an entry in quarantine, found no such entry")
    variant_id = connection.scalar(select(quarantine.c.variant_id).where(quarantine.c.number == number))
    same = quarantine.c.number == number if variant_id is None else quarantine.c.variant_id == variant_id
    connection.execute(update(quarantine).where(same).values(dropped=True))
