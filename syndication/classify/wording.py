"""What all words of a text say of each category, whether a vocabulary names them or not."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from math import sqrt
from operator import itemgetter

from syndication.classify.folding import Written, fold
from syndication.classify.tallying import Tally
from syndication.classify.vocabulary import Wording
from syndication.models import Evidence

_TELLING = 0.5
"""Words with fewer points for a category are no reason worth showing."""
_SHOWN = 3


class Hearing:
    """A wording, ready to be applied to texts."""

    def __init__(self, wording: Wording) -> None:
        self.times = {"title": wording.title, "summary": 1}
        """How many times a word counts, by part of the item."""
        self.telling = {slug: Telling(wording, column) for column, slug in enumerate(wording.terms, 1)}
        self._terms = wording.terms
        common_first = sorted(wording.words.items(), key=itemgetter(1))  # what is read often lies close together
        rows = {word: (*points, rarity * rarity) for word, (rarity, *points) in common_first}
        self._tally = Tally(rows, len(wording.terms) + 1, times=wording.title**2)

    def hear(self, title: Written, summary: Written) -> "Heard":
        """Weigh the words of an item: each once, rare ones more, those of the title ``Wording.title`` times."""
        tally, times = self._tally, self.times["title"]
        in_title, elsewhere = set(title.folded.split()), set(summary.folded.split())
        elsewhere -= in_title
        above, below = tally.add(in_title), tally.add(elsewhere)
        *_, square = tally.read(above * times * times + below)
        length = sqrt(square) or 1.0
        *points, _ = tally.read(above * times + below)
        said = {slug: found / length for slug, found in zip(self._terms, points, strict=True)}
        return Heard(self, {"title": (title, in_title), "summary": (summary, elsewhere)}, length, said)


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
    texts: Mapping[str, tuple[Written, Set[str]]]
    """Each part of the item with its words; a word of the title is none of the text's."""
    length: float
    """By what points are divided, so that a long text says no more than a short one."""
    points: Mapping[str, float]
    """By slug; for a category or, below zero, against it."""

    def reasons(self, scheme: str, slug: str, known: Iterable[Evidence]) -> list[Evidence]:
        """The few words that say most for a category and are not among its reasons yet, the most first."""
        telling, times = self.hearing.telling.get(slug), self.hearing.times
        if telling is None:
            return []
        found = [
            (telling.points[word] * times[part] / self.length, word, part)
            for part, (_, words) in self.texts.items()
            for word in telling.among(words, _TELLING * self.length / times[part])
        ]
        if not found:
            return []
        told = set(fold(" ".join(piece.term for piece in known)).split())
        untold = sorted((piece for piece in found if piece[1] not in told), key=lambda piece: (-piece[0], piece[1]))
        return [
            Evidence(_as_written(word, self.texts[part][0]), part, scheme, slug, round(points, 3))
            for points, word, part in untold[:_SHOWN]
        ]


def _as_written(word: str, written: Written) -> str:
    start = f" {written.folded} ".index(f" {word} ")
    return written.text[start : start + len(word)]
