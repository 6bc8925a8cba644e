"""Indexes with a row for each item in a feed: reading the rows of some items, and writing what differs."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, Protocol

from sqlalchemy import Connection, Select, Table, bindparam, delete, insert, select

from syndication.archive.batches import read_among


class IndexRow(Protocol):
    """A named tuple of a table's columns."""

    @property
    def item_id(self) -> str: ...

    @property
    def selection(self) -> str: ...

    def _asdict(self) -> dict[str, Any]: ...


def load_rows(
    connection: Connection, index: Table, columns: Sequence[str], ids: Collection[str]
) -> Iterator[tuple[Any, ...]]:
    """The rows of these items, without what other columns hold."""
    yield from map(tuple, read_among(connection, _select(index, tuple(columns)), index.c.item_id, ids))


@cache
def _select(index: Table, columns: tuple[str, ...]) -> Select[Any]:
    return select(*(index.c[name] for name in columns))


def replace_rows(connection: Connection, index: Table, gone: Iterable[IndexRow], new: Iterable[IndexRow]) -> None:
    """Take some rows out, and put others in."""
    one = (index.c.item_id == bindparam("item")) & (index.c.selection == bindparam("feed"))
    if rows := [{"item": row.item_id, "feed": row.selection} for row in gone]:
        connection.execute(delete(index).where(one), rows)
    if rows := [row._asdict() for row in new]:
        connection.execute(insert(index), rows)
