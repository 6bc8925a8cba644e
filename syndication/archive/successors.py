"""Which words a source puts in the place of which, from one of its contents to the next.

A story that is mended twice, today its title and tomorrow its opening, ends with words that have nothing in common with
the first; what came between tells that they are one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Row

from syndication.archive.heads import find_mended_heads
from syndication.archive.identity import Told, affinity, are_same_story
from syndication.models import SourceDate

Heirs = Mapping[tuple[int, int], int]
"""A reading and a variant that it shows, to the variant by which the next content of its source shows that mended."""


def find_heirs(shown: Iterable[Row[Any]]) -> Heirs:
    """What a source tells otherwise, given what its contents show, in the order in which they came."""
    contents: dict[int, list[Row[Any]]] = defaultdict(list)
    for row in shown:
        if row.date is not None:
            contents[row.reading_id].append(row)
    met = {row.variant_id: row for rows in contents.values() for row in rows}
    told = {id_: _tell(row) for id_, row in met.items()}
    return {
        (old.reading_id, old.variant_id): new.variant_id
        for before, now in pairwise(contents.values())
        for old, new in (*find_mended_heads(before, now), *_find_reworded(before, now, told))
    }


def _find_reworded(
    before: Iterable[Row[Any]], now: Collection[Row[Any]], told: Mapping[int, Told]
) -> Iterator[tuple[Row[Any], Row[Any]]]:
    """What the first content shows and the second does not, each with other words there for the same story."""
    kept = {row.variant_id for row in now}
    by_clue: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in now:
        for clue in _clues(row):
            by_clue[clue].append(row)
    for old in before:
        if old.variant_id not in kept:
            ours, rivals = told[old.variant_id], [new for clue in _clues(old) for new in by_clue.get(clue, ())]
            same = [new for new in rivals if are_same_story(ours, told[new.variant_id])]
            if same:
                yield old, max(same, key=lambda new: (affinity(ours, told[new.variant_id]), new.variant_id))


def _clues(row: Row[Any]) -> list[str]:
    return [clue for clue in (row.title_key, row.opening_key, row.url_key) if clue is not None]


def _tell(row: Row[Any]) -> Told:
    return Told(row.title, " ".join(row.paragraphs), SourceDate.parse(row.date), row.url)
