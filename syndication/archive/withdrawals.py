"""Tombstones by feed: what stood in a feed when it was withdrawn, or taken back by its source, until it returns."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, time

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from syndication.archive.batches import read_among
from syndication.archive.items import read_tombstones
from syndication.archive.schema import items, tombstones
from syndication.archive.selecting import is_member
from syndication.archive.values.events import Withdrawn
from syndication.models import Selection

_MARKED = select(tombstones.c.selection).distinct()


def save_tombstones(connection: Connection, item_id: str, feeds: Collection[Selection], at: datetime) -> None:
    """Note in which feeds an item stood when it left: nobody can tell when its categories change later."""
    rows = [
        {"item_id": item_id, "selection": feed.path, "topic": feed.pair[0], "region": feed.pair[1], "withdrawn_at": at}
        for feed in feeds
    ]
    connection.execute(insert(tombstones), rows)


def lift_tombstones(connection: Connection, item_id: str) -> frozenset[Selection]:
    """Take an item's tombstones away; return the feeds that had one."""
    feeds = read_marks(connection, [item_id]).get(item_id, frozenset())
    connection.execute(delete(tombstones).where(tombstones.c.item_id == item_id))
    return feeds


def read_marks(connection: Connection, ids: Collection[str]) -> Mapping[str, frozenset[Selection]]:
    """Item (of these) to the feeds in which it stood when it left."""
    marks: dict[str, set[Selection]] = defaultdict(set)
    for row in read_among(connection, select(tombstones), tombstones.c.item_id, ids):
        marks[row.item_id].add(Selection.of(row.topic, row.region))
    return {id_: frozenset(feeds) for id_, feeds in marks.items()}


def read_withdrawn(
    connection: Connection, selection: Selection, start: date | None, end: date | None, limit: int
) -> list[Withdrawn]:
    """Tombstones of items with ``start <= day < end`` (where given): the last first, those of a moment by id.

    Without an ``end``, also of older items that left on ``start`` or since. None where words are asked for: what has
    left is not in the index that tells which items had them.
    """
    if selection.words:
        return []
    wanted = (
        select(tombstones.c.item_id)
        .join(items, items.c.id == tombstones.c.item_id)
        .where(is_member(selection, tombstones), _is_between(start, end))
        .group_by(tombstones.c.withdrawn_at, tombstones.c.item_id)  # once, though it stood in several members
        .order_by(tombstones.c.withdrawn_at.desc(), tombstones.c.item_id)
    )
    ids = list(connection.scalars(wanted.limit(limit)))
    return list(read_tombstones(connection, ids).values())


def _is_between(start: date | None, end: date | None) -> ColumnElement[bool]:
    """Who keeps what a feed showed long ago learns that it is gone where he looks: among what is new."""
    if start is None:
        return items.c.day < (end or date.max)
    if end is None:
        return or_(items.c.day >= start, tombstones.c.withdrawn_at >= datetime.combine(start, time(), UTC))
    return and_(items.c.day >= start, items.c.day < end)


def find_marked(connection: Connection, selections: Collection[Selection]) -> frozenset[Selection]:
    """Those feeds of the catalogue in which an item stood that has left."""
    paths = [selection.path for selection in selections]
    marked = {row.selection for row in read_among(connection, _MARKED, tombstones.c.selection, paths)}
    return frozenset(selection for selection in selections if selection.path in marked)
