"""Finding many phrases in one pass (Aho-Corasick): whole words only, whatever the number of phrases."""

from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, TypeAlias, TypeVar

import ahocorasick

from syndication.classify.folding import fold

T = TypeVar("T")

Hit: TypeAlias = tuple[int, int, T]
"""Where a phrase was met in a text, from its start up to its end, and the phrase's payload.

A plain tuple: dozens are made for every item.
"""


class Phrase(NamedTuple):
    """Folded words to search for."""

    words: str
    any_ending: bool

    @classmethod
    def of(cls, words: str, *, any_ending: bool = False) -> "Phrase":
        """Words as a file writes them, without the star."""
        return cls(fold(words).strip(), any_ending)


class Matcher(Generic[T]):
    """Finds phrases in folded text; each phrase brings its payload.

    Blanks around a phrase are part of what is searched for, so whole words need no check afterwards.
    """

    def __init__(self, phrases: Mapping[Phrase, T]) -> None:
        self._automaton = ahocorasick.Automaton()
        for (words, any_ending), payload in phrases.items():
            key = f" {words}" if any_ending else f" {words} "
            self._automaton.add_word(key, (len(key), any_ending, payload))
        if phrases:
            self._automaton.make_automaton()
        self._empty = not phrases

    def find(self, folded: str) -> list[Hit[T]]:
        """Every phrase in a folded text, overlapping ones too."""
        if self._empty:
            return []
        padded = f" {folded} "
        return [
            (last + 1 - length, (padded.index(" ", last) if any_ending else last) - 1, payload)
            for last, (length, any_ending, payload) in self._automaton.iter(padded)
        ]


def longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """The hits in reading order without overlap: the leftmost first, of those the longest, of those the last.

    :meth:`Matcher.find` tells a whole word after a beginning of it: the exact word is heard before the star.
    """
    by_start: dict[int, Hit[T]] = {}
    for hit in hits:
        start, end, _ = hit
        if start not in by_start or end >= by_start[start][1]:
            by_start[start] = hit
    chosen: list[Hit[T]] = []
    reached = 0
    for start in sorted(by_start):
        if start >= reached:
            hit = by_start[start]
            chosen.append(hit)
            reached = hit[1]
    return chosen
