"""Items that leave the feeds as no file tells of them any more, and those that return as one tells them again."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select, update

from syndication.archive.absences import find_open
from syndication.archive.batches import read_among
from syndication.archive.items import last_update
from syndication.archive.moments import STEP, moment_after
from syndication.archive.schema import absences, items, readings
from syndication.archive.variants import load_homes
from syndication.archive.withdrawals import lift_tombstones, save_tombstones
from syndication.models import Selection

Lost = Mapping[int, Collection[int]]
"""Variant to the readings by which its sources showed it before, and now show it no more, or which were disowned."""


class _Taker(NamedTuple):
    """A content that took something back."""

    as_of: date | None
    source: str
    disowned: bool


def begin_absences(
    connection: Connection, gone: Mapping[str, Collection[Selection]], lost: Lost, now: datetime
) -> None:
    """Leave a tombstone for each of these items in the feeds where it stood, unless it is withdrawn and has one."""
    takers = _find_takers(connection, lost) if gone else {}
    wanted = select(items.c.id, items.c.withdrawn_at, items.c.updated, items.c.decided_at, items.c.returned_at)
    for row in list(read_among(connection, wanted, items.c.id, gone)):
        since = max(now, last_update(row.updated, row.decided_at, row.returned_at) + STEP)
        taker = takers.get(row.id)
        file = taker._asdict() if taker else {}
        connection.execute(insert(absences).values(item_id=row.id, since=since, noted=now, **file))
        if row.withdrawn_at is None:
            save_tombstones(connection, row.id, gone[row.id], since)


def end_absences(connection: Connection, ids: Collection[str], now: datetime) -> frozenset[Selection]:
    """Let these items return, updated then; gives the feeds that had a tombstone of one.

    An item that left at this very moment was never away for anybody: its file gave it to another of the same look.
    """
    lifted: set[Selection] = set()
    for id_, absence in find_open(connection, ids).items():
        row = connection.execute(select(items.c.withdrawn_at, items.c.returned_at).where(items.c.id == id_)).one()
        its = (absences.c.item_id == id_) & (absences.c.since == absence.since)
        if absence.noted == now:
            connection.execute(delete(absences).where(its))
        else:
            until = moment_after(absence.since, now)
            connection.execute(update(absences).where(its).values(until=until))
            returned = max(until, moment_after(row.returned_at, now))  # a person's word may have been dated later
            connection.execute(update(items).where(items.c.id == id_).values(returned_at=returned))
        if row.withdrawn_at is None:
            lifted |= lift_tombstones(connection, id_)
    return frozenset(lifted)


def _find_takers(connection: Connection, lost: Lost) -> Mapping[str, _Taker]:
    """Item to the content that took it back, of several the newest."""
    seen = {id_ for ids in lost.values() for id_ in ids}
    wanted = select(readings.c.id, readings.c.source, readings.c.as_of, readings.c.disowned_at)
    rows = read_among(connection, wanted, readings.c.id, seen)
    by_id = {row.id: _Taker(row.as_of, row.source, row.disowned_at is not None) for row in rows}
    by_item: dict[str, list[_Taker]] = defaultdict(list)
    for variant, home in load_homes(connection, lost).items():
        by_item[home] += [by_id[id_] for id_ in lost[variant]]
    return {id_: max(its, key=lambda taker: (taker.as_of or date.min, taker.source)) for id_, its in by_item.items()}
