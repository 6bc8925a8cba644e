"""One archive in the place of another: what readers and caches were told must not go back.

Last-Modified never gets older, nor has one date two states; a change has no number that another had. So the new
archive takes over what the former one recorded of publication, and counts every feed as changed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, select, update

from syndication.archive.changes import note_changes
from syndication.archive.records import read_publications, save_publications
from syndication.archive.schema import changes, editions
from syndication.archive.values.publication import EPOCH, Change, Publication
from syndication.models import ALL, Selection

_NONE = Change(0, EPOCH)


@dataclass(frozen=True, slots=True)
class Legacy:
    """What the former archive leaves to its successor."""

    publications: tuple[Publication, ...] = ()
    feeds: frozenset[Selection] = frozenset()
    """All that ever changed."""
    last: Change = _NONE


def read_legacy(connection: Connection) -> Legacy:
    """What this archive would leave."""
    rows = list(connection.execute(select(changes)))
    edition = connection.scalar(select(func.max(editions.c.at))) or EPOCH
    return Legacy(
        publications=tuple(read_publications(connection, None).values()),
        feeds=frozenset(Selection.of(row.topic, row.region) for row in rows),
        last=Change(max((row.number for row in rows), default=0), max((edition, *(row.at for row in rows)))),
    )


def succeed(connection: Connection, legacy: Legacy, now: datetime) -> None:
    """Go on from what the former archive left: every feed is due, and changed later than whatever changed before."""
    save_publications(connection, list(_join(read_publications(connection, None).values(), legacy.publications)))
    own = read_legacy(connection)
    last = Change(max(own.last.number, legacy.last.number), max(own.last.at, legacy.last.at))
    feeds = own.feeds | legacy.feeds | {ALL}
    note_changes(connection, feeds, now)
    connection.execute(update(changes).values(number=last.number, at=last.at, published=0))
    connection.execute(delete(editions))  # whoever publishes notes it anew, later than all this
    note_changes(connection, feeds, now)


def _join(own: Iterable[Publication], left: Iterable[Publication]) -> Iterable[Publication]:
    """What the former archive recorded last, at no older a date than ours.

    Of what it did not record nobody knows what was published since: a digest that nothing has gives it another date.
    """
    known = {each.path: each for each in own}
    for each in left:
        mine = known.pop(each.path, each)
        yield Publication(each.path, each.digest, max(each.last_modified, mine.last_modified))
    for each in known.values():
        yield Publication(each.path, "", each.last_modified)
