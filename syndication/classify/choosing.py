"""From weighed words to the categories of an item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from syndication.classify.lessons import Lessons, Scored
from syndication.classify.vocabulary import Choosing
from syndication.classify.wording import Heard
from syndication.models import Category, Evidence, Term


def choose(
    evidence: Iterable[Evidence],
    terms: Sequence[Term],
    choosing: Choosing,
    lessons: Lessons | None = None,
    heard: Heard | None = None,
) -> tuple[Category, ...]:
    """The categories of one scheme that have enough evidence, best first; ties in the order of the terms.

    With lessons, chances decide in place of scores, and a category's score is its chance. What all words of the item
    say (``heard``) counts for that and adds the most telling ones to the evidence.
    """
    by_slug = group_by_slug(evidence)
    scores = {term.slug: score_of(by_slug[term.slug], choosing.further) for term in terms if term.slug in by_slug}
    if not scores or max(scores.values()) < choosing.first_at_least:
        return ()
    if lessons:
        scores = lessons.chances(*what_counts(by_slug, scores, choosing.further), heard.points if heard else None)
    ranked = sorted(scores, key=scores.__getitem__, reverse=True)[: choosing.most]
    chosen = _likely(ranked, scores, choosing) if lessons else _strong(ranked, scores, choosing)
    return tuple(_category(by_slug[slug], scores[slug], heard) for slug in chosen)


def _category(pieces: Sequence[Evidence], score: float, heard: Heard | None) -> Category:
    scheme, slug = pieces[0].scheme, pieces[0].slug
    return Category(scheme, slug, score, (*pieces, *(heard.reasons(scheme, slug, pieces) if heard else ())))


def group_by_slug(evidence: Iterable[Evidence]) -> dict[str, list[Evidence]]:
    """What speaks for each category."""
    by_slug: dict[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_slug[piece.slug].append(piece)
    return by_slug


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


def what_counts(
    by_slug: Mapping[str, Sequence[Evidence]], scores: Mapping[str, float], further: float
) -> tuple[dict[str, Scored], set[str]]:
    """What lessons are applied to: the scores of the categories, and all words that speak for them in small letters."""
    scored: dict[str, Scored] = {}
    words: set[str] = set()
    for slug, score in scores.items():
        pieces = by_slug[slug]
        title = [piece for piece in pieces if piece.where == "title"]
        if title:
            scored[slug] = Scored(score, score if len(title) == len(pieces) else score_of(title, further))
        else:
            scored[slug] = Scored(score, 0.0)
        words.update([piece.term.lower() for piece in pieces])
    return scored, words


def _likely(ranked: Sequence[str], chances: Mapping[str, float], choosing: Choosing) -> Sequence[str]:
    """Those with a good chance; the likeliest in any case."""
    return [slug for slug in ranked if chances[slug] >= choosing.chance_at_least] or ranked[:1]


def _strong(ranked: Sequence[str], scores: Mapping[str, float], choosing: Choosing) -> Sequence[str]:
    """The best, and those that are strong enough by themselves and beside it."""
    for place, slug in enumerate(ranked[1:], 1):
        if scores[slug] < max(choosing.at_least, _share(place, choosing.shares) * scores[ranked[0]]):
            return ranked[:place]
    return ranked


def _share(already: int, shares: Sequence[float]) -> float:
    return shares[min(already, len(shares)) - 1] if shares else 0.0
