"""Whose ids an archive holds."""

from sqlalchemy import Connection, select

from syndication.archive.schema import items

_TAG = "tag:"  # RFC 4151, section 2.1: the domain stands between this and a comma


def find_foreign(connection: Connection, authority: str) -> frozenset[str]:
    """The domains in the ids of an archive that has items, but none of this one; else no domain.

    Reads all ids only of such an archive: in any other the first that is looked at is ours.
    """
    ours = select(items.c.id).where(items.c.id.startswith(f"{_TAG}{authority},")).limit(1)
    if connection.scalar(ours) is not None:
        return frozenset()
    return frozenset(id_.removeprefix(_TAG).partition(",")[0] for id_ in connection.scalars(select(items.c.id)))
