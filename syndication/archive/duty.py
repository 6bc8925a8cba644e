"""Which feeds are to be published: noted in the transaction that changes them, so that no crash loses one."""

from collections.abc import Collection

from sqlalchemy import Connection, delete, func, insert, select

from syndication.archive.batches import in_batches
from syndication.archive.schema import due
from syndication.archive.values import Due
from syndication.models import Selection


def note_due(connection: Connection, touched: Collection[Selection]) -> None:
    """Note that the documents of these feeds are older than the archive now."""
    mark = connection.execute(select(func.coalesce(func.max(due.c.mark), 0) + 1)).scalar_one()
    rows = [
        {"selection": each.path, "topic": each.pair[0], "region": each.pair[1], "mark": mark}
        for each in sorted(touched, key=lambda selection: selection.path)
    ]
    for batch in in_batches(rows):
        connection.execute(delete(due).where(due.c.selection.in_([row["selection"] for row in batch])))
        connection.execute(insert(due), batch)


def read_due(connection: Connection) -> Due:
    rows = list(connection.execute(select(due)))
    return Due((Selection.of(row.topic, row.region) for row in rows), max((row.mark for row in rows), default=0))


def settle_due(connection: Connection, published: Due) -> None:
    """Take these feeds off the list, but those that have changed again since that look."""
    for batch in in_batches([selection.path for selection in published]):
        connection.execute(delete(due).where(due.c.selection.in_(batch), due.c.mark <= published.mark))
