"""What an archive knows that no file tells: persons' decisions, and what clocks and counters gave.

An archive that is made anew from the originals takes it over, by the names that it has there too.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, text, update

from syndication.archive.disowning import disown_again
from syndication.archive.items import read_items
from syndication.archive.records import read_poll, save_poll
from syndication.archive.revising import index
from syndication.archive.schema import (
    absences,
    corrections,
    decisions,
    items,
    quarantine,
    readings,
    returns,
    toll,
    tombstones,
    variants,
)
from syndication.archive.values.files import Poll

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Unwritten:
    """Rows of the tables, without numbers of the database's own."""

    items: Rows
    """When a person decided on an item; when and why it was withdrawn, and when that was taken back."""
    corrections: Rows
    decisions: Rows
    disowned: Rows
    """Contents of files that a person disowned, and when."""
    absences: Rows
    """When items were away: a person's word, and a clock that was set back, have a part in that."""
    tombstones: Rows
    """Where items stood when they left: what persons and the taxonomy said of them later tells nobody any more."""
    returns: Rows
    toll: Rows
    """What files changed in the last day without a person's word."""
    held: Rows
    """Number, time and dropping of each entry in quarantine, and what else is known of it."""
    last_number: int
    """Of all entries that there ever were in quarantine."""
    forgotten: Rows
    """Contents of files that a person wants read again."""
    poll: Poll | None


def read_unwritten(connection: Connection) -> Unwritten:
    """All of it."""
    decided = select(items.c.id, *(items.c[name] for name in _DECISIONS)).where(_IS_DECIDED)
    held = select(*_ENTRY, *_NOTED, *_BESIDE).select_from(quarantine).join(readings).outerjoin(variants)
    forgotten = select(readings.c.source, readings.c.digest).where(readings.c.forgotten)
    content = select(readings.c.source, readings.c.digest, readings.c.disowned_at)
    disowned = content.where(readings.c.disowned_at.is_not(None))
    return Unwritten(
        items=_rows(connection, decided),
        corrections=_rows(connection, select(corrections)),
        decisions=_rows(connection, select(decisions)),
        disowned=_rows(connection, disowned.order_by(readings.c.disowned_at, readings.c.source, readings.c.digest)),
        absences=_rows(connection, select(absences)),
        tombstones=_rows(connection, select(tombstones)),
        returns=_rows(connection, select(returns)),
        toll=_rows(connection, select(toll).order_by(toll.c.item_id)),
        held=_rows(connection, held.order_by(quarantine.c.number)),
        last_number=_last_number(connection),
        forgotten=_rows(connection, forgotten),
        poll=read_poll(connection),
    )


def take_over(connection: Connection, unwritten: Unwritten, authority: str) -> None:
    """Write it into an archive of the same files; what is about an item or an entry that is not there is left out."""
    disown_again(connection, unwritten.disowned, authority)
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
_IS_DECIDED = or_(*(items.c[name].is_not(None) for name in _DECISIONS))
_ENTRY = (readings.c.source, readings.c.digest, quarantine.c.line, quarantine.c.title, quarantine.c.reason)
"""What tells an entry in quarantine from the others, in any archive."""
_NOTED = (quarantine.c.number, quarantine.c.since, quarantine.c.dropped)
"""What no file tells of an entry."""
_BESIDE = (quarantine.c.selections, quarantine.c.ripe_on, variants.c.key)
"""What its file told, once, of an entry that a person dropped."""


def _rows(connection: Connection, wanted: Any) -> Rows:
    return [dict(row) for row in connection.execute(wanted).mappings()]


def _take_over_decisions(connection: Connection, unwritten: Unwritten) -> None:
    there = set(connection.scalars(select(items.c.id)))
    decided = [row for row in unwritten.items if row["id"] in there]
    left = {row["item_id"] for row in (*unwritten.tombstones, *unwritten.absences)} & there
    ids = sorted(left.union(_forget_times(connection), (row["id"] for row in decided)))
    before = read_items(connection, ids)
    if decided:
        change = update(items).where(items.c.id == bindparam("item"))
        rows = [{"item": row["id"]} | {f"new_{name}": row[name] for name in _DECISIONS} for row in decided]
        connection.execute(change.values({name: bindparam(f"new_{name}") for name in _DECISIONS}), rows)
    for table, given in (
        (corrections, unwritten.corrections),
        (decisions, unwritten.decisions),
        (absences, unwritten.absences),
        (tombstones, unwritten.tombstones),
        (returns, unwritten.returns),
        (toll, unwritten.toll),
    ):
        if rows := [dict(row) for row in given if row["item_id"] in there]:
            connection.execute(insert(table), rows)
    index(connection, ids, before)


def _forget_times(connection: Connection) -> set[str]:
    """Forget when items left and returned: files alone, without the decisions of their time, gave others.

    Returns the items of which that was known.
    """
    known = set(connection.scalars(select(items.c.id).where(_IS_DECIDED)))
    for table in (tombstones, absences):
        known.update(connection.scalars(select(table.c.item_id)))
        connection.execute(delete(table))
    connection.execute(update(items).where(_IS_DECIDED).values(dict.fromkeys(_DECISIONS)))
    return known


def _take_over_entries(connection: Connection, unwritten: Unwritten) -> None:
    """Give each entry the number that a person may have noted down, and those that are new a number of their own."""
    known = {_entry_of(row): row for row in unwritten.held}
    rows = _rows(connection, select(quarantine, readings.c.source, readings.c.digest).join(readings))
    found = {_entry_of(row): row for row in rows}
    connection.execute(delete(quarantine))
    same = [_held_row(row) | _noted(known[entry]) for entry, row in found.items() if entry in known]
    same += _place_dropped(connection, [row for entry, row in known.items() if entry not in found])
    new = [_held_row(row) for entry, row in found.items() if entry not in known]
    if same:
        connection.execute(insert(quarantine), same)
    _count_from(connection, unwritten.last_number)
    if new:
        connection.execute(insert(quarantine), new)


def _place_dropped(connection: Connection, missing: Rows) -> Iterator[dict[str, Any]]:
    """Those that a person dropped: they stay when their content comes again and says no more of them."""
    for row in missing:
        variant = select(variants.c.id).where(variants.c.key == row["key"]).scalar_subquery()
        wanted = select(readings.c.id.label("reading_id"), variant.label("variant_id"))
        mine = (readings.c.source == row["source"]) & (readings.c.digest == row["digest"])
        place = connection.execute(wanted.where(mine)).mappings().first()
        if row["dropped"] and place and (place["variant_id"] is None) == (row["key"] is None):
            yield _held_row({**row, **place}) | _noted(row)


def _entry_of(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in _ENTRY)


def _noted(row: Mapping[str, Any]) -> dict[str, Any]:
    return {column.name: row[column.name] for column in _NOTED}


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
