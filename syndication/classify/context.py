"""What stands around a mention: the cues of the rules, and what they make of its weight.

A set of rules is a whole number: each rule is a bit of it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
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


class BoundRule(NamedTuple):
    """A rule with its bit (0 if it has no phrase that a text would have to hold); the rest as in :class:`Rule`.

    A tuple, as it is looked at many times for an item.
    """

    bit: int
    before: bool
    after: bool
    sentence: bool
    listed: bool
    lists: bool
    times: float
    stands: bool

    @classmethod
    def of(cls, number: int, rule: Rule) -> "BoundRule":
        bit = 1 << number if rule.before or rule.after or rule.sentence else 0
        places = bool(rule.before), bool(rule.after), bool(rule.sentence)
        return cls(bit, *places, rule.listed, rule.lists, rule.times, rule.stands)


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
    for number, rule in enumerate(rules):
        bit = 1 << number
        for place in ("before", "after", "sentence"):
            for words in getattr(rule, place):
                phrase = Phrase.of(words.removesuffix("*"), any_ending=words.endswith("*"))
                known = cues[phrase]
                cues[phrase] = known._replace(**{place: getattr(known, place) | bit}, anywhere=known.anywhere | bit)
    return cues


def rules_by_kind(rules: Sequence[Rule]) -> Mapping[str, Sequence[BoundRule]]:
    """The rules that are for each kind of entries."""
    kinds: dict[str, list[BoundRule]] = defaultdict(list)
    for number, rule in enumerate(rules):
        bound = BoundRule.of(number, rule)
        for kind in rule.kinds:
            kinds[kind].append(bound)
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
        self._met = 0
        for _, _, cue in cues:
            self._met |= cue.anywhere

    def judge(self, number: int, rules: Iterable[BoundRule]) -> Verdict:
        """Apply rules to the mention of this number; those whose phrases the text does not hold cost nothing."""
        verdict = UNTOUCHED
        met = self._met
        for rule in rules:
            if rule.bit & met == rule.bit and self._applies(rule, number):
                verdict = Verdict(verdict.times * rule.times, verdict.stands or rule.stands)
        return verdict

    def _applies(self, rule: BoundRule, number: int) -> bool:
        start, end, _ = self._mentions[number]
        bit = rule.bit
        if rule.listed and self._list_of(number) == (start, end):
            return False
        if rule.before and not (
            bit & self._before(start) or (rule.lists and bit & self._before(self._list_of(number)[0]))
        ):
            return False
        if rule.after and not (bit & self._after(end) or (rule.lists and bit & self._after(self._list_of(number)[1]))):
            return False
        return not rule.sentence or self._in_sentence(bit, start)

    def _before(self, start: int) -> int:
        """The rules with a cue before a position: a blank lies between, or a mark and a blank."""
        return self._cues_to[start - 1] | self._cues_to[start - 2]

    def _after(self, end: int) -> int:
        return self._cues_from[end + 1] | self._cues_from[end + 2]

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

    @cached_property
    def _cues_to(self) -> Mapping[int, int]:
        """By its end, the rules that look for a cue before a mention."""
        return _gather([(end, cue.before) for _, end, cue in self._cues])

    @cached_property
    def _cues_from(self) -> Mapping[int, int]:
        """By its start, the rules that look for a cue after a mention."""
        return _gather([(start, cue.after) for start, _, cue in self._cues])

    def _in_sentence(self, bit: int, start: int) -> bool:
        """Whether the sentence of the mention that starts there has a cue of the rule with this bit."""
        return any(
            not _SENTENCE_END.search(self._text.text, min(cue_start, start), max(cue_start, start))
            for cue_start, _, cue in self._cues
            if cue.sentence & bit
        )


def _gather(found: Iterable[tuple[int, int]]) -> Mapping[int, int]:
    """The rules at each place, none where nothing was found."""
    places: dict[int, int] = defaultdict(int)
    for place, rules in found:
        if rules:
            places[place] |= rules
    return places
