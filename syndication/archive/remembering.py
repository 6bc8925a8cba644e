"""Items in memory: each is read again only when it has another revision than the one that was read last."""

from collections.abc import Mapping

from sqlalchemy import Connection

from syndication.archive.items import read_items
from syndication.models import ArchivedItem
from syndication.recent import Recent


class ItemMemory:
    """So many items; none for a limit of 0. Threads may share it."""

    def __init__(self, limit: int) -> None:
        self._kept = Recent[str, tuple[int, ArchivedItem]](limit)

    def read(self, connection: Connection, revisions: Mapping[str, int]) -> dict[str, ArchivedItem]:
        """The items with these ids, which have these revisions now."""
        known = zip(revisions.items(), self._kept.find_all(revisions), strict=True)
        found = {id_: kept[1] for (id_, revision), kept in known if kept and kept[0] == revision}
        fresh = read_items(connection, [id_ for id_ in revisions if id_ not in found])
        for id_, item in fresh.items():
            self._kept.keep(id_, (revisions[id_], item), 1)
        return found | fresh
