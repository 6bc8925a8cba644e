"""Tombstones by feed: what stood in a feed when it was withdrawn."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, insert, select

from syndication.archive.reading import make_tombstone
from syndication.archive.schema import items, tombstones
from syndication.archive.selecting import is_member
from syndication.archive.values import Withdrawn
from syndication.models import Selection


def save_tombstones(connection: Connection, item_id: str, feeds: Collection[Selection], at: datetime) -> None:
    """Note in which feeds an item stood when it was withdrawn: nobody can tell when its categories change later."""
    rows = [
        {"item_id": item_id, "selection": feed.path, "topic": feed.pair[0], "region": feed.pair[1], "withdrawn_at": at}
        for feed in feeds
    ]
    connection.execute(insert(tombstones), rows)


def read_withdrawn(
    connection: Connection, selection: Selection, start: date | None, end: date | None, limit: int
) -> list[Withdrawn]:
    """Tombstones of items with ``start <= day < end`` (where given): last withdrawn first, those of a moment by id."""
    since = [] if start is None else [items.c.day >= start]
    until = [] if end is None else [items.c.day < end]
    wanted = (
        select(items)
        .join(tombstones, tombstones.c.item_id == items.c.id)
        .where(is_member(selection, tombstones), *since, *until)
        .distinct()
        .order_by(items.c.withdrawn_at.desc(), items.c.id)
        .limit(limit)
    )
    return [make_tombstone(row) for row in connection.execute(wanted)]
