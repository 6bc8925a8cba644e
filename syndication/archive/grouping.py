"""Giving variants their items in the database: finds the neighbours, lets `matching` decide, writes the result."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select

from syndication.archive.batches import in_batches, read_among
from syndication.archive.identity import mint_id, mint_slug, month_of, tell_apart
from syndication.archive.matching import Content, find_home, group_contents, join_redated
from syndication.archive.merging import Variant, choose_founder
from syndication.archive.neighbours import find_dated_kin, find_dated_neighbours, find_undated_neighbours
from syndication.archive.redating import find_partners
from syndication.archive.schema import items, members
from syndication.archive.variants import load_homes, load_variants
from syndication.models import SourceDate

_FOUNDED = select(items.c.founder_id, items.c.id)
_TAKEN = select(items.c.slug).where(items.c.month == bindparam("the_month"))


@dataclass
class Regrouped:
    """Which items have other variants than before."""

    added: set[str] = field(default_factory=set)
    affected: set[str] = field(default_factory=set)
    """Items that gained or lost a variant or a sighting, the added ones too."""
    freed: set[int] = field(default_factory=set)
    """Undated variants that have lost their item."""


def regroup(connection: Connection, changed: Collection[int], authority: str) -> Regrouped:
    """Decide anew to which items the changed variants and all their neighbours belong."""
    result = Regrouped(affected=set(load_homes(connection, changed).values()))
    dated = load_variants(connection, find_dated_neighbours(connection, changed))
    homes = _group_dated(connection, dated, authority, result)
    _move(connection, homes, result)
    undated = load_variants(connection, find_undated_neighbours(connection, set(changed) | dated.keys()))
    _move(connection, _place_undated(connection, undated), result)
    return result


def _group_dated(
    connection: Connection, dated: dict[int, Variant], authority: str, result: Regrouped
) -> dict[int, str | None]:
    founded = _load_founded(connection, dated)
    by_key = {variant.key: variant for variant in dated.values()}
    homes: dict[int, str | None] = {}
    homeless: list[list[Variant]] = []
    groups = group_contents(Content(v.key, v.told, founded.get(v.id), v.stands) for v in dated.values())
    for group in join_redated(groups, _load_redated(connection, dated)):
        its = [by_key[content.key] for content in group]
        item_id = next((content.founded for content in group if content.founded), None)
        homes |= {variant.id: item_id for variant in its}
        if item_id is None:
            homeless.append(its)
    for item_id, its in _found_items(connection, homeless, authority).items():
        result.added.add(item_id)
        homes |= {variant.id: item_id for variant in its}
    return homes


def _found_items(connection: Connection, groups: Iterable[list[Variant]], authority: str) -> dict[str, list[Variant]]:
    """Mint an id for each group and write its item down; what readers see of it follows later."""
    founders = sorted(((*choose_founder(group), group) for group in groups), key=lambda each: each[0].key)
    taken = _load_taken(
        connection, ((month_of(date), slug) for founder, date, _ in founders for slug in _slugs(founder))
    )
    found: dict[str, list[Variant]] = {}
    rows = []
    for founder, date, group in founders:
        slug = next(slug for slug in _slugs(founder) if slug not in taken[month_of(date)])
        taken[month_of(date)].add(slug)
        row = _item_row(mint_id(authority, month_of(date), slug), slug, founder, date)
        found[row["id"]] = group
        rows.append(row)
    if rows:
        connection.execute(insert(items), rows)
    return found


def _item_row(item_id: str, slug: str, founder: Variant, date: SourceDate) -> dict[str, Any]:
    return {
        "id": item_id,
        "month": month_of(date),
        "slug": slug,
        "founder_id": founder.id,
        "winner_id": founder.id,
        "date": str(date),
        "day": date.day,
        "day_order": 0,
        "updated": date.instant,
    }


def _slugs(founder: Variant) -> tuple[str, ...]:
    """The founder's slug, and those that tell it from another item of the month that has it."""
    slug = mint_slug(founder.told)
    return slug, *tell_apart(slug, founder.told, founder.key)


def _place_undated(connection: Connection, undated: dict[int, Variant]) -> dict[int, str | None]:
    kin = find_dated_kin(connection, undated)
    related = set().union(*kin.values())
    dated, homes_of = load_variants(connection, related), load_homes(connection, related)
    contents = {id_: Content(variant.key, variant.told) for id_, variant in (dated | undated).items()}
    homes: dict[int, str | None] = {}
    for id_ in undated:
        groups: dict[str, list[Content]] = defaultdict(list)
        for other in sorted(kin[id_], key=lambda each: contents[each].key):
            groups[homes_of[other]].append(contents[other])
        item_of = {tuple(group): item_id for item_id, group in groups.items()}
        home = find_home(contents[id_], list(item_of))
        homes[id_] = None if home is None else item_of[home]
    return homes


def _move(connection: Connection, homes: dict[int, str | None], result: Regrouped) -> None:
    before = load_homes(connection, homes)
    moved = {id_: home for id_, home in homes.items() if before.get(id_) != home}
    result.freed |= {id_ for id_, home in moved.items() if home is None}
    result.affected |= {home for id_ in moved for home in (moved[id_], before.get(id_)) if home is not None}
    for batch in in_batches([id_ for id_ in moved if id_ in before]):
        connection.execute(delete(members).where(members.c.variant_id.in_(batch)))
    rows = [{"variant_id": id_, "item_id": home} for id_, home in moved.items() if home is not None]
    if rows:
        connection.execute(insert(members), rows)


def _load_founded(connection: Connection, variant_ids: Collection[int]) -> dict[int, str]:
    rows = read_among(connection, _FOUNDED, items.c.founder_id, variant_ids)
    return {row.founder_id: row.id for row in rows}


def _load_redated(connection: Connection, dated: dict[int, Variant]) -> dict[tuple[str, str], bool]:
    """:func:`find_partners`, by the keys of these variants."""
    return {
        (dated[old].key, dated[new].key): is_sure for (old, new), is_sure in find_partners(connection, dated).items()
    }


def _load_taken(connection: Connection, wanted: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Month to those of its wanted slugs that an item has."""
    slugs: dict[str, set[str]] = defaultdict(set)
    for month, slug in wanted:
        slugs[month].add(slug)
    return {
        month: {row.slug for row in read_among(connection, _TAKEN, items.c.slug, its, the_month=month)}
        for month, its in slugs.items()
    }
