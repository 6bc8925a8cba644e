"""What stands around a mention: the cues of the rules, and what they make of its weight.

A set of rules is a whole number: each rule is a bit of it.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

from syndication.classify.matching import Hit, Phrase
from syndication.classify.vocabulary import Rule

_SENTENCE_END = re.compile(r"[.!?;\n](?=\s|(?<=\n))")  # one set of characters first: searched in half the time


class Cues(NamedTuple):
    """What a phrase is to the rules: which of them look for it before, after or in the sentence of a mention."""

    before: int = 0
    after: int = 0
    sentence: int = 0


class BoundRule(NamedTuple):
    """A rule with its bit; 0 if it has no phrase that a text would have to hold."""

    bit: int
    rule: Rule


class Verdict(NamedTuple):
    """What the rules make of a mention."""

    times: float
    stands: bool


class Named(Protocol):
    """What a mention means, as far as lists ask: words of one list speak for categories of one scheme."""

    @property
    def schemes(self) -> frozenset[str]: ...


UNTOUCHED = Verdict(1.0, stands=False)


def cues_of(rules: Sequence[Rule]) -> dict[Phrase, Cues]:
    """The phrases of all rules."""
    cues: dict[Phrase, Cues] = defaultdict(Cues)
    for bit, rule in _bound(rules):
        for place in Cues._fields:
            for words in getattr(rule, place):
                phrase = Phrase.of(words.removesuffix("*"), any_ending=words.endswith("*"))
                cues[phrase] = cues[phrase]._replace(**{place: getattr(cues[phrase], place) | bit})
    return cues


def rules_by_kind(rules: Sequence[Rule]) -> Mapping[str, Sequence[BoundRule]]:
    """The rules that are for each kind of entries."""
    kinds: dict[str, list[BoundRule]] = defaultdict(list)
    for bound in _bound(rules):
        for kind in bound.rule.kinds:
            kinds[kind].append(bound)
    return kinds


def _bound(rules: Sequence[Rule]) -> Iterator[BoundRule]:
    for number, rule in enumerate(rules):
        yield BoundRule(1 << number if rule.before or rule.after or rule.sentence else 0, rule)


class Surroundings:
    """One text with its mentions and the cues met in it."""

    def __init__(
        self, text: str, folded: str, cues: Iterable[Hit[Cues]], mentions: Sequence[Hit[Named]], joins: frozenset[str]
    ) -> None:
        """``mentions`` in reading order; ``joins``: words that may stand between the names of one list."""
        self._text = text
        self._folded = folded
        self._mentions = mentions
        self._joins = joins
        self._met = 0
        self._ends: dict[int, int] = defaultdict(int)
        self._starts: dict[int, int] = defaultdict(int)
        self._inside: list[tuple[int, int]] = []
        self._lists: dict[int, tuple[int, int]] = {}
        for start, end, (before, after, sentence) in cues:
            self._met |= before | after | sentence
            if before:
                self._ends[end] |= before
            if after:
                self._starts[start] |= after
            if sentence:
                self._inside.append((start, sentence))

    def judge(self, number: int, rules: Iterable[BoundRule]) -> Verdict:
        """Apply rules to the mention of this number; those whose phrases the text does not hold cost nothing."""
        verdict = UNTOUCHED
        met = self._met
        for bit, rule in rules:
            if bit & met == bit and self._applies(bit, rule, number):
                verdict = Verdict(verdict.times * rule.times, verdict.stands or rule.stands)
        return verdict

    def _applies(self, bit: int, rule: Rule, number: int) -> bool:
        start, end, _ = self._mentions[number]
        if rule.listed and self._list_of(number) == (start, end):
            return False
        if rule.before and not (
            bit & self._before(start) or (rule.lists and bit & self._before(self._list_of(number)[0]))
        ):
            return False
        if rule.after and not (bit & self._after(end) or (rule.lists and bit & self._after(self._list_of(number)[1]))):
            return False
        return not rule.sentence or bool(bit & self._sentences[self._sentence(start)])

    def _before(self, start: int) -> int:
        """The rules with a cue before a position: a blank lies between, or a mark and a blank."""
        return self._ends.get(start - 1, 0) | self._ends.get(start - 2, 0)

    def _after(self, end: int) -> int:
        return self._starts.get(end + 1, 0) | self._starts.get(end + 2, 0)

    def _list_of(self, number: int) -> tuple[int, int]:
        """Start and end of the list of names ("A, B and C") in which a mention stands; its own if in none."""
        if number not in self._lists:
            first = last = number
            while first > 0 and self._joined(first - 1, first):
                first -= 1
            while last + 1 < len(self._mentions) and self._joined(last, last + 1):
                last += 1
            bounds = self._mentions[first][0], self._mentions[last][1]
            self._lists.update(dict.fromkeys(range(first, last + 1), bounds))
        return self._lists[number]

    def _joined(self, left: int, right: int) -> bool:
        """Whether two mentions of a sentence speak for one scheme, with only marks and joining words between them."""
        _, end, one = self._mentions[left]
        start, _, other = self._mentions[right]
        return (
            not one.schemes.isdisjoint(other.schemes)
            and self._joins.issuperset(self._folded[end:start].split())
            and not _SENTENCE_END.search(self._text, end, start)
        )

    @cached_property
    def _sentences(self) -> Mapping[int, int]:
        """The rules with a cue in each sentence that has one."""
        sentences: dict[int, int] = defaultdict(int)
        for position, rules in self._inside:
            sentences[self._sentence(position)] |= rules
        return sentences

    def _sentence(self, position: int) -> int:
        return bisect_right(self._sentence_ends, position)

    @cached_property
    def _sentence_ends(self) -> Sequence[int]:
        return [found.start() for found in _SENTENCE_END.finditer(self._text)]
