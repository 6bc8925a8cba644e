"""What the phrases of a taxonomy mean, with all that can be reckoned before a text is seen."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from syndication.classify.context import BoundRule, Cues, cues_of, rules_by_kind
from syndication.classify.matching import Phrase
from syndication.classify.taxonomy import Sense, Taxonomy
from syndication.classify.vocabulary import Choosing, Letters

PARTS = ("title", "summary", "caption")
"""The parts of an item, in the order in which they are read."""
_STRICTEST_FIRST = (Letters.EXACT, Letters.SMALL, Letters.CAPITAL, Letters.ANY)

Weight: TypeAlias = tuple[str, str, float, float]
"""Scheme, slug, weight, the factor of the part of the item."""


@dataclass(frozen=True, slots=True)
class ReadySense:
    """A sense as a text needs it."""

    agrees: Callable[[str], bool] | None
    """Whether words of the text, with their capitals, are meant; None: they always are."""
    alone: bool
    rules: Sequence[BoundRule]
    """Those that are for its kind and can change what it says."""
    slugs: frozenset[tuple[str, str]]
    """Scheme and slug of each category that it speaks for; none swallows the text."""
    weights: tuple[tuple[Weight, ...], ...]
    """For each part of an item."""


class Meaning(NamedTuple):
    """What a phrase means: to the rules, and by itself (the strictest about its letters first)."""

    cues: Cues | None
    senses: Sequence[ReadySense]


def meanings_of(taxonomy: Taxonomy) -> Mapping[Phrase, Meaning]:
    """The meaning of every word and every rule's phrase of a taxonomy."""
    rules = rules_by_kind(taxonomy.rules)
    cues = cues_of(taxonomy.rules)
    senses: dict[Phrase, list[ReadySense]] = defaultdict(list)
    for sense in sorted(taxonomy.senses, key=lambda sense: _STRICTEST_FIRST.index(sense.letters)):
        ready = _ready(sense, rules.get(sense.kind, ()), taxonomy.choosing)
        senses[Phrase.of(sense.word, any_ending=sense.any_ending)].append(ready)
    return {phrase: Meaning(cues.get(phrase), tuple(senses.get(phrase, ()))) for phrase in cues.keys() | senses.keys()}


def _ready(sense: Sense, rules: Sequence[BoundRule], choosing: Mapping[str, Choosing]) -> ReadySense:
    return ReadySense(
        agrees=_letters(sense),
        alone=sense.alone,
        rules=tuple(bound for bound in rules if bound.rule.times != 1 or not sense.alone),
        slugs=frozenset((scheme, slug) for scheme, slug, _ in sense.weights),
        weights=tuple(
            tuple((scheme, slug, weight, getattr(choosing[scheme], part)) for scheme, slug, weight in sense.weights)
            for part in PARTS
        ),
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
