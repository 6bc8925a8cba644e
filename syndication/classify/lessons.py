"""What labelled items taught, applied to a text: points for and against each category, and the chance they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp
from typing import NamedTuple

from syndication.classify.tallying import Tally
from syndication.classify.vocabulary import HUNDREDTHS, Lesson, Wording
from syndication.classify.wording import Heard, Hearing

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

    def __init__(self, lessons: Iterable[Lesson], wording: Wording | None = None) -> None:
        self._by_term = {lesson.term: lesson for lesson in lessons}
        self._words = Tally(_rows(list(self._by_term.values())), len(self._by_term))
        self._hearing = Hearing(wording) if wording else None

    def __bool__(self) -> bool:
        return bool(self._by_term)

    def hear(self, title: str, summary: str) -> Heard | None:
        """What all words of an item say; None where nothing was taught about them."""
        return self._hearing.hear(title, summary) if self._hearing else None

    def chances(
        self, scored: Mapping[str, Scored], words: Iterable[str], heard: Mapping[str, float] | None = None
    ) -> dict[str, float]:
        """The chance of each category that has a score, from 0 to 1; 0 where nothing was taught about it.

        ``words``: those that speak for any of them, in small letters; ``heard``: points for all words of the text.
        """
        of_words = self._words.read(self._words.add(self._words.known(words)))
        points = {slug: found / HUNDREDTHS for slug, found in zip(self._by_term, of_words, strict=True)}
        best = max(score for score, _ in scored.values())
        capped = [(slug, min(score, _BESIDE_CAP)) for slug, (score, _) in scored.items()]
        chances = dict.fromkeys(scored, 0.0)
        for slug, found in scored.items():
            if lesson := self._by_term.get(slug):
                total = points[slug] + _points_of_scores(lesson, found, best, capped)
                total += heard.get(slug, 0.0) if heard else 0.0
                chances[slug] = round(1 / (1 + exp(-total)), 3)
        return chances


def _rows(lessons: Sequence[Lesson]) -> dict[str, list[int]]:
    """The points of each word for all terms, in hundredths."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * len(lessons))
    for column, lesson in enumerate(lessons):
        for word, points in lesson.words.items():
            rows[word][column] = round(points * HUNDREDTHS)
    return rows


def _points_of_scores(lesson: Lesson, scored: Scored, best: float, capped: Iterable[tuple[str, float]]) -> float:
    """``best``: the highest score of the item; ``capped``: the scores of all its categories."""
    score, title = scored
    total = lesson.start + lesson.score * score + lesson.capped * min(score, _CAP)
    total += lesson.title * title + lesson.share * score / best
    beside = lesson.beside
    for other, weight in capped:
        if other in beside:
            total += beside[other] * weight
    return total
