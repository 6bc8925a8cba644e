"""What labelled items taught, applied to a text: points for and against each category, and the chance they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import NamedTuple

from syndication.classify.folding import Written
from syndication.classify.tallying import Tally
from syndication.classify.vocabulary import HUNDREDTHS, Lesson, Wording
from syndication.classify.wording import Heard, Hearing

_CAP = 2.0
"""Up to this score ``Lesson.capped`` counts."""
_BESIDE_CAP = 3.0
"""Up to this score another category counts."""
_HOPELESS = -8.0
"""With so few points a chance is 0 in the digits that it has."""
_DIGIT = 0.001
"""Chances have three digits behind the point."""
_THOUSANDTHS = 1000
"""Scores have three digits behind the point."""


class Scored(NamedTuple):
    """What speaks for a category in one item."""

    score: float
    title: float
    """The score of its words in the title alone."""


class _Own(NamedTuple):
    """Points for a category that its own score brings, as in :class:`Lesson`."""

    start: float
    score: float
    capped: float
    title: float
    share: float


class Lessons:
    """The lessons of one scheme, ready to be applied."""

    def __init__(self, lessons: Sequence[Lesson], wording: Wording | None = None) -> None:
        self._own = {
            lesson.term: _Own(lesson.start, lesson.score, lesson.capped, lesson.title, lesson.share)
            for lesson in lessons
        }
        """In the order of the tallies' columns."""
        self._words = Tally(_rows([lesson.words for lesson in lessons]), len(lessons))
        most = round(_BESIDE_CAP * _THOUSANDTHS)
        self._beside = Tally(_rows([lesson.beside for lesson in lessons]), len(lessons), times=most)
        self._hearing = Hearing(wording) if wording else None

    def __bool__(self) -> bool:
        return bool(self._own)

    def hear(self, title: Written, summary: Written) -> Heard | None:
        """What all words of an item say; None where nothing was taught about them."""
        return self._hearing.hear(title, summary) if self._hearing else None

    def chances(
        self,
        scored: Mapping[str, Scored],
        words: Iterable[str],
        heard: Mapping[str, float] | None = None,
        least: float = _HOPELESS,
    ) -> dict[str, float]:
        """The chance of each category, from 0 to 1; 0 where it has a score and nothing was taught about it.

        ``words``: those that speak for any of them, in small letters; ``heard``: points for all words of the text;
        ``least``: categories without a score that have no more points are left out (:func:`points_below`).
        """
        of_words = self._words.read(self._words.add(words))
        of_scores = self._of_scores_beside(scored)
        best = max([score for score, _ in scored.values()])
        chances = dict.fromkeys(scored, 0.0)
        for (slug, own), by_words, by_scores in zip(self._own.items(), of_words, of_scores, strict=True):
            start, each, capped, in_title, share = own
            total = start + (by_words + by_scores / _THOUSANDTHS) / HUNDREDTHS
            if heard:
                total += heard.get(slug, 0.0)
            if slug in scored:
                score, title = scored[slug]
                total += each * score + in_title * title + share * score / best
                total += capped * (score if score < _CAP else _CAP)
            if total > (_HOPELESS if slug in scored else least):
                chances[slug] = round(1 / (1 + exp(-total)), 3)
        return chances

    def _of_scores_beside(self, scored: Mapping[str, Scored]) -> Sequence[int]:
        """The points that each category has from the scores of the others, in thousandths of hundredths."""
        amounts = [(slug, round(min(score, _BESIDE_CAP) * _THOUSANDTHS)) for slug, (score, _) in scored.items()]
        return self._beside.read(self._beside.mix(amounts))


def points_below(chance: float) -> float:
    """Points that do not come to a chance, yet come near it."""
    below = chance - _DIGIT
    return log(below / (1 - below)) if below > 0 else _HOPELESS


def _rows(points: Sequence[Mapping[str, float]]) -> dict[str, list[int]]:
    """A row for each name, with its points in each of the given tables, in hundredths."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * len(points))
    for column, table in enumerate(points):
        for name, value in table.items():
            rows[name][column] = round(value * HUNDREDTHS)
    return rows
