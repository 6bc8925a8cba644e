"""What a person decides of an item: that it goes, that it returns, and which categories it has."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from syndication.archive.absences import find_open
from syndication.archive.barring import find_barred
from syndication.archive.categories import compare_categories
from syndication.archive.content import dump_categories
from syndication.archive.items import is_named, last_update, read_items
from syndication.archive.moments import moment_after
from syndication.archive.revising import index
from syndication.archive.schema import corrections, decisions, items, returns
from syndication.archive.withdrawals import lift_tombstones, save_tombstones
from syndication.errors import ArchiveError
from syndication.models import ArchivedItem, Category, Selection, selections_of


def withdraw_item(connection: Connection, id_or_path: str, reason: str, now: datetime) -> frozenset[Selection]:
    """Leave a tombstone; return the feeds it stood in.

    What is withdrawn again for another reason has that one from then on; for none or the same, nothing changes. What
    its source had taken back, and what was withdrawn, stood where it has a tombstone already.
    """
    row = _find(connection, id_or_path)
    if row.withdrawn_at is not None and reason in ("", row.withdrawn_reason):
        return frozenset()
    id_ = row.id
    before = read_items(connection, [id_])
    feeds = lift_tombstones(connection, id_) or selections_of(before[id_].categories)
    at = _moment_after_all(connection, row, now)
    connection.execute(update(items).where(items.c.id == id_).values(withdrawn_at=at, withdrawn_reason=reason))
    save_tombstones(connection, id_, feeds, at)
    index(connection, [id_], before)
    return feeds


def reinstate_item(connection: Connection, id_or_path: str, now: datetime) -> frozenset[Selection]:
    """Take a withdrawal back, and those that followed from it; return the feeds that had a tombstone or gain an item.

    Counts as an update of the item. Changes nothing where nobody withdrew it. What its source has taken back meanwhile
    has the tombstone of that in its place.
    """
    row = _find(connection, id_or_path)
    if row.withdrawn_at is None:
        return frozenset()
    id_, at = row.id, _moment_after_all(connection, row, now)
    before = read_items(connection, [id_])
    marked = lift_tombstones(connection, id_) or selections_of(before[id_].categories)
    taken_back = {"withdrawn_at": row.withdrawn_at, "reason": row.withdrawn_reason}
    connection.execute(insert(returns).values(item_id=id_, returned_at=at, **taken_back))
    standing = {"withdrawn_at": None, "withdrawn_reason": None, "returned_at": at}
    connection.execute(update(items).where(items.c.id == id_).values(**standing))
    for absence in find_open(connection, [id_]).values():
        save_tombstones(connection, id_, marked, absence.since)
    touched = marked | index(connection, [id_], before).touched
    return touched.union(*(reinstate_item(connection, each, now) for each in find_barred(connection, id_)))


def correct_item(
    connection: Connection, id_or_path: str, decided: Mapping[str, Sequence[str]], now: datetime
) -> frozenset[Selection]:
    """Put a person's slugs in the place of the rules', scheme by scheme; return the feeds that differ.

    The same decision again changes nothing.
    """
    row = _find(connection, id_or_path)
    id_ = row.id
    if row.withdrawn_at is not None:
        reason = f" ({row.withdrawn_reason})" if row.withdrawn_reason else ""
        raise ArchiveError(
            f"{id_}: expected an item to correct, but it was withdrawn{reason}; "
            "`syndication withdraw ID --undo` takes that back"
        )
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
    _note_decision(connection, row, before[id_], now, lifted=False)
    return index(connection, [id_], before).touched


def _note_decision(connection: Connection, row: Any, before: ArchivedItem, now: datetime, *, lifted: bool) -> None:
    """Keep what a decision changed: what the rules say later, and other decisions, would show it otherwise."""
    at = _moment_after_all(connection, row, now)
    gained, lost = compare_categories(before.categories, read_items(connection, [row.id])[row.id].categories)
    change = {"lifted": lifted, "gained": dump_categories(gained), "lost": dump_categories(lost)}
    connection.execute(insert(decisions).values(item_id=row.id, at=at, **change))
    connection.execute(update(items).where(items.c.id == row.id).values(decided_at=at))


def lift_correction(connection: Connection, id_or_path: str, now: datetime) -> frozenset[Selection]:
    """Give an item back to the rules; return the feeds that differ. Raises ArchiveError where nobody decided."""
    row = _find(connection, id_or_path)
    id_ = row.id
    before = read_items(connection, [id_])
    if not connection.execute(delete(corrections).where(corrections.c.item_id == id_)).rowcount:
        raise ArchiveError(
            f"{id_}: expected an item whose categories a person decided, but nobody did; nothing to undo"
        )
    _note_decision(connection, row, before[id_], now, lifted=True)
    return index(connection, [id_], before).touched


def correct_present_items(
    connection: Connection, decided: Iterable[tuple[str, Mapping[str, Sequence[str]]]], now: datetime
) -> frozenset[Selection]:
    """Correct the items that are there; return the feeds that differ. Of two decisions for one item the first counts.

    Unknown and withdrawn items are passed over.
    """
    by_id: dict[str, dict[str, Sequence[str]]] = {}
    for id_or_path, slugs in decided:
        present = select(items.c.id).where(is_named(id_or_path), items.c.withdrawn_at.is_(None))
        if (id_ := connection.scalar(present)) is not None:
            by_id[id_] = {**slugs, **by_id.get(id_, {})}
    return frozenset[Selection]().union(*(correct_item(connection, id_, by_id[id_], now) for id_ in by_id))


_OF_ITEM = select(corrections).where(corrections.c.item_id == bindparam("item"))


def _by_person(scheme: str, slugs: Sequence[str]) -> list[Category]:
    return [Category(scheme, slug, score=1.0, decided_by="person") for slug in dict.fromkeys(slugs)]


def _moment_after_all(connection: Connection, row: Any, now: datetime) -> datetime:
    """Now, or later than whatever was shown of an item as of a moment: an update, a decision, that it left or returned.

    An item of today is published as of noon.
    """
    left = [absence.since for absence in find_open(connection, [row.id]).values()]
    return moment_after(last_update(row.updated, row.decided_at, row.withdrawn_at, row.returned_at, *left), now)


def _find(connection: Connection, id_or_path: str) -> Any:
    row = connection.execute(select(items).where(is_named(id_or_path))).first()
    if row is None:
        raise ArchiveError(f"{id_or_path}: expected the id or the path of an item, found no such item in the archive")
    return row
