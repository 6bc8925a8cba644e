"""Items as readers get them: the winning variant with its categories and all its sources."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select
from sqlalchemy.sql.elements import ColumnElement

from syndication.archive.absences import find_open
from syndication.archive.batches import read_among
from syndication.archive.content import load_categories
from syndication.archive.identity import month_of
from syndication.archive.schema import corrections, items, members, readings, sightings, variants
from syndication.archive.values.events import Withdrawn
from syndication.models import SCHEMES, ArchivedItem, Category, Retraction, SourceDate


def address(month: str, date: SourceDate, slug: str) -> str:
    """The permanent page of an item; :func:`read_one` finds it whatever day of the month it names.

    It keeps the month of the item's id, though the source may have corrected the date to another one.
    """
    day = date.day.day if month_of(date) == month else 1
    return f"/items/{month.replace('-', '/')}/{day:02}/{slug}"


def read_items(connection: Connection, ids: Sequence[str]) -> dict[str, ArchivedItem]:
    """The items with these ids, in this order; withdrawn ones too."""
    decided = _read_corrections(connection, ids)
    sources = _read_sources(connection, ids)
    rows = read_among(connection, _SHOWN, items.c.id, ids)
    found = {row.id: _archived(row, decided[row.id], sources[row.id]) for row in rows}
    return {id_: found[id_] for id_ in ids if id_ in found}


def read_one(connection: Connection, id_or_path: str) -> ArchivedItem | Withdrawn | None:
    """The item or its tombstone; None for one that never came out."""
    row = connection.execute(_ITEMS.where(is_named(id_or_path))).first()
    if row is None:
        return None
    if row.absent or row.withdrawn_at is not None:
        return read_tombstones(connection, [row.id]).get(row.id)
    return read_items(connection, [row.id])[row.id]


def read_tombstones(connection: Connection, ids: Sequence[str]) -> dict[str, Withdrawn]:
    """The tombstones of these items, in this order; none for one that is there, or that never came out."""
    found: dict[str, Withdrawn] = {}
    away = find_open(connection, ids)
    for row in read_among(connection, _ITEMS, items.c.id, ids):
        if row.withdrawn_at is not None:
            found[row.id] = _make_tombstone(row, row.withdrawn_at, row.withdrawn_reason)
        elif row.id in away:
            found[row.id] = _make_tombstone(row, away[row.id].since, retraction=away[row.id].retraction)
    return {id_: found[id_] for id_ in ids if id_ in found}


def _make_tombstone(row: Row[Any], at: datetime, reason: str = "", retraction: Retraction | None = None) -> Withdrawn:
    date = SourceDate.parse(row.date)
    return Withdrawn(row.id, address(row.month, date, row.slug), date, at, reason, retraction)


_ITEMS = select(items)
_SHOWN = select(
    items.c.id,
    items.c.month,
    items.c.slug,
    items.c.date,
    items.c.updated,
    items.c.decided_at,
    items.c.returned_at,
    items.c.url,
    items.c.page_url,
    items.c.picture,
    variants.c.title,
    variants.c.paragraphs,
    variants.c.categories,
).join(variants, variants.c.id == items.c.winner_id)
_CORRECTIONS = select(corrections)
_SOURCES = (
    select(members.c.item_id, readings.c.source)
    .join(sightings, sightings.c.variant_id == members.c.variant_id)
    .join(readings, readings.c.id == sightings.c.reading_id)
    .distinct()
)


def decide(found: tuple[Category, ...], decided: dict[str, tuple[Category, ...]]) -> tuple[Category, ...]:
    """Put a person's decision in the place of the rules', scheme by scheme."""
    if not decided:
        return found
    schemes = dict.fromkeys([*SCHEMES, *(category.scheme for category in found), *decided])
    ruled = {scheme: tuple(c for c in found if c.scheme == scheme) for scheme in schemes}
    return tuple(category for scheme in schemes for category in decided.get(scheme, ruled[scheme]))


def last_update(updated: datetime, *decided: datetime | None) -> datetime:
    """When an item was updated last: by its sources, or by a person's decisions, if there were any."""
    return max([updated, *(moment for moment in decided if moment is not None)])


def _archived(row: Row[Any], decided: dict[str, tuple[Category, ...]], sources: tuple[str, ...]) -> ArchivedItem:
    date = SourceDate.parse(row.date)
    return ArchivedItem(
        id=row.id,
        path=address(row.month, date, row.slug),
        title=row.title,
        paragraphs=tuple(row.paragraphs),
        date=date,
        updated=last_update(row.updated, row.decided_at, row.returned_at),
        url=row.url,
        page_url=row.page_url,
        categories=decide(load_categories(row.categories), decided),
        sources=sources,
        picture=row.picture,
    )


def _read_corrections(connection: Connection, ids: Collection[str]) -> dict[str, dict[str, tuple[Category, ...]]]:
    decided: dict[str, dict[str, tuple[Category, ...]]] = defaultdict(dict)
    for row in read_among(connection, _CORRECTIONS, corrections.c.item_id, ids):
        decided[row.item_id][row.scheme] = load_categories(row.categories)
    return decided


def _read_sources(connection: Connection, ids: Collection[str]) -> dict[str, tuple[str, ...]]:
    names: dict[str, list[str]] = defaultdict(list)
    for row in read_among(connection, _SOURCES, members.c.item_id, ids):
        names[row.item_id].append(row.source)
    return defaultdict(tuple, {item_id: tuple(sorted(sources)) for item_id, sources in names.items()})


def is_named(id_or_path: str) -> ColumnElement[bool]:
    """The condition that finds an item, whatever day of the month its path names."""
    if not id_or_path.startswith("/"):
        return items.c.id == id_or_path
    _, _, year, month, _, slug = [*id_or_path.split("/", 5), *[""] * 6][:6]
    return (items.c.month == f"{year}-{month}") & (items.c.slug == slug) & id_or_path.startswith("/items/")
