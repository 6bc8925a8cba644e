"""Writing the feeds' index: which items stand in which feed of the catalogue, and how many."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from syndication.archive.batches import read_among
from syndication.archive.indexing import load_rows, replace_rows
from syndication.archive.months import note_months
from syndication.archive.schema import items, listings
from syndication.models import ArchivedItem, Selection, selections_of

_ADD = text(
    "INSERT INTO tallies (selection, topic, region, item_count) VALUES (:feed, :t, :r, :number) "
    "ON CONFLICT (selection) DO UPDATE SET item_count = tallies.item_count + excluded.item_count"
)
_TAKE_AWAY = text("UPDATE tallies SET item_count = item_count + :number WHERE selection = :feed")
_DROP_EMPTY = text("DELETE FROM tallies WHERE item_count = 0 AND selection = :feed")


_STANDING = select(items.c.id, items.c.date, items.c.day, items.c.day_order).where(
    items.c.withdrawn_at.is_(None), ~items.c.absent
)


class _Listing(NamedTuple):
    """A row of the index."""

    item_id: str
    selection: str
    date: str
    day: dt.date
    day_order: int


def list_items(connection: Connection, shown: Mapping[str, ArchivedItem]) -> tuple[set[str], set[str]]:
    """Write the rows of these items that differ; return the ids that stood in feeds before and those that do now."""
    feeds = {id_: selections_of(item.categories) for id_, item in shown.items()}
    before = {_Listing(*row) for row in load_rows(connection, listings, _Listing._fields, feeds)}
    after = _make_listings(connection, feeds)
    gone, new = sorted(before - after), sorted(after - before)
    replace_rows(connection, listings, gone, new)
    known = {each.path: each for selections in feeds.values() for each in selections}
    _count(connection, Counter(row.selection for row in new), Counter(row.selection for row in gone), known)
    note_months(connection, *(((row.selection, row.date) for row in rows) for rows in (new, gone)))
    return {row.item_id for row in before}, {row.item_id for row in after}


def _make_listings(connection: Connection, feeds: Mapping[str, Collection[Selection]]) -> set[_Listing]:
    """A row for each feed of an item; none for what is withdrawn or absent."""
    rows = read_among(connection, _STANDING, items.c.id, feeds)
    return {_Listing(row.id, each.path, row.date, row.day, row.day_order) for row in rows for each in feeds[row.id]}


def _count(connection: Connection, come: Counter[str], gone: Counter[str], selections: Mapping[str, Selection]) -> None:
    """Keep the tallies up: counting a large feed anew at each change would cost more the larger it is."""
    change = [(path, number) for path in sorted(come | gone) if (number := come[path] - gone[path])]
    pairs = {path: selections[path].pair for path, number in change if number > 0}
    more = [{"feed": path, "t": pairs[path][0], "r": pairs[path][1], "number": n} for path, n in change if n > 0]
    fewer = [{"feed": path, "number": number} for path, number in change if number < 0]
    for statement, rows in ((_ADD, more), (_TAKE_AWAY, fewer), (_DROP_EMPTY, fewer)):
        if rows:
            connection.execute(statement, rows)
