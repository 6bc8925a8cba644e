"""Items in memory: each is read again only when it has another revision than the one that was read last."""

from collections.abc import Collection

from sqlalchemy import Connection, select

from syndication.archive.batches import read_among
from syndication.archive.items import read_items
from syndication.archive.schema import items
from syndication.models import ArchivedItem
from syndication.recent import Recent


class ItemMemory:
    """So many items; none for a limit of 0. Threads may share it."""

    def __init__(self, limit: int) -> None:
        self._kept = Recent[str, tuple[int, ArchivedItem]](limit)

    def read(self, connection: Connection, ids: Collection[str]) -> dict[str, ArchivedItem]:
        """The items with these ids, in this order."""
        revisions = _read_revisions(connection, ids)
        known = {id_: kept for id_ in ids if (kept := self._kept.find(id_))}
        found = {id_: item for id_, (revision, item) in known.items() if revision == revisions.get(id_)}
        fresh = read_items(connection, [id_ for id_ in revisions if id_ not in found])
        for id_, item in fresh.items():
            self._kept.keep(id_, (revisions[id_], item), 1)
        found |= fresh
        return {id_: found[id_] for id_ in ids if id_ in found}


def _read_revisions(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    wanted = select(items.c.id, items.c.revision)
    return {row.id: row.revision for row in read_among(connection, wanted, items.c.id, ids)}
