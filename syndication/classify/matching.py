"""Finding many phrases in one pass (Aho-Corasick): whole words only, whatever the number of phrases."""

from collections.abc import Iterable
from typing import Generic, NamedTuple, TypeVar

import ahocorasick

from syndication.classify.folding import fold

T = TypeVar("T")


class Hit(NamedTuple, Generic[T]):
    """A phrase met in a text, from ``start`` up to ``end``."""

    start: int
    end: int
    payload: T


class Matcher(Generic[T]):
    """Finds phrases in folded text; each phrase brings its payloads.

    Blanks around a phrase are part of what is searched for, so whole words need no check afterwards.
    """

    def __init__(self, phrases: Iterable[tuple[str, bool, T]]) -> None:
        """``phrases``: the words, whether any ending will do, the payload."""
        found: dict[str, list[T]] = {}
        for words, any_ending, payload in phrases:
            key = f" {fold(words).strip()}" if any_ending else f" {fold(words).strip()} "
            found.setdefault(key, []).append(payload)
        self._automaton = ahocorasick.Automaton()
        for key, payloads in found.items():
            self._automaton.add_word(key, (len(key), key[-1] != " ", payloads))
        self._empty = not found
        if found:
            self._automaton.make_automaton()

    def find(self, folded: str) -> list[Hit[T]]:
        """Every phrase in a folded text, overlapping ones too, by their end."""
        if self._empty:
            return []
        padded = f" {folded} "
        hits = []
        for last, (length, any_ending, payloads) in self._automaton.iter(padded):
            start = last + 1 - length
            end = padded.index(" ", last) - 1 if any_ending else last - 1
            hits += [Hit(start, end, payload) for payload in payloads]
        return hits


def longest(hits: Iterable[Hit[T]]) -> list[Hit[T]]:
    """The hits in reading order without overlap: the leftmost first, of those the longest."""
    chosen: list[Hit[T]] = []
    reached = 0
    for hit in sorted(hits, key=_leftmost_longest):
        if hit.start >= reached:
            chosen.append(hit)
            reached = hit.end
    return chosen


def _leftmost_longest(hit: Hit[T]) -> tuple[int, int]:
    return hit.start, -hit.end
