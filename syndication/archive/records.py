"""Records that belong to no item: what was published, when the inbox was looked at, which files are in."""

from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, text, update

from syndication.archive.batches import read_among
from syndication.archive.schema import polls, publications, readings
from syndication.archive.values.files import Known, Poll
from syndication.archive.values.publication import Publication
from syndication.errors import ArchiveError

_KNOWN = select(readings.c.source, readings.c.digest, readings.c.size, readings.c.changed_ns, readings.c.plan).where(
    readings.c.current, ~readings.c.forgotten
)
_NOTE_LOOK = (
    update(readings)
    .where(readings.c.source == bindparam("name"), readings.c.digest == bindparam("content"), readings.c.current)
    .values(size=bindparam("s"), changed_ns=bindparam("c"))
)
_PUBLISHED = select(publications).order_by(publications.c.path)
_RECORD = text(
    "INSERT INTO publications (path, digest, last_modified) VALUES (:path, :digest, :date) "
    "ON CONFLICT (path) DO UPDATE SET digest = excluded.digest, last_modified = excluded.last_modified"
).bindparams(bindparam("date", type_=publications.c.last_modified.type))


def read_known(connection: Connection, sources: Collection[str] | None) -> dict[str, Known]:
    """Source (of these, where given) to its newest content, without those to be read again."""
    source = readings.c.source
    rows = connection.execute(_KNOWN) if sources is None else read_among(connection, _KNOWN, source, sources)
    return {row.source: Known(*row) for row in rows}


def save_looks(connection: Connection, seen: Iterable[Known]) -> None:
    """Note what files look like whose newest content these are."""
    rows = [{"name": each.source, "content": each.digest, "s": each.size, "c": each.changed_ns} for each in seen]
    if rows:
        connection.execute(_NOTE_LOOK, rows)


def forget_source(connection: Connection, source: str) -> None:
    """Let a file be read again; raises ArchiveError for one that was never taken in.

    Its newest content alone: of an older one that is marked, nobody would ever take the mark away.
    """
    newest = (readings.c.source == source) & readings.c.current
    known = connection.execute(update(readings).where(newest).values(forgotten=True))
    if not known.rowcount:
        raise ArchiveError(
            f"{source}: expected the name of a file that was taken in, found no such file in the archive"
        )


def read_publications(connection: Connection, paths: Collection[str] | None) -> dict[str, Publication]:
    """Path (of these, where given) to the document last published there."""
    path = publications.c.path
    rows = connection.execute(_PUBLISHED) if paths is None else read_among(connection, _PUBLISHED, path, paths)
    return {row.path: Publication(row.path, row.digest, row.last_modified) for row in rows}


def save_publications(connection: Connection, published: Sequence[Publication]) -> None:
    """Put these in the place of what was recorded for their paths."""
    if published:
        connection.execute(
            _RECORD, [{"path": each.path, "digest": each.digest, "date": each.last_modified} for each in published]
        )


def read_poll(connection: Connection) -> Poll | None:
    row = connection.execute(select(polls)).first()
    return None if row is None else Poll(row.started, row.finished, row.files, row.items)


def save_poll(connection: Connection, poll: Poll) -> None:
    """Only the last poll is kept."""
    connection.execute(delete(polls))
    connection.execute(
        insert(polls).values(started=poll.started, finished=poll.finished, files=poll.files, items=poll.items)
    )
