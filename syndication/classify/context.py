"""What stands around a mention: the cues of the rules, and what they make of its weight.

A set of rules is a whole number: each rule is a bit of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from math import prod
from operator import or_
from typing import NamedTuple, Protocol

from syndication.classify.folding import Written
from syndication.classify.matching import Hit, Phrase
from syndication.classify.vocabulary import Rule

_SENTENCE_END = re.compile(r"[.!?;\n](?=\s|(?<=\n))")  # one set of characters first: searched in half the time


class Cues(NamedTuple):
    """What a phrase is to the rules: which of them look for it before, after or in the sentence of a mention."""

    before: int = 0
    after: int = 0
    sentence: int = 0
    anywhere: int = 0
    """All of these."""


class Verdict(NamedTuple):
    """What the rules make of a mention."""

    times: float
    stands: bool


UNTOUCHED = Verdict(1.0, stands=False)


class BoundRules(NamedTuple):
    """The rules for one sort of mentions, as sets."""

    each: Sequence[tuple[int, Verdict]]
    """Each rule's bit, and what it makes of a mention."""
    phrased: int
    """Those with a phrase that a text would have to hold."""
    plain: int
    """Those without."""
    before: int
    """Those with a phrase that must stand before the mention; so the next two."""
    after: int
    sentence: int
    listed: int
    lists: int

    @classmethod
    def of(cls, rules: Mapping[int, Rule]) -> "BoundRules":
        """Rules by their bit."""
        before, after, sentence, listed, lists = (
            _sum(bit for bit, rule in rules.items() if getattr(rule, condition))
            for condition in ("before", "after", "sentence", "listed", "lists")
        )
        each = [(bit, Verdict(rule.times, rule.stands)) for bit, rule in rules.items()]
        phrased = before | after | sentence
        return cls(each, phrased, _sum(rules) & ~phrased, before, after, sentence, listed, lists)


class Named(Protocol):
    """What a mention means, as far as lists ask: words of one list speak for categories of one scheme."""

    @property
    def schemes(self) -> frozenset[str]: ...


def cues_of(rules: Sequence[Rule]) -> dict[Phrase, Cues]:
    """The phrases of all rules."""
    cues: dict[Phrase, Cues] = defaultdict(Cues)
    for number, rule in enumerate(rules):
        bit = 1 << number
        for place in ("before", "after", "sentence"):
            for words in getattr(rule, place):
                phrase = Phrase.of(words.removesuffix("*"), any_ending=words.endswith("*"))
                known = cues[phrase]
                cues[phrase] = known._replace(**{place: getattr(known, place) | bit}, anywhere=known.anywhere | bit)
    return cues


def rules_by_kind(rules: Sequence[Rule]) -> Mapping[str, Mapping[int, Rule]]:
    """The rules that are for each kind of entries, by their bit."""
    kinds: dict[str, dict[int, Rule]] = defaultdict(dict)
    for number, rule in enumerate(rules):
        for kind in rule.kinds:
            kinds[kind][1 << number] = rule
    return kinds


class Surroundings:
    """One text with its mentions and the cues met in it."""

    def __init__(
        self, text: Written, cues: Sequence[Hit[Cues]], mentions: Sequence[Hit[Named]], joins: frozenset[str]
    ) -> None:
        """``mentions`` in reading order; ``joins``: words that may stand between the names of one list."""
        self._text = text
        self._cues = cues
        self._mentions = mentions
        self._joins = joins
        self._lists: dict[int, tuple[int, int]] = {}
        met = 0
        cues_to: dict[int, int] = {}
        cues_from: dict[int, int] = {}
        for start, end, (before, after, _, anywhere) in cues:
            met |= anywhere
            if before:
                cues_to[end] = cues_to.get(end, 0) | before
            if after:
                cues_from[start] = cues_from.get(start, 0) | after
        self._met = met
        self._cues_to = cues_to
        """By its end, the rules that look for a cue before a mention."""
        self._cues_from = cues_from
        """By its start, the rules that look for a cue after a mention."""

    def judge(self, number: int, rules: BoundRules) -> Verdict:
        """Apply rules to the mention of this number: all at once, by taking away those that a condition fails."""
        held = rules.phrased & self._met | rules.plain
        if not held:
            return UNTOUCHED
        start, end, _ = self._mentions[number]
        before, after = self._before(start), self._after(end)
        lacking = rules.before & ~before | rules.after & ~after
        if held & lacking & rules.lists:
            first, last = self._list_of(number)
            before, after = before | self._before(first), after | self._after(last)
            lacking &= ~rules.lists | rules.before & ~before | rules.after & ~after
        held &= ~lacking
        if held & rules.listed and self._list_of(number) == (start, end):
            held &= ~rules.listed
        if held & rules.sentence:
            held &= ~rules.sentence | self._in_sentence(start, held)
        return _combine([verdict for bit, verdict in rules.each if bit & held]) if held else UNTOUCHED

    def _before(self, start: int) -> int:
        """The rules with a cue before a position: a blank lies between, or a mark and a blank."""
        return self._cues_to.get(start - 1, 0) | self._cues_to.get(start - 2, 0)

    def _after(self, end: int) -> int:
        return self._cues_from.get(end + 1, 0) | self._cues_from.get(end + 2, 0)

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
            and self._joins.issuperset(self._text.folded[end:start].split())
            and not _SENTENCE_END.search(self._text.text, end, start)
        )

    def _in_sentence(self, here: int, asked: int) -> int:
        """Of the rules asked for, those with a cue in the sentence of the mention that starts there."""
        text, met = self._text.text, 0
        for there, _, cue in self._cues:
            if cue.sentence & asked and not _SENTENCE_END.search(text, min(here, there), max(here, there)):
                met |= cue.sentence
        return met


def _combine(verdicts: Sequence[Verdict]) -> Verdict:
    return Verdict(prod(times for times, _ in verdicts), any(stands for _, stands in verdicts))


def _sum(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)
