"""When each feed changed last, and which documents are older than that: noted in the transaction that changes it.

So no crash loses a change, whichever process publishes it. Numbers grow with every change of the archive, and so do
the moments, by a second at least, whatever the clock says: the newest of several feeds tells when their union changed,
and two changes never have one Last-Modified.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import BindParameter, Connection, bindparam, delete, func, insert, select, update

from syndication.archive.batches import in_batches, read_among
from syndication.archive.schema import changes, editions
from syndication.archive.values.publication import EPOCH, Change, Due, Edition
from syndication.models import Selection

_STEP = timedelta(seconds=1)
"""What Last-Modified can tell apart (RFC 9110, section 5.6.7)."""
_NEWEST = select(func.max(changes.c.number), func.max(changes.c.at)).where(
    changes.c.selection.in_(bindparam("feeds", expanding=True))
)
"""Built once, for every request asks."""
_PATHS: BindParameter[str] = bindparam("paths", expanding=True)
_CHANGE = (
    update(changes)
    .where(changes.c.selection.in_(_PATHS))
    .values(number=bindparam("the_number"), at=bindparam("moment"))
)
_KNOWN = select(changes.c.selection)
_DUE = select(changes).where(changes.c.published < changes.c.number)
_SETTLE = (
    update(changes)
    .where(changes.c.selection.in_(_PATHS), changes.c.published < bindparam("mark"))
    .values(published=bindparam("mark"))
)
_LAST_NUMBER = select(func.coalesce(func.max(changes.c.number), 0))
_LAST_MOMENT = select(func.max(changes.c.at))
_EDITION = select(editions)


def note_changes(connection: Connection, touched: Collection[Selection], now: datetime) -> None:
    """Note that these feeds have changed: their documents are older than the archive now."""
    if not touched:
        return
    number = connection.execute(_LAST_NUMBER).scalar_one() + 1
    at = _next_moment(connection, now)
    feeds = {each.path: each.pair for each in sorted(touched, key=lambda each: each.path)}
    for batch in in_batches(feeds):
        connection.execute(_CHANGE, {"paths": batch, "the_number": number, "moment": at})
    known = {row.selection for row in read_among(connection, _KNOWN, changes.c.selection, feeds)}
    fresh = [
        {"selection": path, "topic": topic, "region": region}
        for path, (topic, region) in feeds.items()
        if path not in known
    ]
    if fresh:
        connection.execute(insert(changes).values(number=number, at=at), fresh)


def read_change(connection: Connection, selection: Selection) -> Change:
    """The newest change among the feeds of the catalogue that hold a feed's items."""
    number, at = connection.execute(_NEWEST, {"feeds": [member.path for member in selection.members]}).one()
    return Change(number or 0, at or EPOCH)


def read_due(connection: Connection) -> Due:
    """The feeds that changed since they were published."""
    rows = connection.execute(_DUE)
    mark = connection.execute(_LAST_NUMBER).scalar_one()
    return Due((Selection.of(row.topic, row.region) for row in rows), mark)


def settle_due(connection: Connection, published: Due) -> None:
    """Note that these feeds are published as of that look; what has changed again since then stays due."""
    for batch in in_batches([selection.path for selection in published]):
        connection.execute(_SETTLE, {"paths": batch, "mark": published.mark})


def renew_edition(connection: Connection, digest: str, now: datetime) -> datetime:
    """Note what documents are made from beside the archive; return when that became another."""
    last = read_edition(connection)
    if last.digest == digest:
        return last.at
    at = _next_moment(connection, now)
    connection.execute(delete(editions))
    connection.execute(insert(editions).values(digest=digest, at=at))
    return at


def read_edition(connection: Connection) -> Edition:
    """What was noted last; without a digest, and of :data:`EPOCH`, if nothing was."""
    noted = connection.execute(_EDITION).first()
    return Edition(noted.digest, noted.at) if noted else Edition("", EPOCH)


def _next_moment(connection: Connection, now: datetime) -> datetime:
    """Now in whole seconds, or a second after whatever changed last."""
    last = connection.scalar(_LAST_MOMENT) or EPOCH
    return max(now, max(last, read_edition(connection).at) + _STEP).replace(microsecond=0)
