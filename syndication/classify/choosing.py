"""From weighed words to the categories of an item."""

from collections.abc import Mapping, Sequence, Set
from typing import TypeAlias

from syndication.classify.lessons import HOPELESS, Lessons, Scored, chance_of, points_below
from syndication.classify.vocabulary import Choosing
from syndication.classify.wording import Heard
from syndication.models import Category, Evidence, Term

Said: TypeAlias = tuple[str, str, str, float]
"""Words of an item that speak for a category: as they stand and in small letters, in which part, with what weight.

A plain tuple: dozens are made for every item, and few of them become evidence.
"""


class Chooser:
    """Chooses among the terms of one scheme.

    With lessons, chances decide in place of scores, and a category's score is its chance.
    """

    def __init__(self, terms: Sequence[Term], choosing: Choosing, lessons: Lessons | None = None) -> None:
        self._scheme = terms[0].scheme
        self._slugs = [term.slug for term in terms]
        self._choosing = choosing
        self._lessons = lessons
        self._least = points_below(choosing.chance_at_least)

    def choose(self, said: Mapping[str, Sequence[Said]], heard: Heard | None = None) -> tuple[Category, ...]:
        """The categories that have enough evidence, best first; ties in the order of the terms.

        ``said``: by slug, in reading order. What all words of the item say (``heard``) counts where there are lessons,
        and adds the most telling ones to the evidence.
        """
        further = self._choosing.further
        scored = {slug: score_of(pieces, further) for slug, pieces in said.items()}
        if not scored or max(scored.values())[0] < self._choosing.first_at_least:
            return ()
        if self._lessons:
            return self._choose_likely(self._lessons, scored, said, heard)
        scores = {slug: scored[slug][0] for slug in self._slugs if slug in scored}
        ranked = sorted(scores, key=scores.__getitem__, reverse=True)[: self._choosing.most]
        chosen = _strong(ranked, scores, self._choosing)
        return tuple([self._category(slug, scores[slug], said[slug], heard) for slug in chosen])

    def _choose_likely(
        self,
        lessons: Lessons,
        scored: Mapping[str, Scored],
        said: Mapping[str, Sequence[Said]],
        heard: Heard | None,
    ) -> tuple[Category, ...]:
        """Those with a good chance; the likeliest in any case. None is without evidence or, unless said, unlikely."""
        points = lessons.points(scored, words_of(said), heard.points if heard else None)
        hopeful = {slug for slug, found in points.items() if found > self._least}
        return self._take_likely(hopeful, points, said, heard) or self._take_likely(
            hopeful | said.keys(), points, said, heard
        )

    def _take_likely(
        self,
        slugs: Set[str],
        points: Mapping[str, float],
        said: Mapping[str, Sequence[Said]],
        heard: Heard | None,
    ) -> tuple[Category, ...]:
        """The likeliest of some, and those of the others that are likely by themselves."""
        chances = {slug: chance_of(points.get(slug, HOPELESS)) for slug in self._slugs if slug in slugs}
        categories: list[Category] = []
        for slug in sorted(chances, key=chances.__getitem__, reverse=True):
            if categories and (
                chances[slug] < self._choosing.chance_at_least or len(categories) == self._choosing.most
            ):
                break
            category = self._category(slug, chances[slug], said.get(slug, ()), heard)
            if category.evidence:
                categories.append(category)
        return tuple(categories)

    def _category(self, slug: str, score: float, said: Sequence[Said], heard: Heard | None) -> Category:
        scheme = self._scheme
        make = tuple.__new__  # takes a little more than half as long as Evidence()
        pieces = [make(Evidence, (words, where, scheme, slug, weight)) for words, _, where, weight in said]
        if heard:
            pieces += heard.reasons(scheme, slug, [piece[0] for piece in said])
        return Category(scheme, slug, score, tuple(pieces))


def score_of(said: Sequence[Said], further: float) -> Scored:
    """The heaviest word in full, each further one by a factor less; the same words count once, where they weigh most.

    So a few decisive words outweigh many weak ones, and a long text has no higher scores than a short one.
    """
    (_, _, first, weight), (_, _, last, _) = said[0], said[-1]
    score = weight if len(said) == 1 else _fade(said, further)
    if first != "title":
        return score, 0.0
    return score, score if last == "title" else _fade([piece for piece in said if piece[2] == "title"], further)


def _fade(said: Sequence[Said], further: float) -> float:
    heaviest: dict[str, float] = {}
    for _, words, _, weight in said:
        if weight > heaviest.get(words, 0.0):
            heaviest[words] = weight
    score, share = 0.0, 1.0
    for weight in sorted(heaviest.values(), reverse=True):
        score += weight * share
        share *= further
    return round(score, 3)


def words_of(said: Mapping[str, Sequence[Said]]) -> set[str]:
    """All words that speak for any category, in small letters."""
    return {piece[1] for pieces in said.values() for piece in pieces}


def _strong(ranked: Sequence[str], scores: Mapping[str, float], choosing: Choosing) -> Sequence[str]:
    """The best, and those that are strong enough by themselves and beside it."""
    for place, slug in enumerate(ranked[1:], 1):
        if scores[slug] < max(choosing.at_least, _share(place, choosing.shares) * scores[ranked[0]]):
            return ranked[:place]
    return ranked


def _share(already: int, shares: Sequence[float]) -> float:
    return shares[min(already, len(shares)) - 1] if shares else 0.0
