"""What an archive knows that no file tells: persons' decisions, and what clocks and counters gave.

An archive that is made anew from the originals takes it over, by the names that it has there too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, text, update

from syndication.archive.items import read_items
from syndication.archive.records import read_poll, save_poll
from syndication.archive.revising import index
from syndication.archive.schema import (
    corrections,
    decisions,
    items,
    quarantine,
    readings,
    returns,
    toll,
    tombstones,
)
from syndication.archive.values.files import Poll
from syndication.archive.withdrawals import lift_tombstones

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Rows of the tables, without numbers of the database's own."""

    items: Rows
    """When a person decided on an item; when and why it was withdrawn, and when that was taken back."""
    corrections: Rows
    decisions: Rows
    tombstones: Rows
    returns: Rows
    toll: Rows
    """What files changed in the last day without a person's word."""
    held: Rows
    """Number, time and dropping of each entry in quarantine."""
    last_number: int
    """Of all entries that there ever were in quarantine."""
    forgotten: Rows
    """Contents of files that a person wants read again."""
    poll: Poll | None


def read_unwritten(connection: Connection) -> Unwritten:
    """All of it."""
    is_decided = or_(*(items.c[name].is_not(None) for name in _DECISIONS))
    decided = select(items.c.id, *(items.c[name] for name in _DECISIONS))
    held = select(*_ENTRY, quarantine.c.number, quarantine.c.since, quarantine.c.dropped).join(readings)
    forgotten = select(readings.c.source, readings.c.digest).where(readings.c.forgotten)
    return Unwritten(
        items=_rows(connection, decided.where(is_decided)),
        corrections=_rows(connection, select(corrections)),
        decisions=_rows(connection, select(decisions)),
        tombstones=_rows(connection, select(tombstones).join(items).where(items.c.withdrawn_at.is_not(None))),
        returns=_rows(connection, select(returns)),
        toll=_rows(connection, select(toll).order_by(toll.c.item_id)),
        held=_rows(connection, held.order_by(quarantine.c.number)),
        last_number=_last_number(connection),
        forgotten=_rows(connection, forgotten),
        poll=read_poll(connection),
    )


def take_over(connection: Connection, unwritten: Unwritten) -> None:
    """Write it into an archive of the same files; what is about an item or an entry that is not there is left out."""
    _take_over_decisions(connection, unwritten)
    _take_over_entries(connection, unwritten)
    mine = (readings.c.source == bindparam("name")) & (readings.c.digest == bindparam("content"))
    connection.execute(update(readings).values(forgotten=False))
    if forgotten := [{"name": each["source"], "content": each["digest"]} for each in unwritten.forgotten]:
        connection.execute(update(readings).where(mine).values(forgotten=True), forgotten)
    if unwritten.poll:
        save_poll(connection, unwritten.poll)


_DECISIONS = ("decided_at", "withdrawn_at", "withdrawn_reason", "returned_at")
"""What an item's row keeps of them."""
_ENTRY = (readings.c.source, readings.c.digest, quarantine.c.line, quarantine.c.title, quarantine.c.reason)
"""What tells an entry in quarantine from the others, in any archive."""


def _rows(connection: Connection, wanted: Any) -> Rows:
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _take_over_decisions(connection: Connection, unwritten: Unwritten) -> None:
    there = set(connection.scalars(select(items.c.id)))
    decided = [row for row in unwritten.items if row["id"] in there]
    ids = [row["id"] for row in decided]
    before = read_items(connection, ids)
    if decided:
        change = update(items).where(items.c.id == bindparam("item"))
        rows = [{"item": row["id"]} | {f"new_{name}": row[name] for name in _DECISIONS} for row in decided]
        connection.execute(change.values({name: bindparam(f"new_{name}") for name in _DECISIONS}), rows)
    withdrawn = {row["id"] for row in decided if row["withdrawn_at"]}
    for id_ in withdrawn:  # what its source took back later has one here already
        lift_tombstones(connection, id_)
    for table, given, wanted in (
        (corrections, unwritten.corrections, there),
        (decisions, unwritten.decisions, there),
        (tombstones, unwritten.tombstones, withdrawn),
        (returns, unwritten.returns, there),
        (toll, unwritten.toll, there),
    ):
        if rows := [dict(row) for row in given if row["item_id"] in wanted]:
            connection.execute(insert(table), rows)
    index(connection, ids, before)


def _take_over_entries(connection: Connection, unwritten: Unwritten) -> None:
    """Give each entry the number that a person may have noted down, and those that are new a number of their own."""
    known = {_entry_of(row): row for row in unwritten.held}
    found = _rows(connection, select(quarantine, readings.c.source, readings.c.digest).join(readings))
    connection.execute(delete(quarantine))
    same = [_held_row(row) | _noted(known[_entry_of(row)]) for row in found if _entry_of(row) in known]
    new = [_held_row(row) for row in found if _entry_of(row) not in known]
    if same:
        connection.execute(insert(quarantine), same)
    _count_from(connection, unwritten.last_number)
    if new:
        connection.execute(insert(quarantine), new)


def _entry_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in _ENTRY)


def _noted(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: row[name] for name in ("number", "since", "dropped")}


def _held_row(row: Mapping[str, Any]) -> dict[str, Any]:
    names = (column.name for column in quarantine.columns if column.name != "number")
    return {name: row[name] for name in names}


def _last_number(connection: Connection) -> int:
    if connection.dialect.name == "sqlite":
        counted = connection.scalar(text("SELECT seq FROM sqlite_sequence WHERE name = 'quarantine'"))
    else:
        counted = connection.scalar(text("SELECT last_value FROM quarantine_number_seq WHERE is_called"))
    return counted or 0


def _count_from(connection: Connection, number: int) -> None:
    """Let the next entry have the number after this one."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = 'quarantine'"))
        connection.execute(text("INSERT INTO sqlite_sequence VALUES ('quarantine', :last)"), {"last": number})
    else:
        last = {"last": max(number, 1), "given": number > 0}
        connection.execute(text("SELECT setval('quarantine_number_seq', :last, :given)"), last)
