"""From weighed words to the categories of an item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from syndication.classify.lessons import Lessons, Scored
from syndication.classify.vocabulary import Choosing
from syndication.models import Category, Evidence, Term


def choose(
    evidence: Iterable[Evidence], terms: Sequence[Term], choosing: Choosing, lessons: Lessons | None = None
) -> tuple[Category, ...]:
    """The categories of one scheme that have enough evidence, best first; ties in the order of the terms.

    With lessons, chances decide in place of scores, and a category's score is its chance.
    """
    by_slug: Mapping[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_slug[piece.slug].append(piece)
    scored = [
        Category(term.scheme, term.slug, score_of(by_slug[term.slug], choosing.further), tuple(by_slug[term.slug]))
        for term in terms
        if term.slug in by_slug
    ]
    scored.sort(key=attrgetter("score"), reverse=True)
    if not scored or scored[0].score < choosing.first_at_least:
        return ()
    return _by_chance(scored, choosing, lessons) if lessons else _by_score(scored, choosing)


def score_of(evidence: Sequence[Evidence], further: float) -> float:
    """The heaviest word in full, each further one by a factor less; the same words count once, where they weigh most.

    So a few decisive words outweigh many weak ones, and a long text has no higher scores than a short one.
    """
    if len(evidence) == 1:
        return round(evidence[0].weight, 3)
    heaviest: dict[str, float] = {}
    for piece in evidence:
        words = piece.term.lower()
        if piece.weight > heaviest.get(words, 0.0):
            heaviest[words] = piece.weight
    score, share = 0.0, 1.0
    for weight in sorted(heaviest.values(), reverse=True):
        score += weight * share
        share *= further
    return round(score, 3)


def scored_words(categories: Iterable[Category], further: float) -> tuple[dict[str, Scored], set[str]]:
    """What lessons are applied to: the scores of categories, and all words that speak for them, in small letters."""
    scored: dict[str, Scored] = {}
    words: set[str] = set()
    for category in categories:
        title = [piece for piece in category.evidence if piece.where == "title"]
        scored[category.slug] = Scored(category.score, score_of(title, further) if title else 0.0)
        words.update(piece.term.lower() for piece in category.evidence)
    return scored, words


def _by_score(scored: Sequence[Category], choosing: Choosing) -> tuple[Category, ...]:
    best = scored[0].score
    chosen: list[Category] = []
    for category in scored[: choosing.most]:
        if chosen and category.score < max(choosing.at_least, _share(len(chosen), choosing.shares) * best):
            break
        chosen.append(category)
    return tuple(chosen)


def _by_chance(scored: Sequence[Category], choosing: Choosing, lessons: Lessons) -> tuple[Category, ...]:
    chances = lessons.chances(*scored_words(scored, choosing.further))
    likely = sorted(
        (replace(category, score=round(chances.get(category.slug, 0.0), 3)) for category in scored),
        key=attrgetter("score"),
        reverse=True,
    )
    most = [category for category in likely[: choosing.most] if category.score >= choosing.chance_at_least]
    return tuple(most or likely[:1])


def _share(already: int, shares: Sequence[float]) -> float:
    return shares[min(already, len(shares)) - 1] if shares else 0.0
