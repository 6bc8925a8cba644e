"""What files changed in a day without a person's word: the guard's limits hold over all looks of the day together.

A broken export may come in pieces, copied slowly or cut into several looks. So each item that files change or take out
of the feeds is noted for a day, by the time of the looks. Not noted are items that came in the same look, for nobody
had seen them. Those that came earlier in that day are, but what other files make of them counts in its own look only:
an old archive that is taken in in pieces tells many stories twice.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, update

from syndication.archive.batches import in_batches, read_among
from syndication.archive.content import dump_selections, load_selections
from syndication.archive.revising import Revision
from syndication.archive.schema import items, members, readings, sightings, tallies, toll
from syndication.archive.values.toll import Toll
from syndication.models import Selection

_DAY = timedelta(days=1)
_FORGET = delete(toll).where((toll.c.at <= bindparam("ago")) | (toll.c.passing & (toll.c.at != bindparam("now"))))
_BRING_BACK = update(toll).where(toll.c.at > bindparam("now")).values(at=bindparam("now"))
_LEFT = select(toll.c.left, (toll.c.gone & items.c.absent).label("absent")).join(items)
_ROWS = select(toll.c.item_id, toll.c.at, toll.c.passing, toll.c.gone, toll.c.left)
_FILLED = select(tallies.c.selection)


def begin_look(connection: Connection, now: datetime) -> None:
    """Forget what counts no more; what a clock that was ahead has noted counts from now on."""
    connection.execute(_FORGET, {"ago": now - _DAY, "now": now})
    connection.execute(_BRING_BACK, {"now": now})


def note_toll(connection: Connection, revision: Revision, added: Collection[str], now: datetime) -> Toll:
    """Add what taking in files changed in items other than those ``added``; return what the day comes to with it."""
    rows = {row.item_id: row for row in _weigh(connection, revision, revision.changed - set(added), now)}
    known = _load_rows(connection, rows)
    merged = [row.after(known[id_]) if id_ in known else row for id_, row in rows.items()]
    for batch in in_batches(list(known)):
        connection.execute(delete(toll).where(toll.c.item_id.in_(batch)))
    if merged:
        connection.execute(insert(toll), [{**row._asdict(), "left": dump_selections(row.left)} for row in merged])
    return read_toll(connection)


class _Row(NamedTuple):
    """A row of the table."""

    item_id: str
    at: datetime
    passing: bool
    gone: bool
    left: frozenset[Selection]

    def after(self, before: "_Row") -> "_Row":
        passing, gone = self.passing and before.passing, self.gone or before.gone
        return self._replace(passing=passing, gone=gone, left=self.left | before.left)


def _weigh(connection: Connection, revision: Revision, ids: Collection[str], now: datetime) -> Iterator[_Row]:
    for item in read_among(connection, _ORIGINS, items.c.id, sorted(ids)):
        is_gone = item.id in revision.gone
        if is_gone or item.came != now:
            passing = not is_gone and bool(item.stands) and item.came > now - _DAY
            yield _Row(item.id, now, passing, is_gone, revision.left.get(item.id, frozenset()))


_ORIGINS = (
    select(
        items.c.id,
        func.min(readings.c.read_at).label("came"),
        func.min(case((sightings.c.stands, 1), else_=0)).label("stands"),
    )
    .outerjoin(members, members.c.item_id == items.c.id)
    .outerjoin(sightings, sightings.c.variant_id == members.c.variant_id)
    .outerjoin(readings, readings.c.id == sightings.c.reading_id)
    .group_by(items.c.id)
)
"""When items came, and whether files said something of them, all of which stands."""


def _load_rows(connection: Connection, ids: Collection[str]) -> dict[str, _Row]:
    return {
        row.item_id: _Row(row.item_id, row.at, row.passing, row.gone, frozenset(load_selections(row.left)))
        for row in read_among(connection, _ROWS, toll.c.item_id, ids)
    }


def read_toll(connection: Connection) -> Toll:
    """What the day comes to so far, as it stands: an item that is back is not absent."""
    rows = connection.execute(_LEFT).all()
    absent = sum(row.absent for row in rows)
    left = Counter(feed for row in rows for feed in load_selections(row.left))
    return Toll(len(rows) - absent, absent, {feed: left[feed] for feed in left.keys() - _find_filled(connection, left)})


def _find_filled(connection: Connection, feeds: Collection[Selection]) -> set[Selection]:
    """Those of these feeds that hold an item."""
    by_path = {feed.path: feed for feed in feeds}
    filled = read_among(connection, _FILLED, tallies.c.selection, by_path)
    return {by_path[row.selection] for row in filled}
