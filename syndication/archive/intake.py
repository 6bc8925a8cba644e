"""Writing down what was read: readings, their sightings and new variants. No story is decided here."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from syndication.archive.batches import read_among
from syndication.archive.content import dump_categories
from syndication.archive.filing import Filed, file_readings
from syndication.archive.identity import Told
from syndication.archive.schema import sightings, variants
from syndication.archive.standing import Restated, find_speaking, settle_sources
from syndication.archive.withholding import hold_entries
from syndication.models import ClassifiedItem, Reading

_VARIANTS = select(variants.c.key, variants.c.id)
_SIGHTING = [column for column in sightings.c if column.name != "stands"]
_SIGHTINGS = select(*_SIGHTING)
_VARIANT = [column.name for column in _SIGHTING].index("variant_id")


def write_down(connection: Connection, given: Sequence[Reading], now: datetime) -> Restated:
    """Write readings down; return the variants that are new or met elsewhere than before, and those met no more.

    Reading the same again writes nothing. Raises ArchiveError for text that no database can keep.
    """
    pages = file_readings(connection, given, now)
    variant_ids = _save_variants(connection, pages)
    met = _save_sightings(connection, pages, variant_ids)
    hold_entries(connection, pages, variant_ids, now)
    ids = {(page.reading.source, page.reading.digest): page.id for page in pages}
    speaking = {reading.source: ids[reading.source, reading.digest] for reading in given if reading.items}
    speaking |= find_speaking(connection, {page.reading.source for page in pages if page.is_disowned})
    return met.followed_by(settle_sources(connection, speaking))


def _save_variants(connection: Connection, pages: Sequence[Filed]) -> dict[str, int]:
    """The ids of all variants on these pages, by key; writes down those that are new."""
    met = {key: each for page in pages for key, each in zip(page.keys, page.reading.items, strict=True)}
    known = _find_variants(connection, met)
    fresh = [_variant_row(key, each) for key, each in met.items() if key not in known]
    if fresh:
        connection.execute(insert(variants), fresh)
        known |= _find_variants(connection, [row["key"] for row in fresh])
    return known


def _find_variants(connection: Connection, keys: Collection[str]) -> dict[str, int]:
    return {row.key: row.id for row in read_among(connection, _VARIANTS, variants.c.key, keys)}


def _variant_row(key: str, classified: ClassifiedItem) -> dict[str, Any]:
    item = classified.item
    told = Told(item.title, item.summary, item.date, item.url)
    return {
        "key": key,
        "title": item.title,
        "paragraphs": list(item.paragraphs),
        "date": None if item.date is None else str(item.date),
        "month": told.month,
        "url": item.url,
        "caption": item.caption,
        "categories": dump_categories(classified.categories),
        "title_key": told.title_key,
        "opening_key": told.opening_key,
        "url_key": told.url_key,
    }


def _save_sightings(connection: Connection, pages: Sequence[Filed], variant_ids: dict[str, int]) -> Restated:
    """Put each page's sightings in the place of what was read from the same bytes before, unless there are none."""
    before: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for row in read_among(connection, _SIGHTINGS, sightings.c.reading_id, [page.id for page in pages]):
        before[row.reading_id].add(tuple(row))
    met = Restated()
    for page in pages:
        rows = {tuple(row.values()) for row in _sighting_rows(page, variant_ids)}
        moved = rows ^ before[page.id] if rows else set()
        met.changed.update(row[_VARIANT] for row in (rows | moved if page.is_redated else moved))
        for gone in moved & before[page.id]:
            met.lost[gone[_VARIANT]].add(page.id)
        if moved and before[page.id]:
            connection.execute(delete(sightings).where(sightings.c.reading_id == page.id))
        if moved:
            connection.execute(insert(sightings), _sighting_rows(page, variant_ids))
    return met


def _sighting_rows(page: Filed, variant_ids: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "reading_id": page.id,
            "position": position,
            "line": each.item.line,
            "variant_id": variant_ids[key],
            "page_url": each.item.page_url,
            "modified": each.item.modified,
            "picture": each.item.picture,
        }
        for position, (key, each) in enumerate(zip(page.keys, page.reading.items, strict=True))
    ]
