"""What all words of a text say of each category, whether a vocabulary names them or not."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from operator import itemgetter
from typing import NamedTuple

from syndication.classify.folding import Written, fold
from syndication.classify.tallying import Tally
from syndication.classify.vocabulary import Wording
from syndication.models import Evidence

_TELLING = 0.5
"""Words with fewer points for a category are no reason worth showing."""
_SHOWN = 3
_SENTENCE_ENDS = re.compile(r"[.!?]\s")


class Hearing:
    """A wording, ready to be applied to texts."""

    def __init__(self, wording: Wording, terms: Sequence[str]) -> None:
        """``terms``: the categories of which to tell, in this order."""
        columns = {slug: column for column, slug in enumerate(wording.terms, 1)}
        self._telling = {slug: _Telling(wording, column) for slug, column in columns.items()}
        self._times = wording.title, wording.first
        common_first = sorted(wording.words.items(), key=itemgetter(1))  # what is read often lies close together
        rows = {
            word: (*[row[columns[slug]] if slug in columns else 0 for slug in terms], row[0] * row[0])
            for word, row in common_first
        }
        self._tally = Tally(rows, len(terms) + 1, times=max(self._times) ** 2)

    def hear(self, title: Written, summary: Written) -> "Heard":
        """Weigh the words of an item: each once, where it counts most; rare ones more."""
        tally, (in_title, in_first) = self._tally, self._times
        above, first, further = tell_apart(title, summary)
        added = tally.add(above), tally.add(first), tally.add(further)
        *_, squared = tally.read(added[0] * in_title * in_title + added[1] * in_first * in_first + added[2])
        length = sqrt(squared) or 1.0
        *points, _ = tally.read(added[0] * in_title + added[1] * in_first + added[2])
        places = (
            Place("title", title, above, in_title / length),
            Place("summary", summary, first, in_first / length),
            Place("summary", summary, further, 1 / length),
        )
        return Heard(self._telling, places, [found / length for found in points])


def tell_apart(title: Written, summary: Written) -> tuple[set[str], set[str], set[str]]:
    """The words of the title, of the text's first sentence, and of what follows; each where it stands first."""
    ends = _SENTENCE_ENDS.search(summary.text)
    end = ends.start() if ends else len(summary.text)
    above, first = set(title.folded.split()), set(summary.folded[:end].split())
    further = set(summary.folded[end:].split())
    first -= above
    further -= above
    further -= first
    return above, first, further


class Place(NamedTuple):
    """Where words of an item count alike."""

    part: str
    """The part of the item, as evidence names it."""
    written: Written
    words: Set[str]
    times: float
    """What the points of each are multiplied by. A long text says no more than a short one."""


class _Telling:
    """The words that may say enough for a category to be shown, made ready when first asked for."""

    def __init__(self, wording: Wording, column: int) -> None:
        self._wording = wording
        self._column = column
        self._levels: dict[int, Mapping[str, int]] = {}

    def at_least(self, points: float) -> Mapping[str, int]:
        """Those with so many points, with some others that have half as many; with their points.

        The longer a text, the more points a word needs: so few are looked for in it.
        """
        level = int(points).bit_length()
        if level not in self._levels:
            least = (1 << level) >> 1
            self._levels[level] = {word: points for word, points in self._all.items() if points >= least}
        return self._levels[level]

    @cached_property
    def _all(self) -> Mapping[str, int]:
        rows, column = self._wording.words, self._column
        return {word: row[column] for word, row in rows.items() if row[column] >= _TELLING * row[0]}


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of one item, and what they come to."""

    telling: Mapping[str, _Telling]
    """By slug."""
    places: Sequence[Place]
    """A word stands in one of them only."""
    points: Sequence[float]
    """For each category or, below zero, against it."""

    def reasons(self, scheme: str, slug: str, known: Iterable[str]) -> list[Evidence]:
        """The few words that say most for a category and are not among the known ones, the most first."""
        if slug not in self.telling:
            return []
        found: list[tuple[float, str, Place]] = []
        for place in self.places:
            least = _TELLING / place.times
            telling = self.telling[slug].at_least(least)
            words = [word for word in telling.keys() & place.words if telling[word] >= least]
            found += [(-telling[word] * place.times, word, place) for word in words]
        if not found:
            return []
        told = fold(" ".join(known)).split()
        untold = sorted([piece for piece in found if piece[1] not in told])
        return [
            Evidence(_as_written(word, place.written), place.part, scheme, slug, round(-points, 3))
            for points, word, place in untold[:_SHOWN]
        ]


def _as_written(word: str, written: Written) -> str:
    start = written.folded.index(f" {word} ") + 1
    return written.text[start : start + len(word)]
