"""What readers saw change after it had come out: for each feed of the catalogue, the items of which it tells changes.

A feed tells every change of the items that it holds, and of others the one by which they left. Of an item that was
withdrawn, or taken back by its source, it tells that alone, where the item stood: nothing else of it is told any more.
The table is an index of this: what it says follows from the items' histories.
"""

import hashlib
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BindParameter, Connection, bindparam, exists, func, or_, select

from syndication.archive.batches import in_batches
from syndication.archive.categories import names_of
from syndication.archive.history import Past, read_pasts
from syndication.archive.indexing import load_rows, replace_rows
from syndication.archive.items import read_tombstones
from syndication.archive.schema import absences, amendments, items, members, returns
from syndication.archive.values.events import Amendment, Event, EventKind
from syndication.archive.withdrawals import read_marks
from syndication.models import Category, Selection, selections_of

_SEEN = frozenset(
    {
        EventKind.RETITLED,
        EventKind.REWORDED,
        EventKind.REDATED,
        EventKind.RECATEGORISED,
        EventKind.DECIDED,
        EventKind.RELEASED,
        EventKind.WITHDRAWN,
        EventKind.RETURNED,
        EventKind.TAKEN_BACK,
        EventKind.MET_AGAIN,
    }
)
"""What changes an item for its readers. That a source says of a change, and not of what, tells nobody anything."""


_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_CHANGEABLE = select(items.c.id).where(
    items.c.id.in_(_IDS),
    or_(
        items.c.decided_at.is_not(None),
        items.c.withdrawn_at.is_not(None),
        exists().where(returns.c.item_id == items.c.id),
        exists().where(absences.c.item_id == items.c.id),
        items.c.id.in_(
            select(members.c.item_id)
            .where(members.c.item_id.in_(_IDS))
            .group_by(members.c.item_id)
            .having(func.count() > 1)
        ),
    ),
)
"""Items that can have changed: they have two contents, were away, or somebody decided on them."""


def read_amendments(connection: Connection, selection: Selection, limit: int) -> list[Amendment]:
    """What changed in the items of a feed, the last change first, those of a moment by item; words do not count."""
    ids = _select_amended(connection, selection, limit)
    pasts = read_pasts(connection, ids)
    away = [id_ for id_ in ids if pasts[id_].parting]
    marks, stones = read_marks(connection, away), read_tombstones(connection, away)
    wanted = frozenset(selection.members)
    found = [
        Amendment(stones.get(id_, pasts[id_].item), event)
        for id_ in ids
        for event, feeds in _tell(pasts[id_], marks.get(id_, ()))
        if wanted & feeds
    ]
    return sorted(found, key=_place)[:limit]


def _place(amendment: Amendment) -> tuple[float, str, str]:
    return -amendment.event.instant.timestamp(), amendment.item.id, amendment.event.kind


def _select_amended(connection: Connection, selection: Selection, limit: int) -> list[str]:
    """The items that changed last: as many as surely have so many changes between them that none is missed."""
    newest: dict[str, datetime] = {}
    for member in selection.members:
        range_ = (
            select(amendments.c.item_id, amendments.c.at)
            .where(amendments.c.selection == member.path)
            .order_by(amendments.c.at.desc(), amendments.c.item_id)
        )
        for id_, at in connection.execute(range_.limit(limit)):
            newest[id_] = max(at, newest.get(id_, at))
    return sorted(newest, key=lambda id_: (-newest[id_].timestamp(), id_))[:limit]


def renew_amendments(connection: Connection, ids: Collection[str]) -> set[Selection]:
    """Write the rows of these items that differ; return the feeds that have other changes to tell."""
    before = {_Row(*row) for row in load_rows(connection, amendments, _Row._fields, ids)}
    after = _make_rows(connection, ids)
    gone, new = before - after, after - before
    replace_rows(connection, amendments, gone, new)
    return {Selection.of(row.topic, row.region) for row in gone | new}


def index_changes(connection: Connection) -> None:
    """Let the changes of every item be told, if none is yet: after a migration that makes the index."""
    if connection.scalar(select(amendments.c.item_id).limit(1)) is None:
        for batch in in_batches(list(connection.scalars(select(items.c.id)))):
            renew_amendments(connection, batch)


class _Row(NamedTuple):
    """A row of the index."""

    item_id: str
    selection: str
    topic: str | None
    region: str | None
    at: datetime
    digest: str


def _make_rows(connection: Connection, ids: Collection[str]) -> set[_Row]:
    changed = [id_ for batch in in_batches(ids) for id_ in connection.scalars(_CHANGEABLE, {"ids": batch})]
    pasts = read_pasts(connection, changed)
    marks = read_marks(connection, [id_ for id_, past in pasts.items() if past.parting])
    return {row for id_, past in pasts.items() for row in _rows_of(past, marks.get(id_, ()))}


def _rows_of(past: Past, marked: Collection[Selection]) -> Iterator[_Row]:
    told: dict[Selection, list[Event]] = {}
    for event, feeds in _tell(past, marked):
        for feed in feeds:
            told.setdefault(feed, []).append(event)
    item = past.item
    shown = "" if past.parting else repr((item.path, item.title, sorted(names_of(item.categories))))
    for feed, events in told.items():
        digest = hashlib.sha256(repr((shown, events)).encode()).hexdigest()
        yield _Row(item.id, feed.path, *feed.pair, max(event.instant for event in events), digest)


def _tell(past: Past, marked: Collection[Selection]) -> Iterator[tuple[Event, frozenset[Selection]]]:
    """The changes of an item, each with the feeds that tell it; ``marked`` are those where it has a tombstone."""
    if past.parting:
        yield next(event for event in reversed(past.events) if event.kind is past.parting), frozenset(marked)
        return
    held = selections_of(past.item.categories)
    for event in past.events:
        if event.kind in _SEEN and (event.kind is not EventKind.DECIDED or event.gained or event.lost):
            yield event, held | _left_by(event, past.item.categories)


def _left_by(event: Event, categories: tuple[Category, ...]) -> frozenset[Selection]:
    """The feeds in which an item with these categories stood before, if the event took it out of any."""
    if not event.lost:
        return frozenset()
    gained = names_of(event.gained)
    kept = tuple(category for category in categories if not names_of([category]) & gained)
    return selections_of(kept + event.lost)
