"""New items that tell again what was withdrawn: each is withdrawn with it, and comes back with it.

Two contents of one date that are one story are one item anyway (`identity`). What is told under another date, or
reworded in its files, gets an id of its own; so it is compared with what was withdrawn, of which there is little.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import Connection, Select, bindparam, select, update

from syndication.archive.batches import read_among
from syndication.archive.identity import are_worded_alike, is_reworded
from syndication.archive.leaving import Lost
from syndication.archive.merging import Variant
from syndication.archive.schema import items, members, tombstones, variants
from syndication.archive.selecting import is_member
from syndication.archive.variants import load_members, load_variants
from syndication.models import ALL

_WITHDRAWN: Select[tuple[int, str]] = (
    select(members.c.variant_id, members.c.item_id)
    .join(items, items.c.id == members.c.item_id)
    .where(items.c.withdrawn_at.is_not(None))
)
_OPENINGS = select(variants.c.opening_key).join(members).where(variants.c.opening_key.is_not(None))
_WITHDRAWN_OPENINGS = (
    _WITHDRAWN.add_columns(variants.c.opening_key)
    .join(variants, variants.c.id == members.c.variant_id)
    .join(tombstones, tombstones.c.item_id == items.c.id)
    .where(is_member(ALL, tombstones))
)


def bar_retold(connection: Connection, added: Collection[str], lost: Lost, now: datetime) -> set[str]:
    """Withdraw those of the new items that tell what was withdrawn; return their ids.

    ``lost`` are the variants that files show no more. Nobody has seen such an item: it leaves no tombstone in a feed.
    """
    known = {**_find_alike(connection, added), **_find_lost(connection, lost)} if added else {}
    if not known:
        return set()
    told = load_variants(connection, known).values()
    barred: dict[str, str] = {}
    for id_, its in load_members(connection, added).items():
        if origins := [known[old.id] for old in told if _retells(its, old)]:
            barred[id_] = min(origins)
    rows = [{"item": id_, "at": now, "why": _reason(origin)} for id_, origin in barred.items()]
    if rows:
        change = update(items).where(items.c.id == bindparam("item"))
        connection.execute(change.values(withdrawn_at=bindparam("at"), withdrawn_reason=bindparam("why")), rows)
    return set(barred)


def find_barred(connection: Connection, id_: str) -> list[str]:
    """The items that are withdrawn only because this one was."""
    return sorted(connection.scalars(select(items.c.id).where(items.c.withdrawn_reason == _reason(id_))))


def _reason(origin: str) -> str:
    return f"tells the same as {origin}, which was withdrawn; it comes back with that, or with withdraw --undo"


def _find_alike(connection: Connection, added: Collection[str]) -> Mapping[int, str]:
    """The variants of withdrawn items that open as one of these items does, each with its item.

    Every withdrawn item that ever came out has a tombstone in the feed of all items: looked up there, an item costs
    the same in a large archive.
    """
    openings = {row.opening_key for row in read_among(connection, _OPENINGS, members.c.item_id, added)}
    withdrawn = connection.execute(_WITHDRAWN_OPENINGS)
    return {row.variant_id: row.item_id for row in withdrawn if row.opening_key in openings}


def _find_lost(connection: Connection, lost: Lost) -> Mapping[int, str]:
    """Those variants of withdrawn items that a file has just taken back, each with its item."""
    return {row.variant_id: row.item_id for row in read_among(connection, _WITHDRAWN, members.c.variant_id, lost)}


def _retells(its: Collection[Variant], old: Variant) -> bool:
    """Whether an item tells in its variants what was withdrawn: the same words, or other words in its place.

    What a file tells too that never told that is news: a list that moves on shows one notice in the place of another.
    """
    if any(are_worded_alike(new.told, old.told) for new in its):
        return True
    left = {sighting.source for sighting in old.sightings if not sighting.stands}
    tell = {sighting.source for new in its for sighting in new.standing}
    return tell <= left and any(is_reworded(new.told, old.told) for new in its)
