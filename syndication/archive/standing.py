"""What the sources say now: which sightings stand.

A source speaks by its newest content that has items; a broken export without any takes nothing away. What a content
showed and the next one does not is taken back, with one exception: a listing moves on. Where the next content has come
to newer dates, what is older than all of it has only rolled off its end, and stands, unless the source has told it
since, or under another date, or tells it there in other words (:mod:`syndication.archive.successors`).
What a person disowned (:mod:`syndication.archive.disowning`) never was its word.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Row, bindparam, exists, select, update

from syndication.archive.batches import read_among
from syndication.archive.redating import Shown, load_redated, note_redated
from syndication.archive.schema import arrivals, readings, sightings, variants
from syndication.archive.successors import Heirs, find_heirs


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


def settle_sources(connection: Connection, newest: Mapping[str, int]) -> Restated:
    """Mark what stands, and note which dates are mended, given the reading by which each source speaks now."""
    by_source = _load_shown(connection, newest)
    replaced = {
        source: rows
        for source, rows in by_source.items()
        if any(row.reading_id != newest[source] or row.disowned_at or not row.stands for row in rows)
    }
    known = load_redated(connection, replaced)
    order = _load_order(connection, replaced)
    restated = Restated()
    shown: dict[str, Shown] = {}
    for source, rows in replaced.items():
        rows.sort(key=lambda row: (row.reading_id == newest[source], order[row.reading_id]))
        contents = _gather_contents(rows)
        heirs = find_heirs(row for row in rows if row.disowned_at is None)
        judged = list(_judge(rows, contents, {old for old, _ in known.get(source, ())}, heirs))
        shown[source] = _gather(judged, contents, newest[source], heirs)
        moved = [(row, stands) for row, stands in judged if row.stands != stands]
        _mark(connection, moved)
        restated.changed.update(row.variant_id for row, _ in moved)
        for row in (row for row, stands in moved if not stands):
            restated.lost[row.variant_id].add(row.reading_id if row.disowned_at else newest[source])
    restated.changed.update(note_redated(connection, shown, known))
    return restated


def find_speaking(connection: Connection, sources: Collection[str]) -> dict[str, int]:
    """Source (of these) to the reading by which it speaks; where it has none with items, to its newest."""
    newest = select(readings.c.source, readings.c.id).where(readings.c.current)
    told = exists().where(sightings.c.reading_id == readings.c.id)
    telling = (
        select(readings.c.source, readings.c.id)
        .join(arrivals, arrivals.c.reading_id == readings.c.id)
        .where(arrivals.c.plan.is_(None), readings.c.disowned_at.is_(None), told)
        .order_by(arrivals.c.number)
    )
    found: dict[str, int] = {}
    for wanted in (newest, telling):
        found |= {row.source: row.id for row in read_among(connection, wanted, readings.c.source, sources)}
    return found


def _load_shown(connection: Connection, sources: Collection[str]) -> dict[str, list[Row[Any]]]:
    shown: dict[str, list[Row[Any]]] = defaultdict(list)
    wanted = (
        select(
            readings.c.source,
            readings.c.disowned_at,
            sightings,
            variants.c.date,
            variants.c.url,
            variants.c.title,
            variants.c.title_key,
            variants.c.opening_key,
            variants.c.url_key,
            variants.c.paragraphs,
        )
        .join(readings, readings.c.id == sightings.c.reading_id)
        .join(variants, variants.c.id == sightings.c.variant_id)
    )
    for row in read_among(connection, wanted, readings.c.source, sources):
        shown[row.source].append(row)
    return shown


def _load_order(connection: Connection, sources: Collection[str]) -> Mapping[int, int]:
    """Reading of these sources to a number that grows with its last arrival."""
    is_its = (arrivals.c.reading_id == readings.c.id) & arrivals.c.plan.is_(None)
    came = select(readings.c.id, arrivals.c.number).outerjoin(arrivals, is_its).order_by(arrivals.c.number)
    return {row.id: row.number or 0 for row in read_among(connection, came, readings.c.source, sources)}


_Judged = tuple[Row[Any], bool]
"""A sighting as it was, and whether it stands now."""


def _judge(
    rows: Sequence[Row[Any]], contents: Mapping[int, "_Content"], redated: Collection[int], heirs: Heirs
) -> Iterator[_Judged]:
    """Say of each sighting of one source, given in the order in which its contents came, whether it stands.

    ``redated`` are told under another date or in other words since, ``heirs`` in other words next. Each is
    judged by the content next to its own: what was taken back there is not told again by a list that moves on later.
    """
    owned = list(dict.fromkeys(row.reading_id for row in rows if row.disowned_at is None))
    following = dict(pairwise(owned))
    last_told = {story: id_ for id_ in owned for story in contents[id_].stories}
    for row in rows:
        if row.disowned_at is not None:
            yield row, False
        elif (next_id := following.get(row.reading_id)) is not None:
            is_told_since = row.paragraphs and last_told[_story(row)] != row.reading_id
            is_mended = row.variant_id in redated or (row.reading_id, row.variant_id) in heirs
            is_passed = _is_passed(row, contents[row.reading_id], contents[next_id])
            yield row, is_passed and not is_told_since and not is_mended
        else:
            yield row, True


def _mark(connection: Connection, moved: Sequence[_Judged]) -> None:
    if moved:
        one = (sightings.c.reading_id == bindparam("reading")) & (sightings.c.position == bindparam("place"))
        values = [{"reading": row.reading_id, "place": row.position, "stand": stands} for row, stands in moved]
        connection.execute(update(sightings).where(one).values(stands=bindparam("stand")), values)


def _gather(judged: Sequence[_Judged], contents: Mapping[int, "_Content"], newest: int, heirs: Heirs) -> Shown:
    shown = Shown()
    sure: set[int] = set()
    for row, stands in judged:
        if row.date is not None:
            shown.clues[row.variant_id] = tuple(clue for clue in (row.title_key, row.opening_key) if clue is not None)
            if stands:
                shown.standing.add(row.variant_id)
            if not _is_older_than_all(row, contents[row.reading_id], contents[newest]):
                sure.add(row.variant_id)
    shown.listed.update(shown.clues.keys() - shown.standing - sure)
    shown.heirs.update((old, new) for (_, old), new in heirs.items() if old not in shown.standing)
    return shown


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


def _gather_contents(rows: Sequence[Row[Any]]) -> Mapping[int, _Content]:
    """Reading to what it shows."""
    contents: dict[int, _Content] = defaultdict(_Content)
    for row in rows:
        contents[row.reading_id].add(row)
    return contents


def _story(row: Row[Any]) -> tuple[str, ...]:
    return row.title_key, *row.paragraphs


def _is_older_than_all(row: Row[Any], before: _Content, now: _Content) -> bool:
    """Whether it may have rolled off a list, though that shows its like: beside others, which are all newer too."""
    return _is_passed(row, before, now) and row.date != now.oldest and len(now.stories) > 1


def _is_passed(row: Row[Any], before: _Content, now: _Content) -> bool:
    """Whether a listing has come to newer dates, and shows nothing older than this."""
    if row.date is None or before.newest is None or now.newest is None or now.oldest is None:
        return False
    return bool(now.newest > before.newest and row.date <= now.oldest)
