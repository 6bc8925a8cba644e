"""What stands around a mention: the cues of the rules, and what they make of its weight."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from syndication.classify.matching import Hit
from syndication.classify.taxonomy import Sense
from syndication.classify.vocabulary import Rule

_SENTENCE_END = re.compile(r"[.!?;](?=\s)|\n")
_WIDEST_GAP = 2
"""Between a cue and its mention: a blank, or a mark and a blank."""


class Cue(NamedTuple):
    """A phrase of a rule, and where it has to stand: ``before``, ``after`` or in the ``sentence``."""

    rule: int
    place: str


class Mention(NamedTuple):
    """A name or word that was met, and the list of names in which it stands ("A, B and C")."""

    hit: Hit[Sense]
    first_start: int
    last_end: int


class Verdict(NamedTuple):
    """What the rules make of a mention."""

    times: float
    stands: bool


def cues_of(rules: Sequence[Rule]) -> Iterator[tuple[str, bool, Cue]]:
    """The phrases of all rules, as a matcher wants them."""
    for number, rule in enumerate(rules):
        for place in ("before", "after", "sentence"):
            for phrase in getattr(rule, place):
                yield phrase.removesuffix("*"), phrase.endswith("*"), Cue(number, place)


def in_lists(hits: Sequence[Hit[Sense]], folded: str, joins: frozenset[str]) -> Iterator[Mention]:
    """Tell of each hit which list of names it stands in: only blanks, marks and joining words lie between them."""
    start = 0
    for number, hit in enumerate(hits, 1):
        if number < len(hits) and joins.issuperset(folded[hit.end : hits[number].start].split()):
            continue
        for member in hits[start:number]:
            yield Mention(member, hits[start].start, hit.end)
        start = number


class Surroundings:
    """The cues met in one text."""

    def __init__(self, text: str, folded: str, cues: Iterable[Hit[Cue]]) -> None:
        self._text = text
        self._folded = folded
        self._ends: dict[int, set[int]] = {}
        self._starts: dict[int, set[int]] = {}
        self._inside: list[tuple[int, int]] = []
        for start, end, (rule, place) in cues:
            if place == "before":
                self._ends.setdefault(end, set()).add(rule)
            elif place == "after":
                self._starts.setdefault(start, set()).add(rule)
            else:
                self._inside.append((start, rule))
        self._breaks: list[int] | None = None

    def judge(self, mention: Mention, rules: Iterable[tuple[int, Rule]]) -> Verdict:
        """Apply the rules that are for this mention's kind."""
        times, stands = 1.0, False
        for number, rule in rules:
            if self._applies(number, rule, mention):
                times *= rule.times
                stands = stands or rule.stands
        return Verdict(times, stands)

    def _applies(self, number: int, rule: Rule, mention: Mention) -> bool:
        hit = mention.hit
        if rule.listed and (mention.first_start, mention.last_end) == (hit.start, hit.end):
            return False
        if rule.before and not (
            self._stands_before(number, hit.start) or (rule.lists and self._stands_before(number, mention.first_start))
        ):
            return False
        if rule.after and not (
            self._stands_after(number, hit.end) or (rule.lists and self._stands_after(number, mention.last_end))
        ):
            return False
        return not rule.sentence or self._stands_in_sentence(number, hit.start)

    def _stands_before(self, rule: int, start: int) -> bool:
        end = len(self._folded[max(0, start - _WIDEST_GAP) : start].rstrip()) + max(0, start - _WIDEST_GAP)
        return rule in self._ends.get(end, ())

    def _stands_after(self, rule: int, end: int) -> bool:
        gap = self._folded[end : end + _WIDEST_GAP]
        return rule in self._starts.get(end + len(gap) - len(gap.lstrip()), ())

    def _stands_in_sentence(self, rule: int, start: int) -> bool:
        return any(cue == rule and self._sentence(position) == self._sentence(start) for position, cue in self._inside)

    def _sentence(self, position: int) -> int:
        if self._breaks is None:
            self._breaks = [found.start() for found in _SENTENCE_END.finditer(self._text)]
        return bisect_right(self._breaks, position)
