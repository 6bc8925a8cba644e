"""Dates that sources have mended: what a source told before, and what it tells of the same story under another date.

That holds for the story, whoever else tells it under the former date (:mod:`syndication.archive.matching`), until the
source tells it under that again. Each source is judged by its own contents alone, in whatever order several come.

What may only have rolled off a list, such as a notice that comes each week, is mended only if nobody else tells it.

What a source tells in other words (:mod:`syndication.archive.successors`) is kept with them.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import BindParameter, Connection, bindparam, delete, insert, or_, select

from syndication.archive.batches import in_batches, read_among
from syndication.archive.identity import have_compatible_dates, is_corrected
from syndication.archive.merging import Variant
from syndication.archive.schema import redatings
from syndication.archive.variants import load_variants

_REDATED = select(redatings)
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_OF_VARIANTS = _REDATED.where(or_(redatings.c.variant_id.in_(_IDS), redatings.c.into_id.in_(_IDS)))
Pair = tuple[int, int]
"""A variant that a source told before, and one that it tells in its place."""
Redated = dict[Pair, bool]
"""Pairs, each with whether it is sure: what is not may only have rolled off a list."""


@dataclass
class Shown:
    """The variants that one source has shown and that have a date."""

    clues: dict[int, Collection[str]] = field(default_factory=dict)
    """Of each, what it has in common with those that may tell the same."""
    standing: set[int] = field(default_factory=set)
    listed: set[int] = field(default_factory=set)
    """Of those that do not, all that may only have rolled off a list."""
    heirs: set[Pair] = field(default_factory=set)
    """Those that it told in other words next."""


def load_redated(connection: Connection, sources: Collection[str]) -> Mapping[str, Redated]:
    """What each of these sources tells under another date, or in other words, than before."""
    found: dict[str, Redated] = defaultdict(dict)
    for row in read_among(connection, _REDATED, redatings.c.source, sources):
        found[row.source][row.variant_id, row.into_id] = row.is_sure
    return found


def note_redated(connection: Connection, shown: Mapping[str, Shown], known: Mapping[str, Redated]) -> set[int]:
    """Note what these sources have mended by now; return the variants of which that is new, or over."""
    rivals = {source: dict(_find_rivals(its)) for source, its in shown.items()}
    loaded = load_variants(connection, {id_ for its in rivals.values() for old in its for id_ in (old, *its[old])})
    touched: set[int] = set()
    for source, its in rivals.items():
        before = known.get(source, {})
        now = {pair for old in its for pair in _judge(loaded[old], [loaded[new] for new in its[old]], before)}
        now |= shown[source].heirs
        fresh = {pair: pair[0] not in shown[source].listed for pair in now - before.keys()}
        _write(connection, source, before.keys() - now, fresh)
        touched.update(id_ for pair in before.keys() ^ now for id_ in pair)
    return touched


def find_partners(connection: Connection, ids: Collection[int]) -> Redated:
    """The pairs to which these variants belong, in whatever sources."""
    found: Redated = {}
    for batch in in_batches(ids):
        for row in connection.execute(_OF_VARIANTS, {"ids": batch}):
            pair = (row.variant_id, row.into_id)
            found[pair] = row.is_sure or found.get(pair, False)
    return found


def _find_rivals(shown: Shown) -> Iterator[tuple[int, set[int]]]:
    """Each variant that a source has taken back, with what it tells that has a clue in common with it."""
    told: dict[str, set[int]] = defaultdict(set)
    for id_ in shown.standing:
        for clue in shown.clues[id_]:
            told[clue].add(id_)
    for id_ in shown.clues.keys() - shown.standing:
        yield id_, set().union(*(told.get(clue, ()) for clue in shown.clues[id_]))


def _judge(old: Variant, rivals: Sequence[Variant], known: Collection[Pair]) -> Iterator[Pair]:
    """What a source tells in the place of what it told; a mended date still holds when the text has gone too."""
    alike = [new for new in rivals if is_corrected(old.told, new.told)]
    if not alike:
        yield from (pair for pair in known if pair[0] == old.id)
    elif not any(have_compatible_dates(old.told.date, new.told.date) for new in alike):
        yield from ((old.id, new.id) for new in alike)


def _write(connection: Connection, source: str, gone: Collection[Pair], fresh: Redated) -> None:
    for old, new in gone:
        its = (redatings.c.variant_id == old) & (redatings.c.into_id == new)
        connection.execute(delete(redatings).where(redatings.c.source == source, its))
    if fresh:
        rows = [
            {"source": source, "variant_id": old, "into_id": new, "is_sure": is_sure}
            for (old, new), is_sure in sorted(fresh.items())
        ]
        connection.execute(insert(redatings), rows)
