"""What all words of a text say of each category, whether a vocabulary names them or not."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
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

    def __init__(self, wording: Wording) -> None:
        self.telling = {slug: Telling(wording, column) for column, slug in enumerate(wording.terms, 1)}
        self._times = wording.title, wording.first
        self._terms = wording.terms
        common_first = sorted(wording.words.items(), key=itemgetter(1))  # what is read often lies close together
        rows = {word: (*points, rarity * rarity) for word, (rarity, *points) in common_first}
        self._tally = Tally(rows, len(wording.terms) + 1, times=max(self._times) ** 2)

    def hear(self, title: Written, summary: Written) -> "Heard":
        """Weigh the words of an item: each once, where it counts most; rare ones more."""
        tally, (in_title, in_first) = self._tally, self._times
        above, first, further = tell_apart(title, summary)
        added = tally.add(above), tally.add(first), tally.add(further)
        *_, squared = tally.read(added[0] * in_title * in_title + added[1] * in_first * in_first + added[2])
        length = sqrt(squared) or 1.0
        *points, _ = tally.read(added[0] * in_title + added[1] * in_first + added[2])
        said = {slug: found / length for slug, found in zip(self._terms, points, strict=True)}
        places = (
            Place("title", title, above, in_title / length),
            Place("summary", summary, first, in_first / length),
            Place("summary", summary, further, 1 / length),
        )
        return Heard(self, places, said)


def tell_apart(title: Written, summary: Written) -> tuple[set[str], set[str], set[str]]:
    """The words of the title, of the text's first sentence, and of what follows; each where it stands first."""
    above, below = set(title.folded.split()), set(summary.folded.split())
    ends = _SENTENCE_ENDS.search(summary.text)
    first = set(summary.folded[: ends.start()].split()) if ends else below
    return above, first - above, below - first - above


class Place(NamedTuple):
    """Where words of an item count alike."""

    part: str
    """The part of the item, as evidence names it."""
    written: Written
    words: Set[str]
    times: float
    """What the points of each are multiplied by. A long text says no more than a short one."""


class Telling:
    """The words that may say enough for a category to be shown."""

    def __init__(self, wording: Wording, column: int) -> None:
        """``column``: of the category's points in the rows of the wording."""
        found = [(row[column], word) for word, row in wording.words.items() if row[column] >= _TELLING * row[0]]
        found.sort(reverse=True)
        self.points = {word: points for points, word in found}
        self._ranked = list(self.points)
        self._ascending = [-points for points, _ in found]

    def among(self, words: Set[str], least: float) -> Iterable[str]:
        """Those of the words that have at least so many points, above 0. Whichever are fewer are gone through."""
        enough = bisect_right(self._ascending, -least)
        if enough < len(words):
            return set(self._ranked[:enough]) & words
        return [word for word in words if self.points.get(word, 0) >= least]


@dataclass(frozen=True, slots=True)
class Heard:
    """The words of one item, and what they come to."""

    hearing: Hearing
    places: Sequence[Place]
    """A word stands in one of them only."""
    points: Mapping[str, float]
    """By slug; for a category or, below zero, against it."""

    def reasons(self, scheme: str, slug: str, known: Iterable[Evidence]) -> list[Evidence]:
        """The few words that say most for a category and are not among its reasons yet, the most first."""
        telling = self.hearing.telling.get(slug)
        if telling is None:
            return []
        found = [
            (telling.points[word] * place.times, word, place)
            for place in self.places
            if place.words
            for word in telling.among(place.words, _TELLING / place.times)
        ]
        if not found:
            return []
        told = set(fold(" ".join(piece.term for piece in known)).split())
        untold = sorted((piece for piece in found if piece[1] not in told), key=lambda piece: (-piece[0], piece[1]))
        return [
            Evidence(_as_written(word, place.written), place.part, scheme, slug, round(points, 3))
            for points, word, place in untold[:_SHOWN]
        ]


def _as_written(word: str, written: Written) -> str:
    start = f" {written.folded} ".index(f" {word} ")
    return written.text[start : start + len(word)]
