"""Whether the database is whole: what the engine says of it, and whether what is kept twice agrees."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, func, select, text

from syndication.archive.schema import listings, months, tallies

_SHOWN = 20


def find_faults(connection: Connection) -> list[str]:
    """Everything that is wrong, in words; of one kind the first few."""
    return [*_engine_faults(connection), *_count_faults(connection)]


def find_damage(execute: Callable[[str], Iterable[Any]]) -> list[str]:
    """What SQLite finds wrong in a database, given what asks it; none in one that is whole."""
    lines = [line for (line,) in execute(f"PRAGMA integrity_check({_SHOWN})")]
    broken = list(execute("PRAGMA foreign_key_check"))[:_SHOWN]
    return [
        *(f"the database is damaged: {line}" for line in lines if line != "ok"),
        *(f"row {row[1]} of {row[0]} refers to a row of {row[2]} that is not there" for row in broken),
    ]


def _engine_faults(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":  # PostgreSQL enforces references, and has tools of its own for the rest
        damage = find_damage(lambda statement: connection.execute(text(statement)))
        yield from (f"{each}; restore a backup" for each in damage)


def _count_faults(connection: Connection) -> Iterator[str]:
    """Feeds whose number of items, in all or in a month, is not that of the items listed in them."""
    month = func.substr(listings.c.date, 1, len("2016-04"))
    for table, keys in ((tallies, (listings.c.selection,)), (months, (listings.c.selection, month))):
        counted = {tuple(row[:-1]): row[-1] for row in connection.execute(select(*keys, func.count()).group_by(*keys))}
        noted = _read_noted(connection, table)
        for key in sorted(counted.keys() | noted.keys()):
            if counted.get(key) != noted.get(key):
                yield f"{' '.join(key)}: {noted.get(key, 0)} items are noted, {counted.get(key, 0)} are listed"


def _read_noted(connection: Connection, table: Table) -> dict[tuple[str, ...], int]:
    keys = list(table.primary_key.columns)
    return {tuple(row[:-1]): row[-1] for row in connection.execute(select(*keys, table.c.item_count))}
