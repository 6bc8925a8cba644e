"""What a new classifier decides: every item classified anew, a piece at a time, as an archive may be large."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select, update

from syndication.archive.batches import in_batches
from syndication.archive.content import dump_categories
from syndication.archive.items import read_items
from syndication.archive.revising import index
from syndication.archive.schema import items, members, variants
from syndication.archive.values.events import Move
from syndication.models import ArchivedItem, Category, Selection

Classify = Callable[[str, str, str | None], tuple[Category, ...]]
"""Gives the categories for a title, a text and an image's caption."""

_OF_ITEMS = select(variants, members.c.item_id).join(members)
_OF_NONE = select(variants, members.c.item_id).outerjoin(members).where(members.c.item_id.is_(None))


def reclassify_items(connection: Connection, classify: Classify) -> frozenset[Selection]:
    """Classify every variant anew, held ones too; return the feeds that differ."""
    touched: set[Selection] = set()
    for batch in in_batches(list(connection.scalars(select(items.c.id)))):
        touched |= _reclassify(connection, read_items(connection, batch), classify)
    _renew(connection, _OF_NONE, classify)
    return frozenset(touched)


def try_moves(connection: Connection, classify: Classify) -> list[Move]:
    """Classify anew and tell which visible items that moved, oldest first. For a transaction that is not kept."""
    visible = select(items.c.id).where(items.c.withdrawn_at.is_(None)).order_by(items.c.day, items.c.id)
    moves: list[Move] = []
    for batch in in_batches(list(connection.scalars(visible))):
        before = read_items(connection, batch)
        _reclassify(connection, before, classify)
        after = read_items(connection, batch)
        moves += [
            Move(id_, item.title, item.categories, after[id_].categories)
            for id_, item in before.items()
            if item.categories != after[id_].categories
        ]
    return moves


def _reclassify(connection: Connection, before: Mapping[str, ArchivedItem], classify: Classify) -> frozenset[Selection]:
    moved = _renew(connection, _OF_ITEMS.where(members.c.item_id.in_(before)), classify)
    return index(connection, moved, before).touched


def _renew(connection: Connection, wanted: Select[Any], classify: Classify) -> set[str]:
    """Write the categories of variants that get others; return the items to which these belong."""
    rows: list[dict[str, Any]] = []
    homes: set[str] = set()
    for row in connection.execute(wanted):
        categories = dump_categories(classify(row.title, " ".join(row.paragraphs), row.caption))
        if categories != row.categories:
            rows.append({"variant": row.id, "found": categories})
            homes.add(row.item_id)
    if rows:
        renew = update(variants).where(variants.c.id == bindparam("variant")).values(categories=bindparam("found"))
        connection.execute(renew, rows)
    return homes
