"""Bringing items up to date with their variants: what readers see, the order of the day, the feeds' index."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from syndication.archive.amendments import renew_amendments
from syndication.archive.batches import in_batches, read_among
from syndication.archive.items import read_items
from syndication.archive.leaving import Lost, begin_absences, end_absences
from syndication.archive.listing import list_items
from syndication.archive.merging import Shown, merge
from syndication.archive.ordering import order_days
from syndication.archive.schema import items
from syndication.archive.searching import index_words
from syndication.archive.variants import load_members
from syndication.models import ArchivedItem, Selection, selections_of

_ITEMS = select(items)
_SAVE = update(items).where(items.c.id == bindparam("item"))
_RENEW = update(items).where(items.c.id.in_(bindparam("ids", expanding=True))).values(revision=items.c.revision + 1)


@dataclass(frozen=True)
class Revision:
    """What changed for readers."""

    changed: frozenset[str]
    """Ids of the items that readers see otherwise than before; a move within their day is none."""
    touched: frozenset[Selection]
    gone: frozenset[str] = frozenset()
    """Ids of the changed that stand in no feed any more."""
    come: frozenset[str] = frozenset()
    """Ids of the changed that stood in none before."""
    left: Mapping[str, frozenset[Selection]] = field(default_factory=dict)
    """The feeds that items left, for each that left any."""


def revise(
    connection: Connection, affected: Collection[str], added: Collection[str], lost: Lost, now: datetime
) -> Revision:
    """Work out anew what is shown of the affected items, and write what is different.

    ``lost`` are the variants that files show no more. An item of which none is left has come out, unless it is new.
    """
    before = read_items(connection, [id_ for id_ in affected if id_ not in added])
    saved = _save_shown(connection, affected)
    unmarked = end_absences(connection, saved.back, now)
    gone = {id_: selections_of(before[id_].categories) for id_ in saved.gone if id_ in before}
    begin_absences(connection, gone, lost, now)
    renumbered, moved = order_days(connection, saved.days, added)
    before |= read_items(connection, [id_ for id_ in renumbered if id_ not in affected])  # only their number changed
    revision = index(connection, set(affected) | renumbered, before, moved)
    return replace(revision, touched=revision.touched | unmarked)


def index(
    connection: Connection, ids: Collection[str], before: Mapping[str, ArchivedItem], moved: Collection[str] = ()
) -> Revision:
    """Write the feeds' index of these items anew.

    Says what changed: items that come, go, or differ from ``before``, and ``moved`` ones, which stand elsewhere in
    their day.
    """
    after = read_items(connection, sorted(ids))
    _renew(connection, after)
    listed, visible = list_items(connection, after)
    moved = visible.intersection(moved)
    changed = (visible ^ listed) | {id_ for id_ in visible if _differs(before.get(id_), after[id_])}
    index_words(connection, after, visible, changed)
    left = {id_: feeds for id_ in changed & listed if (feeds := _feeds_left(before[id_], after[id_], visible))}
    shown = [item for id_ in changed | moved for item in (before.get(id_), after.get(id_)) if item]
    touched = frozenset(renew_amendments(connection, ids)).union(*(selections_of(item.categories) for item in shown))
    gone, come = frozenset(listed - visible), frozenset(visible - listed)
    return Revision(frozenset(changed), touched, gone, come, left)


def _feeds_left(before: ArchivedItem, after: ArchivedItem, visible: Collection[str]) -> frozenset[Selection]:
    stays = selections_of(after.categories) if after.id in visible else frozenset()
    return selections_of(before.categories) - stays


def _renew(connection: Connection, ids: Collection[str]) -> None:
    """Give items that may have changed another revision, also where a reader sees no difference."""
    for batch in in_batches(ids):
        connection.execute(_RENEW, {"ids": batch})


def _differs(before: ArchivedItem | None, after: ArchivedItem) -> bool:
    """Whether a reader sees another item; in which files it was seen does not count."""
    return before is None or replace(before, sources=()) != replace(after, sources=())


@dataclass(frozen=True)
class _Saved:
    """What was written of items."""

    days: set[date]
    """Theirs, the old and the new ones."""
    gone: set[str] = field(default_factory=set)
    """Items that no file tells of any more."""
    back: set[str] = field(default_factory=set)
    """Items that a file tells of again."""


def _save_shown(connection: Connection, ids: Collection[str]) -> _Saved:
    """Write what follows from the items' variants."""
    known = {row.id: row for row in read_among(connection, _ITEMS, items.c.id, ids)}
    saved = _Saved({row.day for row in known.values()})
    rows: list[dict[str, Any]] = []
    for id_, variants in load_members(connection, ids).items():
        wanted = _shown_row(merge(variants))
        saved.days.add(wanted["day"])
        if wanted["absent"] != known[id_].absent:
            (saved.gone if wanted["absent"] else saved.back).add(id_)
        if any(getattr(known[id_], name) != value for name, value in wanted.items()):
            rows.append({"item": id_} | wanted)
    if rows:
        connection.execute(_SAVE, rows)
    return saved


def _shown_row(shown: Shown) -> dict[str, Any]:
    return {
        "winner_id": shown.winner.id,
        "date": str(shown.date),
        "day": shown.date.day,
        "updated": shown.updated,
        "url": shown.url,
        "page_url": shown.page_url,
        "picture": shown.picture,
        "absent": shown.is_absent,
    }
