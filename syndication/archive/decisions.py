"""What a person decides, and what a new classifier decides for all items."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from syndication.archive.content import dump_categories
from syndication.archive.reading import is_named, read_items
from syndication.archive.revising import index
from syndication.archive.schema import corrections, items, members, variants
from syndication.errors import ArchiveError
from syndication.models import ArchivedItem, Category, Selection, selections_of


def withdraw_item(connection: Connection, id_or_path: str, reason: str, now: datetime) -> frozenset[Selection]:
    """Leave a tombstone; return the feeds it stood in. Withdrawing again changes nothing."""
    row = _find(connection, id_or_path)
    if row.withdrawn_at is not None:
        return frozenset()
    id_ = row.id
    before = read_items(connection, [id_])
    gone = {"withdrawn_at": now.replace(microsecond=0), "withdrawn_reason": reason}
    connection.execute(update(items).where(items.c.id == id_).values(**gone))
    index(connection, [id_], before)
    return selections_of(before[id_].categories)


def correct_item(
    connection: Connection, id_or_path: str, decided: Mapping[str, Sequence[str]], now: datetime
) -> frozenset[Selection]:
    """Put a person's slugs in the place of the rules', scheme by scheme; return the feeds that differ.

    The same decision again changes nothing.
    """
    row = _find(connection, id_or_path)
    id_ = row.id
    if row.withdrawn_at is not None:
        raise ArchiveError(f"{id_}: expected an item to correct, but it was withdrawn: {row.withdrawn_reason}")
    wanted = {scheme: dump_categories(_by_person(scheme, slugs)) for scheme, slugs in decided.items()}
    known = {each.scheme: each.categories for each in connection.execute(_OF_ITEM, {"item": id_})}
    if all(known.get(scheme) == categories for scheme, categories in wanted.items()):
        return frozenset()
    before = read_items(connection, [id_])
    mine = (corrections.c.item_id == id_) & corrections.c.scheme.in_(wanted)
    connection.execute(delete(corrections).where(mine))
    connection.execute(
        insert(corrections), [{"item_id": id_, "scheme": scheme, "categories": wanted[scheme]} for scheme in wanted]
    )
    connection.execute(update(items).where(items.c.id == id_).values(decided_at=now.replace(microsecond=0)))
    return index(connection, [id_], before).touched


def reclassify_items(
    connection: Connection, categories_of: Callable[[ArchivedItem], tuple[Category, ...]]
) -> frozenset[Selection]:
    """Classify every variant of every item anew, as it would be shown; return the feeds that differ."""
    before = read_items(connection, list(connection.scalars(select(items.c.id))))
    rows: list[dict[str, Any]] = []
    touched: set[str] = set()
    for row in connection.execute(select(variants, members.c.item_id).join(members)):
        as_shown = replace(before[row.item_id], title=row.title, paragraphs=tuple(row.paragraphs))
        categories = dump_categories(categories_of(as_shown))
        if categories != row.categories:
            rows.append({"variant": row.id, "found": categories})
            touched.add(row.item_id)
    if rows:
        renew = update(variants).where(variants.c.id == bindparam("variant")).values(categories=bindparam("found"))
        connection.execute(renew, rows)
    return index(connection, touched, before).touched


_OF_ITEM = select(corrections).where(corrections.c.item_id == bindparam("item"))


def _by_person(scheme: str, slugs: Sequence[str]) -> list[Category]:
    return [Category(scheme, slug, score=1.0, decided_by="person") for slug in dict.fromkeys(slugs)]


def _find(connection: Connection, id_or_path: str) -> Any:
    row = connection.execute(select(items).where(is_named(id_or_path))).first()
    if row is None:
        raise ArchiveError(f"{id_or_path}: expected the id or the path of an item, found no such item in the archive")
    return row
