"""From weighed words to the categories of an item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from syndication.classify.vocabulary import Choosing
from syndication.models import Category, Evidence, Term


def choose(evidence: Iterable[Evidence], terms: Sequence[Term], choosing: Choosing) -> tuple[Category, ...]:
    """The categories of one scheme that have enough evidence, best first; ties in the order of the terms."""
    by_slug: Mapping[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_slug[piece.slug].append(piece)
    scored = [
        (_score(by_slug[term.slug], choosing.further), term, by_slug[term.slug])
        for term in terms
        if term.slug in by_slug
    ]
    scored.sort(key=itemgetter(0), reverse=True)
    if not scored or scored[0][0] < choosing.first_at_least:
        return ()
    best = scored[0][0]
    chosen: list[Category] = []
    for score, term, pieces in scored[: choosing.most]:
        if chosen and score < max(choosing.at_least, _share(len(chosen), choosing.shares) * best):
            break
        chosen.append(Category(term.scheme, term.slug, score, tuple(pieces)))
    return tuple(chosen)


def _share(already: int, shares: Sequence[float]) -> float:
    return shares[min(already, len(shares)) - 1] if shares else 0.0


def _score(evidence: Sequence[Evidence], further: float) -> float:
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
