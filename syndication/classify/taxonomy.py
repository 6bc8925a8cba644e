"""A loaded taxonomy: the terms of every scheme, the words that speak for them, the rules of context."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from syndication.classify.vocabulary import Choosing, Lesson, Letters, Rule, Wording
from syndication.models import Term


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word or phrase means: an entry with its kind worked in."""

    word: str
    """As the file writes it, without the star."""
    any_ending: bool
    kind: str
    letters: Letters
    alone: bool
    whole: bool
    weights: tuple[tuple[str, str, float], ...]
    """Scheme, slug and weight of each category that it speaks for; none swallows the text."""


@dataclass(frozen=True)
class ListedTerms:
    """The categories: all that feeds and pages need to know of a taxonomy."""

    listed: Mapping[str, tuple[Term, ...]]
    """Scheme to its terms, in the file's order."""

    def terms(self, scheme: str) -> tuple[Term, ...]:
        """The terms of a scheme, in the file's order; none for an unknown scheme."""
        return self.listed.get(scheme, ())

    def term(self, scheme: str, slug: str) -> Term | None:
        return self._by_slug.get((scheme, slug))

    @cached_property
    def _by_slug(self) -> dict[tuple[str, str], Term]:
        return {(scheme, term.slug): term for scheme, terms in self.listed.items() for term in terms}


@dataclass(frozen=True)
class Taxonomy(ListedTerms):
    """The categories, and everything that classifying needs to know of them."""

    choosing: Mapping[str, Choosing]
    senses: tuple[Sense, ...]
    rules: tuple[Rule, ...]
    joins: frozenset[str] = frozenset()
    """Words that may stand between the names of one list."""
    lessons: Mapping[str, tuple[Lesson, ...]] = field(default_factory=dict)
    """Scheme to what labelled items taught about its terms; without it, scores alone decide."""
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    """Scheme to what they taught about all words; it counts beside lessons only."""
