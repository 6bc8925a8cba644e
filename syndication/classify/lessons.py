"""What labelled items taught, applied to a text: points for and against each category, and the chance they come to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import exp, log
from typing import TypeAlias

from syndication.classify.folding import Written
from syndication.classify.tallying import Tally
from syndication.classify.vocabulary import HUNDREDTHS, Lesson, Wording
from syndication.classify.wording import Heard, Hearing

_CAP = 2.0
"""Up to this score ``Lesson.capped`` counts."""
_BESIDE_CAP = 3.0
"""Up to this score another category counts."""
HOPELESS = -8.0
"""With so few points a chance is 0 in the digits that it has."""
_DIGIT = 0.001
"""Chances have three digits behind the point."""
_THOUSANDTHS = 1000
"""Scores have three digits behind the point."""
_PARTS = HUNDREDTHS * _THOUSANDTHS
"""Points from words and scores are added as whole numbers, so many to one."""

Scored: TypeAlias = tuple[float, float]
"""What speaks for a category in one item: the score, and the score of its words in the title alone."""


class Lessons:
    """The lessons of one scheme, ready to be applied."""

    def __init__(self, lessons: Sequence[Lesson], wording: Wording | None = None) -> None:
        self._terms = [lesson.term for lesson in lessons]
        self._starts = [lesson.start for lesson in lessons]
        self._own = {
            lesson.term: (number, lesson.score, lesson.title, lesson.share, lesson.capped)
            for number, lesson in enumerate(lessons)
        }
        """The points that a category's own score brings, with its number."""
        words, beside = (_rows([getattr(lesson, table) for lesson in lessons]) for table in ("words", "beside"))
        self._beside = {slug: f"\n{slug}" for slug in beside}
        """What categories are called among the words, none of which begins with such a mark."""
        rows = words | {self._beside[slug]: row for slug, row in beside.items()}
        self._tally = Tally(rows, len(lessons), times=round(_BESIDE_CAP * _THOUSANDTHS))
        self._hearing = Hearing(wording, self._terms) if wording else None
        self._unheard = [0.0] * len(lessons)

    def __bool__(self) -> bool:
        return bool(self._terms)

    def hear(self, title: Written, summary: Written) -> Heard | None:
        """What all words of an item say; None where nothing was taught about them."""
        return self._hearing.hear(title, summary) if self._hearing else None

    def points(
        self, scored: Mapping[str, Scored], words: Iterable[str], heard: Iterable[float] | None = None
    ) -> dict[str, float]:
        """What speaks for each category about which something was taught, less what speaks against it.

        ``words``: those that speak for any of them, in small letters; ``heard``: points for all words of the text, in
        the order of the lessons.
        """
        tally = self._tally
        amounts = [
            (self._beside[slug], round((score if score < _BESIDE_CAP else _BESIDE_CAP) * _THOUSANDTHS))
            for slug, (score, _) in scored.items()
            if slug in self._beside
        ]
        of_words = tally.read(tally.add(words) * _THOUSANDTHS + tally.mix(amounts))
        totals = [
            start + by_words / _PARTS + by_wording
            for start, by_words, by_wording in zip(self._starts, of_words, heard or self._unheard, strict=True)
        ]
        best = max(scored.values())[0]
        for slug, (score, title) in scored.items():
            if slug in self._own:
                number, each, in_title, share, capped = self._own[slug]
                totals[number] += each * score + in_title * title + share * score / best
                totals[number] += capped * (score if score < _CAP else _CAP)
        return dict(zip(self._terms, totals, strict=True))


def chance_of(points: float) -> float:
    """The chance, from 0 to 1, that points come to."""
    return round(1 / (1 + exp(-points)), 3) if points > HOPELESS else 0.0


def points_below(chance: float) -> float:
    """Points that do not come to a chance, yet come near it."""
    below = chance - _DIGIT
    return log(below / (1 - below)) if below > 0 else HOPELESS


def _rows(points: Sequence[Mapping[str, float]]) -> dict[str, list[int]]:
    """A row for each name, with its points in each of the given tables, in hundredths."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0] * len(points))
    for column, table in enumerate(points):
        for name, value in table.items():
            rows[name][column] = round(value * HUNDREDTHS)
    return rows
