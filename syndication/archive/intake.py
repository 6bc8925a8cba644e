"""Writing down what was read: readings, their sightings, new variants and what is held. No story is decided here."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from syndication.archive.arrivals import note_arrivals
from syndication.archive.batches import in_batches
from syndication.archive.content import dump_categories, dump_selections, variant_key
from syndication.archive.identity import Told
from syndication.archive.schema import quarantine, readings, sightings, variants
from syndication.archive.standing import Restated, find_speaking, settle_sources
from syndication.models import ClassifiedItem, Held, Reading, selections_of

_NO_DATE = "no date: neither the item nor its bulletin has one, and no dated page shows the same story"


@dataclass(frozen=True)
class _Page:
    """A reading with what the database calls it and its items."""

    id: int
    reading: Reading
    keys: tuple[str, ...]
    """Of the variants that its items are, in their order."""
    is_redated: bool
    """Whether it was known with another date of its own, which moves the evidence of all its items."""
    is_disowned: bool
    """Whether a person decided that it was never the source's word: it tells nothing, though it comes again."""


def write_down(connection: Connection, given: Sequence[Reading], now: datetime) -> Restated:
    """Write readings down; return the variants that are new or met elsewhere than before, and those met no more.

    Reading the same again writes nothing. Raises ArchiveError for text that no database can keep.
    """
    pages = _save_readings(connection, given, now)
    variant_ids = _save_variants(connection, pages)
    met = _save_sightings(connection, pages, variant_ids)
    _save_held(connection, pages, variant_ids, now)
    ids = {(page.reading.source, page.reading.digest): page.id for page in pages}
    speaking = {reading.source: ids[reading.source, reading.digest] for reading in given if reading.items}
    speaking |= find_speaking(connection, {page.reading.source for page in pages if page.is_disowned})
    return met.followed_by(settle_sources(connection, speaking))


def _save_readings(connection: Connection, given: Sequence[Reading], now: datetime) -> list[_Page]:
    latest = {(reading.source, reading.digest): reading for reading in given}
    keys = [tuple(variant_key(each.item) for each in reading.items) for reading in latest.values()]
    sources = {reading.source: reading.digest for reading in given}
    known = _find_readings(connection, sources)
    fresh = [reading for pair, reading in latest.items() if pair not in known]
    if fresh:
        connection.execute(insert(readings), [_reading_row(reading, now) for reading in fresh])
    stored = _find_readings(connection, sources)
    come = {
        stored[pair].id: reading.plan
        for pair, reading in latest.items()
        if pair not in known or _comes_again(known[pair], reading, sources)
    }
    note_arrivals(connection, come, now)
    pages: list[_Page] = []
    for (pair, reading), its_keys in zip(latest.items(), keys, strict=True):
        is_redated = pair in known and (known[pair].url, known[pair].as_of) != (reading.url, reading.as_of)
        pages.append(_Page(stored[pair].id, reading, its_keys, is_redated, stored[pair].disowned_at is not None))
    _mark(connection, stored.values(), sources, pages, now)
    return pages


def _comes_again(row: Any, reading: Reading, sources: dict[str, str]) -> bool:
    """Whether a known content is taken in again: it had been replaced by another, or a person wants it."""
    return row.forgotten or row.plan != reading.plan or (not row.current and sources[row.source] == row.digest)


def _mark(
    connection: Connection, stored: Iterable[Any], sources: dict[str, str], pages: Sequence[_Page], now: datetime
) -> None:
    """Make the last content given of each source its current one, and note what changed about known ones.

    One that was held counts as read when it is released: nobody was told of it before.
    """
    taken = {page.id: page.reading for page in pages}
    for row in stored:
        wanted: dict[str, Any] = {"current": sources[row.source] == row.digest}
        if row.id in taken:
            reading = taken[row.id]
            wanted |= {"forgotten": False, "plan": reading.plan}
            if reading.plan is None:
                wanted |= {"url": reading.url, "as_of": reading.as_of}
                if row.plan is not None:
                    wanted["read_at"] = now
        if any(getattr(row, name) != value for name, value in wanted.items()):
            connection.execute(update(readings).where(readings.c.id == row.id).values(**wanted))


def _find_readings(connection: Connection, sources: Iterable[str]) -> dict[tuple[str, str], Any]:
    found: dict[tuple[str, str], Any] = {}
    for batch in in_batches(list(sources)):
        rows = connection.execute(select(readings).where(readings.c.source.in_(batch)))
        found |= {(row.source, row.digest): row for row in rows}
    return found


def _reading_row(reading: Reading, now: datetime) -> dict[str, Any]:
    return {
        "source": reading.source,
        "digest": reading.digest,
        "url": reading.url,
        "as_of": reading.as_of,
        "plan": reading.plan,
        "read_at": now,
    }


def _save_variants(connection: Connection, pages: Sequence[_Page]) -> dict[str, int]:
    """Return the ids of all variants on these pages, by key."""
    met = {key: each for page in pages for key, each in zip(page.keys, page.reading.items, strict=True)}
    known = _find_variants(connection, met)
    fresh = [_variant_row(key, each) for key, each in met.items() if key not in known]
    if fresh:
        connection.execute(insert(variants), fresh)
        known |= _find_variants(connection, [row["key"] for row in fresh])
    return known


def _find_variants(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for batch in in_batches(list(keys)):
        rows = connection.execute(select(variants.c.key, variants.c.id).where(variants.c.key.in_(batch)))
        found |= {row.key: row.id for row in rows}
    return found


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


def _save_sightings(connection: Connection, pages: Sequence[_Page], variant_ids: dict[str, int]) -> Restated:
    """Put each page's sightings in the place of what was read from the same bytes before, unless there are none."""
    before: dict[int, set[tuple[Any, ...]]] = defaultdict(set)
    for batch in in_batches([page.id for page in pages]):
        for row in connection.execute(select(*_SIGHTING).where(sightings.c.reading_id.in_(batch))):
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


_SIGHTING = [column for column in sightings.c if column.name != "stands"]
_VARIANT = [column.name for column in _SIGHTING].index("variant_id")


def _sighting_rows(page: _Page, variant_ids: dict[str, int]) -> list[dict[str, Any]]:
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


def _save_held(connection: Connection, pages: Sequence[_Page], variant_ids: dict[str, int], now: datetime) -> None:
    """Put each page's entries in the place of those read from the same bytes before; dropped ones stay dropped,
    an item in every file.
    """
    before: dict[int, list[Any]] = defaultdict(list)
    for batch in in_batches([page.id for page in pages]):
        for row in connection.execute(select(quarantine).where(quarantine.c.reading_id.in_(batch))):
            before[row.reading_id].append(row)
    dropped_variants = _load_dropped(connection, variant_ids.values())
    for page in pages:
        wanted = {(held.line, held.title, held.reason): (held, key) for held, key in _held_on(page)}
        kept = {(row.line, row.title, row.reason) for row in before[page.id]}
        dropped = {row.line for row in before[page.id] if row.dropped and row.variant_id is None}
        for row in before[page.id]:
            if not row.dropped and (row.line, row.title, row.reason) not in wanted:
                connection.execute(delete(quarantine).where(quarantine.c.number == row.number))
        rows = [
            _held_row(page, held, variant_ids.get(key), now)
            for entry, (held, key) in wanted.items()
            if entry not in kept and (entry[0] not in dropped or key or page.reading.plan is not None)
        ]
        if rows:
            connection.execute(
                insert(quarantine), [row | {"dropped": row["variant_id"] in dropped_variants} for row in rows]
            )


def _load_dropped(connection: Connection, variant_ids: Collection[int]) -> set[int]:
    wanted = select(quarantine.c.variant_id).where(quarantine.c.dropped)
    batches = in_batches(variant_ids)
    return {id_ for batch in batches for id_ in connection.scalars(wanted.where(quarantine.c.variant_id.in_(batch)))}


def _held_on(page: _Page) -> Iterable[tuple[Held, str]]:
    """What of a page waits: what its reader held, without a key, and the items without a date, with their variant's."""
    for held in page.reading.held:
        yield held, ""
    for key, each in zip(page.keys, page.reading.items, strict=True):
        if each.item.date is None:
            selections = tuple(selections_of(each.categories))
            yield Held(page.reading.source, each.item.line, _NO_DATE, each.item.title, selections), key


def _held_row(page: _Page, held: Held, variant_id: int | None, now: datetime) -> dict[str, Any]:
    return {
        "reading_id": page.id,
        "line": held.line,
        "title": held.title,
        "reason": held.reason,
        "selections": dump_selections(held.selections),
        "variant_id": variant_id,
        "since": now,
        "ripe_on": held.ripe_on,
    }
