"""Contents of files that a person disowned: wrong ones that came out, and were replaced since.

A file that is replaced takes back what it does not tell any more, but for what may only have rolled off a list: nobody
but a person can tell whether an old content was a list, or a mistake. What was disowned stands no more, though its
bytes come again under that name; items that nothing else tells leave, and return when that is undone.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select, update
from sqlalchemy.sql.elements import ColumnElement

from syndication.archive.absorbing import follow
from syndication.archive.batches import in_batches
from syndication.archive.items import read_items
from syndication.archive.schema import readings, sightings
from syndication.archive.standing import find_speaking, settle_sources
from syndication.archive.values.disowning import Content, Disowning
from syndication.errors import ArchiveError
from syndication.models import ArchivedItem

Decide = Callable[[Connection, str, str, datetime, str], Disowning]
"""Decides on contents of a file, of which it is given the name and how their digests begin; with time and authority."""


def disown_contents(connection: Connection, source: str, digest: str, now: datetime, authority: str) -> Disowning:
    """Decide that former contents of a file (those whose digest begins so) were never its source's word.

    What was disowned before stays so. Raises ArchiveError where there is no such content.
    """
    former = _find_contents(connection, source, digest, _is_replaced(connection, source))
    fresh = [row for row in former if row.disowned_at is None]
    return _decide(connection, source, fresh, now, now, authority)


def own_contents(connection: Connection, source: str, digest: str, now: datetime, authority: str) -> Disowning:
    """Take :func:`disown_contents` back; raises ArchiveError where no such content was disowned."""
    disowned = _find_contents(connection, source, digest, readings.c.disowned_at.is_not(None))
    return _decide(connection, source, disowned, None, now, authority)


def disown_again(connection: Connection, disowned: Iterable[Mapping[str, Any]], authority: str) -> None:
    """Disown, in an archive made anew, what was disowned in the one of which these rows of readings are."""
    for row in disowned:
        mine = (readings.c.source == row["source"]) & (readings.c.digest == row["digest"])
        found = connection.execute(_CONTENTS.where(mine)).all()
        _decide(connection, row["source"], found, row["disowned_at"], row["disowned_at"], authority)


def _is_replaced(connection: Connection, source: str) -> ColumnElement[bool]:
    """The condition that finds former contents; what a file told last still is its word where what came since is not.

    That waits with a plan, or was disowned.
    """
    wanted = select(readings.c.id).where(readings.c.source == source, readings.c.current)
    ignored = connection.scalars(wanted.where(readings.c.plan.is_not(None) | readings.c.disowned_at.is_not(None))).all()
    told = find_speaking(connection, [source]).values() if ignored else ()
    return ~readings.c.current & readings.c.id.not_in(told)


_CONTENTS = (
    select(readings.c.id, readings.c.digest, readings.c.read_at, readings.c.disowned_at, func.count().label("shown"))
    .join(sightings, sightings.c.reading_id == readings.c.id)
    .group_by(readings.c.id, readings.c.digest, readings.c.read_at, readings.c.disowned_at)
    .order_by(readings.c.read_at, readings.c.digest)
)
"""Contents with items."""


def _find_contents(
    connection: Connection, source: str, digest: str, condition: ColumnElement[bool]
) -> Sequence[Row[Any]]:
    rows = connection.execute(_CONTENTS.where(readings.c.source == source, condition)).all()
    if not rows:
        raise ArchiveError(
            f"{source}: expected the name of a file that was replaced, with a content to decide on; found none: "
            "`syndication history ID` names an item's file"
        )
    found = [row for row in rows if row.digest.startswith(digest)]
    if not found:
        known = ", ".join(row.digest for row in rows)
        raise ArchiveError(f"{source}: expected the digest of one of its contents ({known}), found {digest}")
    return found


def _decide(
    connection: Connection,
    source: str,
    contents: Sequence[Row[Any]],
    disowned_at: datetime | None,
    now: datetime,
    authority: str,
) -> Disowning:
    for batch in in_batches([row.id for row in contents]):
        connection.execute(update(readings).where(readings.c.id.in_(batch)).values(disowned_at=disowned_at))
    restated = settle_sources(connection, find_speaking(connection, [source]))
    _, _, revision = follow(connection, restated, now, authority)
    return Disowning(
        contents=tuple(Content(row.digest, row.read_at, row.shown) for row in contents),
        left=_read_newest_first(connection, revision.gone),
        come=_read_newest_first(connection, revision.come),
        touched=revision.touched,
    )


def _read_newest_first(connection: Connection, ids: Collection[str]) -> tuple[ArchivedItem, ...]:
    shown = read_items(connection, sorted(ids)).values()
    return tuple(sorted(shown, key=lambda item: (item.date, item.id), reverse=True))
