"""From weighed words to the categories of an item."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from syndication.classify.vocabulary import Choosing
from syndication.models import Category, Evidence, Term


def choose(evidence: Iterable[Evidence], terms: Sequence[Term], choosing: Choosing) -> tuple[Category, ...]:
    """The categories of one scheme that have enough evidence, best first; ties in the order of the terms."""
    by_slug: Mapping[str, list[Evidence]] = defaultdict(list)
    for piece in evidence:
        by_slug[piece.slug].append(piece)
    scored = [
        Category(term.scheme, term.slug, _score(pieces, choosing.further), tuple(pieces))
        for term in terms
        if (pieces := by_slug.get(term.slug))
    ]
    scored.sort(key=lambda category: -category.score)
    if not scored or scored[0].score < choosing.first_at_least:
        return ()
    chosen = scored[:1]
    for category in scored[1 : choosing.most]:
        if category.score < max(choosing.at_least, _share(len(chosen), choosing.shares) * chosen[0].score):
            break
        chosen.append(category)
    return tuple(chosen)


def _share(already: int, shares: Sequence[float]) -> float:
    return shares[min(already, len(shares)) - 1] if shares else 0.0


def _score(evidence: Sequence[Evidence], further: float) -> float:
    """The heaviest word in full, each further one by a factor less; the same words count once, where they weigh most.

    So a few decisive words outweigh many weak ones, and a long text has no higher scores than a short one.
    """
    heaviest: dict[str, float] = {}
    for piece in evidence:
        words = piece.term.lower()
        heaviest[words] = max(piece.weight, heaviest.get(words, 0.0))
    weights = sorted(heaviest.values(), reverse=True)
    return round(sum(weight * further**number for number, weight in enumerate(weights)), 3)
