"""Writing down what of a content waits: what its reader held, and items that have no date yet."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from syndication.archive.batches import read_among
from syndication.archive.content import dump_selections
from syndication.archive.filing import Filed
from syndication.archive.schema import quarantine
from syndication.models import Held, selections_of

_NO_DATE = "no date: neither the item nor its bulletin has one, and no dated page shows the same story"
_ENTRIES = select(quarantine)
_DROPPED = select(quarantine.c.variant_id).where(quarantine.c.dropped)


def hold_entries(connection: Connection, filed: Sequence[Filed], variant_ids: Mapping[str, int], now: datetime) -> None:
    """Put each content's entries in the place of those read from the same bytes before.

    What was dropped stays so: an item in every file, anything else in its line of this content.
    """
    before = _load_entries(connection, [each.id for each in filed])
    dropped_variants = _load_dropped(connection, variant_ids.values())
    for each in filed:
        known = before[each.id]
        wanted = {_name(held): _row_of(each, held, variant_ids.get(key), now) for held, key in _find_held(each)}
        gone = [row.number for row in known if not row.dropped and _name(row) not in wanted]
        for number in gone:
            connection.execute(delete(quarantine).where(quarantine.c.number == number))
        named = {_name(row) for row in known}
        dropped_lines = {row.line for row in known if row.dropped and row.variant_id is None}
        new = [
            row | {"dropped": row["variant_id"] in dropped_variants}
            for name, row in wanted.items()
            if name not in named
            and (row["variant_id"] is not None or each.reading.plan is not None or row["line"] not in dropped_lines)
        ]
        if new:
            connection.execute(insert(quarantine), new)


def _load_entries(connection: Connection, ids: Collection[int]) -> Mapping[int, Sequence[Any]]:
    """What is known of readings, by their ids."""
    found: dict[int, list[Any]] = defaultdict(list)
    for row in read_among(connection, _ENTRIES, quarantine.c.reading_id, ids):
        found[row.reading_id].append(row)
    return found


def _load_dropped(connection: Connection, variant_ids: Collection[int]) -> set[int]:
    return {row.variant_id for row in read_among(connection, _DROPPED, quarantine.c.variant_id, variant_ids)}


def _name(entry: Any) -> tuple[int | None, str | None, str]:
    """What tells an entry, as it is held or as it is written, from the others of its content."""
    return entry.line, entry.title, entry.reason


def _find_held(filed: Filed) -> Iterator[tuple[Held, str]]:
    """What of a content waits: what its reader held, without a key, and items without a date, with their variant's."""
    reading = filed.reading
    for held in reading.held:
        yield held, ""
    for key, each in zip(filed.keys, reading.items, strict=True):
        if each.item.date is None:
            selections = tuple(selections_of(each.categories))
            yield Held(reading.source, each.item.line, _NO_DATE, each.item.title, selections), key


def _row_of(filed: Filed, held: Held, variant_id: int | None, now: datetime) -> dict[str, Any]:
    return {
        "reading_id": filed.id,
        "line": held.line,
        "title": held.title,
        "reason": held.reason,
        "selections": dump_selections(held.selections),
        "variant_id": variant_id,
        "since": now,
        "ripe_on": held.ripe_on,
    }
