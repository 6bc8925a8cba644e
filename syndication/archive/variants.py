"""Variants as they are stored, loaded for matching and merging."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, func, select

from syndication.archive.batches import read_among
from syndication.archive.identity import Told
from syndication.archive.merging import Sighting, Variant
from syndication.archive.schema import arrivals, members, readings, redatings, sightings, variants
from syndication.models import SourceDate

_VARIANTS = select(variants)
_MEMBERS = select(members)
_LEFT = select(redatings.c.variant_id, redatings.c.source)
_SIGHTINGS = (
    select(
        sightings.c.reading_id,
        sightings.c.variant_id,
        sightings.c.page_url,
        sightings.c.modified,
        sightings.c.stands,
        sightings.c.picture,
        readings.c.source,
        readings.c.digest,
        readings.c.as_of,
        func.coalesce(arrivals.c.at, readings.c.read_at).label("read_at"),
    )
    .join(readings, readings.c.id == sightings.c.reading_id)
    .outerjoin(arrivals, (arrivals.c.reading_id == readings.c.id) & arrivals.c.plan.is_(None))
    .order_by(arrivals.c.number)
)


def load_variants(connection: Connection, ids: Collection[int]) -> dict[int, Variant]:
    """The variants with these ids, with everything that tells where they were met."""
    met, left = _load_sightings(connection, ids), _load_left(connection, ids)
    loaded: dict[int, Variant] = {}
    for row in read_among(connection, _VARIANTS, variants.c.id, ids):
        told = Told(
            title=row.title,
            text=" ".join(row.paragraphs),
            date=None if row.date is None else SourceDate.parse(row.date),
            url=row.url,
            pages=frozenset(sighting.digest for sighting in met[row.id]),
        )
        loaded[row.id] = Variant(row.id, row.key, told, tuple(met[row.id]), frozenset(left[row.id]))
    return loaded


def load_members(connection: Connection, item_ids: Collection[str]) -> dict[str, list[Variant]]:
    """Item to all its variants."""
    rows = read_among(connection, _MEMBERS, members.c.item_id, item_ids)
    homes = {row.variant_id: row.item_id for row in rows}
    grouped: dict[str, list[Variant]] = defaultdict(list)
    for variant in load_variants(connection, homes).values():
        grouped[homes[variant.id]].append(variant)
    return grouped


def load_homes(connection: Connection, variant_ids: Collection[int]) -> dict[int, str]:
    """Variant to its item, where it has one."""
    rows = read_among(connection, _MEMBERS, members.c.variant_id, variant_ids)
    return {row.variant_id: row.item_id for row in rows}


def _load_left(connection: Connection, variant_ids: Collection[int]) -> dict[int, set[str]]:
    left: dict[int, set[str]] = defaultdict(set)
    for row in read_among(connection, _LEFT, redatings.c.variant_id, variant_ids):
        left[row.variant_id].add(row.source)
    return left


def _load_sightings(connection: Connection, variant_ids: Collection[int]) -> dict[int, list[Sighting]]:
    """What a file told, and tells again after it told something else, is met each time; only the last can stand."""
    met: dict[int, list[Sighting]] = defaultdict(list)
    rows = list(read_among(connection, _SIGHTINGS, sightings.c.variant_id, variant_ids))
    last = {row.reading_id: row.read_at for row in rows}
    for row in rows:
        stands = row.stands and row.read_at == last[row.reading_id]
        met[row.variant_id].append(
            Sighting(row.source, row.digest, row.as_of, row.page_url, row.modified, stands, row.read_at, row.picture)
        )
    return met
