"""What all words of a text say of each category, whether a vocabulary names them or not."""

import re
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
        self.telling = {slug: _telling(wording, column) for column, slug in enumerate(wording.terms, 1)}
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
        telling = self.hearing.telling.get(slug, {})
        found = [
            (-telling[word] * place.times, word, place)
            for place in self.places
            for word in telling.keys() & place.words
            if telling[word] >= _TELLING / place.times
        ]
        if not found:
            return []
        told = set(fold(" ".join(piece.term for piece in known)).split())
        untold = sorted(piece for piece in found if piece[1] not in told)
        return [
            Evidence(_as_written(word, place.written), place.part, scheme, slug, round(-points, 3))
            for points, word, place in untold[:_SHOWN]
        ]


def _telling(wording: Wording, column: int) -> Mapping[str, int]:
    """The words that may say enough for a category to be shown, with their points in that column of the rows."""
    return {word: row[column] for word, row in wording.words.items() if row[column] >= _TELLING * row[0]}


def _as_written(word: str, written: Written) -> str:
    start = f" {written.folded} ".index(f" {word} ")
    return written.text[start : start + len(word)]
