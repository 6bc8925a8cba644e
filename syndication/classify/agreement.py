"""How far the classifier agrees with people: counting only.

Micro-averaged: every label of every item counts once, so frequent categories weigh as much as they occur.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from syndication.classify.labels import LabelledItem
from syndication.models import SCHEMES, Category

Classify = Callable[[str, str], tuple[Category, ...]]
"""Gives the categories for a title and a text."""


@dataclass(frozen=True, slots=True)
class Score:
    """How often labels were given: rightly, to items that do not have them, and not to items that have them."""

    right: int
    extra: int
    missing: int

    @property
    def precision(self) -> float | None:
        """What part of the labels given is right; None when none was given."""
        return _ratio(self.right, self.right + self.extra)

    @property
    def recall(self) -> float | None:
        """What part of people's labels was given; None when people gave none."""
        return _ratio(self.right, self.right + self.missing)

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both; None when there is no label at all."""
        return _ratio(2 * self.right, 2 * self.right + self.extra + self.missing)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An item and a scheme in which the classifier and people differ."""

    item: LabelledItem
    scheme: str
    extra: tuple[Category, ...]
    """What only the classifier says, with the words that were its reason."""
    missing: tuple[str, ...]
    """The slugs that only people say."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """What comparing came to."""

    items: int
    overall: Mapping[str, Score]
    """By scheme: all its labels together."""
    by_slug: Mapping[str, Mapping[str, Score]]
    """By scheme and slug, for the slugs that somebody gave."""
    disagreements: tuple[Disagreement, ...]


def compare(labelled: Iterable[LabelledItem], classify: Classify) -> Agreement:
    """Classify labelled items and compare with what people said."""
    answers = [(item, classify(item.title, item.summary)) for item in labelled]
    by_slug = {scheme: _scores(scheme, answers) for scheme in SCHEMES}
    return Agreement(
        items=len(answers),
        overall={scheme: _sum(scores.values()) for scheme, scores in by_slug.items()},
        by_slug=by_slug,
        disagreements=tuple(chain.from_iterable(_disagreements(item, given) for item, given in answers)),
    )


def _scores(scheme: str, answers: Iterable[tuple[LabelledItem, tuple[Category, ...]]]) -> dict[str, Score]:
    right: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for item, categories in answers:
        given = {category.slug for category in categories if category.scheme == scheme}
        right.update(given & item.labels[scheme])
        extra.update(given - item.labels[scheme])
        missing.update(item.labels[scheme] - given)
    return {slug: Score(right[slug], extra[slug], missing[slug]) for slug in sorted({*right, *extra, *missing})}


def _sum(scores: Iterable[Score]) -> Score:
    each = list(scores)
    return Score(sum(s.right for s in each), sum(s.extra for s in each), sum(s.missing for s in each))


def _disagreements(item: LabelledItem, categories: tuple[Category, ...]) -> Iterable[Disagreement]:
    for scheme in SCHEMES:
        given = [category for category in categories if category.scheme == scheme]
        extra = tuple(category for category in given if category.slug not in item.labels[scheme])
        missing = tuple(sorted(item.labels[scheme] - {category.slug for category in given}))
        if extra or missing:
            yield Disagreement(item, scheme, extra, missing)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
