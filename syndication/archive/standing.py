"""What the sources say now: which sightings stand, and which dates a source has corrected.

A source speaks by its newest content that has items; a broken export without any takes nothing away. What an older
content showed and this one does not is taken back, with one exception: a listing moves on. Where the newer content
has come to newer dates, what is older than all of it has only rolled off its end, and stands.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from syndication.archive.batches import in_batches
from syndication.archive.identity import affinity, have_compatible_dates, is_corrected, month_of
from syndication.archive.merging import Variant
from syndication.archive.schema import members, readings, sightings, variants
from syndication.archive.variants import load_variants
from syndication.models import SourceDate


@dataclass(frozen=True)
class Restated:
    """What the sources say otherwise than before."""

    changed: set[int] = field(default_factory=set)
    """Variants that matching and merging must see again."""
    lost: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    """Variant to the readings that took it back."""

    def followed_by(self, other: "Restated") -> "Restated":
        """Both together."""
        both = self.lost.keys() | other.lost.keys()
        lost = {variant: self.lost.get(variant, set()) | other.lost.get(variant, set()) for variant in both}
        return Restated(self.changed | other.changed, lost)


def settle_sources(connection: Connection, newest: Mapping[str, int], met: Collection[int]) -> Restated:
    """Mark what stands, given the reading by which each source speaks now.

    ``met`` are variants that pages show now.
    """
    by_source = _load_shown(connection, newest)
    replaced = {source: rows for source, rows in by_source.items() if len({row.reading_id for row in rows}) > 1}
    restated = Restated()
    for source, rows in replaced.items():
        for row in _mark(connection, rows, newest[source]):
            restated.changed.add(row.variant_id)
            if row.stands:
                restated.lost[row.variant_id].add(newest[source])
    told = {row.variant_id for rows in replaced.values() for row in rows}
    redated = _redate(connection, told | _redated_among(connection, met))
    restated.changed.update(redated, _companions(connection, redated))
    return restated


def _load_shown(connection: Connection, sources: Collection[str]) -> dict[str, list[Row[Any]]]:
    shown: dict[str, list[Row[Any]]] = defaultdict(list)
    wanted = (
        select(readings.c.source, sightings, variants.c.date, variants.c.title_key, variants.c.paragraphs)
        .join(readings, readings.c.id == sightings.c.reading_id)
        .join(variants, variants.c.id == sightings.c.variant_id)
    )
    for batch in in_batches(sources):
        for row in connection.execute(wanted.where(readings.c.source.in_(batch))):
            shown[row.source].append(row)
    return shown


def _mark(connection: Connection, rows: Sequence[Row[Any]], newest: int) -> list[Row[Any]]:
    """Note which sightings of one source stand; return, as they were, those that did not, or no longer do."""
    contents: dict[int, _Content] = defaultdict(_Content)
    for row in rows:
        contents[row.reading_id].add(row)
    moved = [
        row
        for row in rows
        if row.stands != (row.reading_id == newest or _has_rolled_off(row, contents[row.reading_id], contents[newest]))
    ]
    if moved:
        one = (sightings.c.reading_id == bindparam("reading")) & (sightings.c.position == bindparam("place"))
        values = [{"reading": row.reading_id, "place": row.position, "stand": not row.stands} for row in moved]
        connection.execute(update(sightings).where(one).values(stands=bindparam("stand")), values)
    return moved


@dataclass
class _Content:
    """What one content of a source shows."""

    oldest: str | None = None
    newest: str | None = None
    stories: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, row: Row[Any]) -> None:
        self.stories.add(_story(row))
        if row.date is not None:
            self.oldest = min(self.oldest or row.date, row.date)
            self.newest = max(self.newest or row.date, row.date)


def _story(row: Row[Any]) -> tuple[str, ...]:
    return row.title_key, *row.paragraphs


def _has_rolled_off(row: Row[Any], before: _Content, now: _Content) -> bool:
    if row.date is None or before.newest is None or now.newest is None or now.oldest is None:
        return False
    has_moved_on = now.newest > before.newest and row.date <= now.oldest
    return has_moved_on and (not row.paragraphs or _story(row) not in now.stories)


def _redate(connection: Connection, ids: Collection[int]) -> set[int]:
    """Note the dates to which sources have corrected these variants; return those that got another one."""
    loaded = load_variants(connection, ids)
    rivals = _load_rivals(connection, [variant for variant in loaded.values() if not variant.stands])
    dates = _load_dates(connection, {*loaded, *(each.id for alike in rivals.values() for each in alike)})
    rows: list[dict[str, Any]] = []
    for id_, variant in loaded.items():
        stated, known = dates[id_]
        wanted = _corrected_date(variant, rivals, dates)
        if stated is not None and wanted != known:
            rows.append({"variant": id_, "corrected": wanted, "in_month": month_of(SourceDate.parse(wanted or stated))})
    if rows:
        change = update(variants).where(variants.c.id == bindparam("variant"))
        connection.execute(change.values(redated=bindparam("corrected"), month=bindparam("in_month")), rows)
    return {int(row["variant"]) for row in rows}


_Rivals = Mapping[tuple[str, str], Sequence[Variant]]
"""Source and clue to the variants that stand there."""
_Dates = Mapping[int, tuple[str | None, str | None]]
"""Variant to the date that it states and to the one to which it was corrected."""


def _corrected_date(variant: Variant, rivals: _Rivals, dates: _Dates) -> str | None:
    """The date that the sources of a variant give its story now; a correction whose text has gone too still holds."""
    stated, known = dates[variant.id]
    if variant.stands or stated is None:
        return None
    alike = {
        each
        for sighting in variant.sightings
        for clue in _clues(sighting.source, variant)
        for each in rivals.get(clue, ())
    }
    told = {
        each: SourceDate.parse(date)
        for each in alike
        if (date := dates[each.id][0]) is not None and is_corrected(variant.told, each.told)
    }
    if any(have_compatible_dates(SourceDate.parse(stated), date) for date in told.values()):
        return None
    if not told:
        return known
    return str(told[max(told, key=lambda each: (affinity(variant.told, each.told), each.key))])


def _clues(source: str, variant: Variant) -> list[tuple[str, str]]:
    return [(source, clue) for clue in (variant.told.title_key, variant.told.opening_key) if clue is not None]


def _load_rivals(connection: Connection, taken_back: Collection[Variant]) -> _Rivals:
    """The variants that stand in any source that showed one of these."""
    standing: dict[int, set[str]] = defaultdict(set)
    wanted = select(readings.c.source, sightings.c.variant_id).join(readings).where(sightings.c.stands)
    for batch in in_batches({sighting.source for variant in taken_back for sighting in variant.sightings}):
        for source, id_ in connection.execute(wanted.where(readings.c.source.in_(batch))):
            standing[id_].add(source)
    rivals: dict[tuple[str, str], list[Variant]] = defaultdict(list)
    for variant in load_variants(connection, standing).values():
        for clue in (clue for source in standing[variant.id] for clue in _clues(source, variant)):
            rivals[clue].append(variant)
    return rivals


def _load_dates(connection: Connection, ids: Collection[int]) -> dict[int, tuple[str | None, str | None]]:
    wanted = select(variants.c.id, variants.c.date, variants.c.redated)
    rows = (row for batch in in_batches(ids) for row in connection.execute(wanted.where(variants.c.id.in_(batch))))
    return {row.id: (row.date, row.redated) for row in rows}


def _redated_among(connection: Connection, ids: Collection[int]) -> set[int]:
    wanted = select(variants.c.id).where(variants.c.redated.is_not(None))
    return {id_ for batch in in_batches(ids) for id_ in connection.scalars(wanted.where(variants.c.id.in_(batch)))}


def _companions(connection: Connection, ids: Collection[int]) -> set[int]:
    """All variants of the items to which these belong: they may part."""
    mine = members.alias()
    wanted = select(members.c.variant_id).join(mine, mine.c.item_id == members.c.item_id)
    return {id_ for batch in in_batches(ids) for id_ in connection.scalars(wanted.where(mine.c.variant_id.in_(batch)))}
