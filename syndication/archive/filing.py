"""Filing readings: which contents of which files are known, which of them came now, and which is its file's newest."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from syndication.archive.arrivals import note_arrivals
from syndication.archive.batches import read_among
from syndication.archive.content import variant_key
from syndication.archive.schema import readings
from syndication.models import Reading

_READINGS = select(readings)


@dataclass(frozen=True)
class Filed:
    """A reading with what the database calls it and its items."""

    id: int
    reading: Reading
    keys: tuple[str, ...]
    """Of the variants that its items are, in their order."""
    is_redated: bool
    """Whether it was known with another date of its own, which moves the evidence of all its items."""
    is_disowned: bool
    """Whether a person decided that it was never the source's word: it tells nothing, though it comes again."""


def file_readings(connection: Connection, given: Sequence[Reading], now: datetime) -> list[Filed]:
    """Write down what is new of these readings; return each content once, as it was given last.

    Raises ArchiveError for text that no database can keep.
    """
    latest = {(reading.source, reading.digest): reading for reading in given}
    keys = {pair: tuple(variant_key(each.item) for each in reading.items) for pair, reading in latest.items()}
    newest = {reading.source: reading.digest for reading in given}
    known = _find_readings(connection, newest)
    if fresh := [_row_of(reading, now) for pair, reading in latest.items() if pair not in known]:
        connection.execute(insert(readings), fresh)
    stored = _find_readings(connection, newest)
    come = {
        stored[pair].id: reading.plan
        for pair, reading in latest.items()
        if pair not in known or _comes_again(known[pair], reading, newest)
    }
    note_arrivals(connection, come, now)
    _mark(connection, stored.values(), newest, {stored[pair].id: reading for pair, reading in latest.items()}, now)
    return [
        Filed(
            stored[pair].id,
            reading,
            keys[pair],
            is_redated=pair in known and _is_redated(known[pair], reading),
            is_disowned=stored[pair].disowned_at is not None,
        )
        for pair, reading in latest.items()
    ]


def _find_readings(connection: Connection, sources: Collection[str]) -> dict[tuple[str, str], Any]:
    rows = read_among(connection, _READINGS, readings.c.source, sources)
    return {(row.source, row.digest): row for row in rows}


def _row_of(reading: Reading, now: datetime) -> dict[str, Any]:
    return {
        "source": reading.source,
        "digest": reading.digest,
        "url": reading.url,
        "as_of": reading.as_of,
        "plan": reading.plan,
        "read_at": now,
    }


def _comes_again(row: Any, reading: Reading, newest: Mapping[str, str]) -> bool:
    """Whether a known content is taken in again: it had been replaced by another, or a person wants it."""
    return row.forgotten or row.plan != reading.plan or (not row.current and newest[row.source] == row.digest)


def _is_redated(row: Any, reading: Reading) -> bool:
    return (row.url, row.as_of) != (reading.url, reading.as_of)


def _mark(
    connection: Connection,
    stored: Iterable[Any],
    newest: Mapping[str, str],
    taken: Mapping[int, Reading],
    now: datetime,
) -> None:
    """Make the last content given of each source its current one, and note what changed about known ones.

    One that was held counts as read when it is released: nobody was told of it before.
    """
    for row in stored:
        wanted: dict[str, Any] = {"current": newest[row.source] == row.digest}
        if row.id in taken:
            reading = taken[row.id]
            wanted |= {"forgotten": False, "plan": reading.plan}
            if reading.plan is None:
                wanted |= {"url": reading.url, "as_of": reading.as_of}
                if row.plan is not None:
                    wanted["read_at"] = now
        if any(getattr(row, name) != value for name, value in wanted.items()):
            connection.execute(update(readings).where(readings.c.id == row.id).values(**wanted))
