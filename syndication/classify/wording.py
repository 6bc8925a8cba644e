"""What all words of a text say of each category, whether a vocabulary names them or not."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import sqrt
from operator import itemgetter
from typing import NamedTuple, TypeAlias

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
        self._wording = wording
        self._columns = {slug: column for column, slug in enumerate(wording.terms, 1)}
        self._times = wording.title, wording.first
        self._levels: dict[int, Mapping[str, Sequence[int]]] = {}
        common_first = sorted(wording.words.items(), key=itemgetter(1))  # what is read often lies close together
        columns = [self._columns.get(slug) for slug in terms]
        rows = {
            word: (*[row[column] if column else 0 for column in columns], row[0] * row[0]) for word, row in common_first
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
        return Heard(self, places, [found / length for found in points])

    def find_telling(self, places: Sequence["Place"]) -> list["Telling"]:
        """The words of a text that may say enough for some category to be shown."""
        found: list[Telling] = []
        for place in places:
            least = _TELLING / place.times
            rows = self._rows_above(int(least))
            found += [(word, rows[word], least, place) for word in rows.keys() & place.words]
        return found

    def column(self, slug: str) -> int | None:
        """Where the points for a category stand in a row; None if nothing was taught about it."""
        return self._columns.get(slug)

    def _rows_above(self, points: int) -> Mapping[str, Sequence[int]]:
        """The rows with so many points for some category, with some others that have half as many.

        Made when first asked for. The longer a text, the more points a word needs: so few are looked for in it.
        """
        level = points.bit_length()
        if level not in self._levels:
            least = (1 << level) >> 1
            self._levels[level] = {word: row for word, row in self._wording.words.items() if max(row[1:]) >= least}
        return self._levels[level]


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


Telling: TypeAlias = tuple[str, Sequence[int], float, Place]
"""A word, its row, how many points are enough there, and where it stands."""


@dataclass(slots=True)
class Heard:
    """The words of one item, and what they come to."""

    hearing: Hearing
    places: Sequence[Place]
    """A word stands in one of them only."""
    points: Sequence[float]
    """For each category or, below zero, against it."""
    _telling: Sequence[Telling] | None = None

    def reasons(self, scheme: str, slug: str, known: Iterable[str]) -> list[Evidence]:
        """The few words that say most for a category and are not among the known ones, the most first."""
        column = self.hearing.column(slug)
        if column is None:
            return []
        if self._telling is None:
            self._telling = self.hearing.find_telling(self.places)
        found = [
            (-row[column] * place.times, word, place)
            for word, row, least, place in self._telling
            if row[column] >= least
        ]
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
