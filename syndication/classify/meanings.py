"""What the phrases of a taxonomy mean, with all that can be reckoned before a text is seen."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from syndication.classify.context import BoundRules, Cues, cues_of, rules_by_kind
from syndication.classify.matching import Phrase
from syndication.classify.taxonomy import Sense, Taxonomy
from syndication.classify.vocabulary import Letters

PARTS = ("title", "summary", "caption")
"""The parts of an item, in the order in which they are read."""
_STRICTEST_FIRST = (Letters.EXACT, Letters.SMALL, Letters.CAPITAL, Letters.ANY)

Weight: TypeAlias = tuple[str, str, float]
"""Scheme, slug, weight."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadySense:
    """A sense as a text needs it; one object for all words that differ in nothing else."""

    agrees: Callable[[str], bool] | None
    """Whether words of the text, with their capitals, are meant; None: they always are."""
    alone: bool
    rules: BoundRules
    """Those that are for its kind and can change what it says."""
    slugs: frozenset[tuple[str, str]]
    """Scheme and slug of each category that it speaks for; none swallows the text."""
    schemes: frozenset[str]
    """The schemes of these."""
    named: frozenset[tuple[str, str]]
    """Those of its categories that belong to a scheme in which narrower words decide."""
    wide: bool
    """Whether narrower words of the item decide for which of these it speaks."""
    hedged: bool
    """Whether what it says hangs on the rest of the item."""
    weights: tuple[Weight, ...]
    factors: tuple[Mapping[str, float], ...]
    """For each part of an item, by scheme."""
    weighed: tuple[Sequence[Weight], ...]
    """For each part of an item, the weights where the rules ask for none."""

    def weigh(self, part: int, times: float) -> Sequence[Weight]:
        """What it says in a part of an item, where the rules ask for a factor."""
        return self.weighed[part] if times == 1 else _weigh(self.weights, times, self.factors[part])


class Meaning(NamedTuple):
    """What a phrase means: to the rules, and by itself (the strictest about its letters first)."""

    cues: Cues | None
    senses: tuple[ReadySense, ...]


def meanings_of(taxonomy: Taxonomy) -> Iterator[tuple[Phrase, Meaning]]:
    """The meaning of every word and every rule's phrase of a taxonomy; one object for equal ones."""
    make_ready = _Readying(taxonomy)
    cues = cues_of(taxonomy.rules)
    senses: dict[Phrase, tuple[ReadySense, ...]] = dict.fromkeys(cues, ())
    for sense in sorted(taxonomy.senses, key=lambda sense: _STRICTEST_FIRST.index(sense.letters)):
        phrase = Phrase.of(sense.word, any_ending=sense.any_ending)
        senses[phrase] = (*senses.get(phrase, ()), make_ready(sense))
    meanings: dict[Meaning, Meaning] = {}
    for phrase, ready in senses.items():
        meaning = Meaning(cues.get(phrase), ready)
        yield phrase, meanings.setdefault(meaning, meaning)


class _Readying:
    """Makes senses ready; words that differ in nothing else share one, so that a hundred thousand names are few."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._rules = rules_by_kind(taxonomy.rules)
        self._factors = tuple(
            {scheme: getattr(choosing, part) for scheme, choosing in taxonomy.choosing.items()} for part in PARTS
        )
        self._narrow = {scheme for scheme, choosing in taxonomy.choosing.items() if choosing.narrow}
        self._known: dict[object, ReadySense] = {}

    def __call__(self, sense: Sense) -> ReadySense:
        word = sense.word if sense.letters is Letters.EXACT else ""
        likeness = (sense.kind, sense.letters, sense.alone, sense.whole, sense.weights, word)
        if likeness not in self._known:
            self._known[likeness] = self._ready(sense)
        return self._known[likeness]

    def _ready(self, sense: Sense) -> ReadySense:
        named = frozenset((scheme, slug) for scheme, slug, _ in sense.weights if scheme in self._narrow)
        rules = self._rules.get(sense.kind, {}).items()
        changing = {bit: rule for bit, rule in rules if rule.times != 1 or not sense.alone}
        wide = len(named) > 1 and not sense.whole
        return ReadySense(
            agrees=_letters(sense),
            alone=sense.alone,
            rules=BoundRules.of(changing),
            slugs=frozenset((scheme, slug) for scheme, slug, _ in sense.weights),
            schemes=frozenset(scheme for scheme, _, _ in sense.weights),
            named=named,
            wide=wide,
            hedged=bool(sense.weights) and (bool(changing) or wide or not sense.alone),
            weights=sense.weights,
            factors=self._factors,
            weighed=tuple(_weigh(sense.weights, 1.0, factors) for factors in self._factors),
        )


def _weigh(weights: Sequence[Weight], times: float, factors: Mapping[str, float]) -> Sequence[Weight]:
    return tuple(
        (scheme, slug, round(weighed, 3))
        for scheme, slug, weight in weights
        if (weighed := weight * times * factors[scheme])
    )


def _letters(sense: Sense) -> Callable[[str], bool] | None:
    match sense.letters:
        case Letters.ANY:
            return None
        case Letters.CAPITAL:
            return _has_capital
        case Letters.SMALL:
            return _has_no_capital
        case Letters.EXACT:
            return sense.word.__eq__


def _has_capital(words: str) -> bool:
    return words != words.lower()


def _has_no_capital(words: str) -> bool:
    return words == words.lower()
