"""What labelled items taught, applied to a text: points for and against each category, and the chance they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import exp
from typing import NamedTuple

from syndication.classify.vocabulary import Lesson

_CAP = 2.0
"""Up to this score ``Lesson.capped`` counts."""
_BESIDE_CAP = 3.0
"""Up to this score another category counts."""


class Scored(NamedTuple):
    """What speaks for a category in one item."""

    score: float
    title: float
    """The score of its words in the title alone."""


class Lessons:
    """The lessons of one scheme, ready to be applied."""

    def __init__(self, lessons: Iterable[Lesson]) -> None:
        self._by_term = {lesson.term: lesson for lesson in lessons}
        self._words: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for lesson in self._by_term.values():
            for word, points in lesson.words.items():
                self._words[word].append((lesson.term, points))

    def __bool__(self) -> bool:
        return bool(self._by_term)

    def chances(self, scored: Mapping[str, Scored], words: Iterable[str]) -> dict[str, float]:
        """The chance of each category that has a score, from 0 to 1; 0 where nothing was taught about it.

        ``words``: those that speak for any of them, in small letters.
        """
        points = self._points_of_scores(scored)
        for word in words:
            for slug, found in self._words.get(word, ()):
                if slug in points:
                    points[slug] += found
        return {slug: round(1 / (1 + exp(-points[slug])), 3) if slug in points else 0.0 for slug in scored}

    def _points_of_scores(self, scored: Mapping[str, Scored]) -> dict[str, float]:
        best = max(score for score, _ in scored.values())
        capped = [(slug, min(score, _BESIDE_CAP)) for slug, (score, _) in scored.items()]
        points: dict[str, float] = {}
        for slug, (score, title) in scored.items():
            if slug not in self._by_term:
                continue
            lesson = self._by_term[slug]
            total = lesson.start + lesson.score * score + lesson.capped * min(score, _CAP)
            total += lesson.title * title + lesson.share * score / best
            beside = lesson.beside
            for other, weight in capped:
                if other in beside:
                    total += beside[other] * weight
            points[slug] = total
        return points
