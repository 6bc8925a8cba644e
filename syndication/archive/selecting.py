"""Which items stand in a feed, from its index: one range for each feed of the catalogue, however large the archive.

A union has the items of the feeds of the catalogue that are its members, each item once. What is asked for by words,
the search finds.
"""

from collections.abc import Sequence
from datetime import date
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import Connection, FromClause, Row, Select, and_, bindparam, func, select
from sqlalchemy.sql.elements import ColumnElement

from syndication.archive.schema import items, listings, tallies
from syndication.archive.searching import Found
from syndication.archive.values.counts import Tally
from syndication.models import Selection, SourceDate

_ORDER = (listings.c.day.desc(), listings.c.day_order, listings.c.item_id)
"""That of the index."""
_PLACES: Select[Any] = select(listings.c.day, listings.c.day_order, listings.c.item_id).order_by(*_ORDER)
"""Where items stand."""
_NEWEST_IDS = (
    select(listings.c.item_id)
    .where(listings.c.selection == bindparam("feed"))
    .order_by(*_ORDER)
    .limit(bindparam("number"))
    .offset(bindparam("first"))
)
"""Built once, for a whole build asks hundreds of times."""
_NEWEST_REVISIONS = _NEWEST_IDS.add_columns(items.c.revision).join(items, items.c.id == listings.c.item_id)


def select_newest(connection: Connection, selection: Selection, limit: int, offset: int) -> list[str]:
    """Ids of a feed, newest first, one day's in its order; reads ``offset + limit`` rows of each member at most."""
    if selection.words:
        return Found(connection, selection).newest(limit, offset)
    if selection.is_catalogued:
        wanted = {"feed": selection.path, "number": limit, "first": offset}
        return list(connection.scalars(_NEWEST_IDS, wanted).all())
    last = offset + limit
    members = connection.scalars(select(tallies.c.selection).where(is_member(selection, tallies)))
    ranges = [_select_range(connection, member, last) for member in members.all()]
    ids = dict.fromkeys(row.item_id for row in merge(*ranges, key=_place))
    return list(islice(ids, offset, last))


def select_newest_revisions(connection: Connection, selection: Selection, limit: int) -> dict[str, int]:
    """Id to revision of the newest items of a feed of the catalogue, in the order of :func:`select_newest`."""
    wanted = {"feed": selection.path, "number": limit, "first": 0}
    return {row[0]: row[1] for row in connection.execute(_NEWEST_REVISIONS, wanted).all()}


def _select_range(connection: Connection, member: str, limit: int) -> Sequence[Row[Any]]:
    """The first places in a feed of the catalogue."""
    return connection.execute(_PLACES.where(listings.c.selection == member).limit(limit)).all()


def select_within(connection: Connection, selection: Selection, start: date, end: date) -> list[str]:
    """Ids of the items of a feed with ``start <= day < end``, in the order of :func:`select_newest`."""
    if selection.words:
        return Found(connection, selection).within(start, end)
    wanted = _PLACES.distinct().where(is_listed(selection), listings.c.day >= start, listings.c.day < end)
    return [row.item_id for row in connection.execute(wanted)]


def find_neighbours(
    connection: Connection, selection: Selection, start: date, end: date
) -> tuple[date | None, date | None]:
    """The newest day before ``start`` and the oldest from ``end`` on that have an item of the feed."""
    if selection.words:
        return Found(connection, selection).neighbours(start, end)
    day_of_feed = select(listings.c.day).where(listings.c.selection == tallies.c.selection).limit(1)
    before = day_of_feed.where(listings.c.day < start).order_by(listings.c.day.desc()).scalar_subquery()
    after = day_of_feed.where(listings.c.day >= end).order_by(listings.c.day).scalar_subquery()
    nearest = select(func.max(before), func.min(after)).where(is_member(selection, tallies))
    newest, oldest = connection.execute(nearest).one()
    return newest, oldest


def count_items(connection: Connection, selection: Selection) -> int:
    """How many items a feed holds; of a feed of the catalogue, that is kept."""
    if selection.words:
        return Found(connection, selection).count()
    if selection.is_catalogued:
        return connection.scalar(select(tallies.c.item_count).where(is_member(selection, tallies))) or 0
    listed = select(func.count(listings.c.item_id.distinct())).where(is_listed(selection))
    return connection.execute(listed).scalar_one()


def tally_selections(connection: Connection) -> dict[Selection, Tally]:
    """Every feed of the catalogue that holds an item."""
    newest = (
        select(listings.c.date)
        .where(listings.c.selection == tallies.c.selection)
        .order_by(listings.c.day.desc(), listings.c.date.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = connection.execute(select(tallies.c.topic, tallies.c.region, tallies.c.item_count, newest))
    return {Selection.of(topic, region): Tally(number, SourceDate.parse(day)) for topic, region, number, day in rows}


def is_member(selection: Selection, table: FromClause) -> ColumnElement[bool]:
    """The condition on a table of feeds of the catalogue that finds :attr:`Selection.members` in it."""
    asked = ((table.c.topic, selection.topics), (table.c.region, selection.regions))
    return and_(*(column.in_(slugs) if slugs else column.is_(None) for column, slugs in asked))


def is_listed(selection: Selection) -> ColumnElement[bool]:
    """The condition that finds the rows of a feed's members; as a join, SQLite would read the index of all feeds."""
    return listings.c.selection.in_(select(tallies.c.selection).where(is_member(selection, tallies)))


def _place(row: Row[Any]) -> tuple[int, int, str]:
    return -row.day.toordinal(), row.day_order, row.item_id
