"""Items to categories: fold, match, judge, choose; with the words that were the reason."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple, TypeAlias

from syndication.classify.choosing import Chooser, Said
from syndication.classify.context import UNTOUCHED, Cues, Surroundings
from syndication.classify.folding import Written
from syndication.classify.lessons import Lessons
from syndication.classify.matching import Hit, Matcher, longest
from syndication.classify.meanings import PARTS, Meaning, ReadySense, meanings_of
from syndication.classify.taxonomy import Taxonomy
from syndication.classify.vocabulary import Rule
from syndication.models import Category

_BREAK = " \n "
"""Between the parts of an item: too wide for a phrase or a cue to reach across."""

Judged: TypeAlias = tuple[int, int, ReadySense, float, bool]
"""A mention: its start and end, what it means, its factor after the rules, whether it counts without other words."""


class Classifier:
    """Finds the categories of items in every scheme of a taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy

    @cached_property
    def _lessons(self) -> Mapping[str, Lessons]:
        wordings = self._taxonomy.wordings
        return {scheme: Lessons(found, wordings.get(scheme)) for scheme, found in self._taxonomy.lessons.items()}

    @cached_property
    def _choosers(self) -> Mapping[str, Chooser]:
        """By scheme."""
        taxonomy = self._taxonomy
        return {
            scheme: Chooser(taxonomy.terms(scheme), choosing, self._lessons.get(scheme))
            for scheme, choosing in taxonomy.choosing.items()
        }

    @cached_property
    def _matcher(self) -> Matcher[Meaning]:
        """Made when something is classified: most commands classify nothing."""
        return Matcher(dict(meanings_of(self._taxonomy)))

    def without(self, rule: Rule) -> "Classifier":
        """The same but for a rule; what was taught, and how to choose, hangs on none."""
        others = tuple(other for other in self._taxonomy.rules if other is not rule)
        classifier = Classifier(replace(self._taxonomy, rules=others))
        classifier._lessons, classifier._choosers = self._lessons, self._choosers
        return classifier

    def classify(self, title: str, summary: str, caption: str | None = None) -> tuple[Category, ...]:
        """The categories of an item: topics, then regions, best first in each; each with its evidence."""
        text = _Text.of(title, summary, caption or "")
        said = self._weigh(text)
        categories: list[Category] = []
        for scheme, chooser in self._choosers.items():
            lessons = self._lessons.get(scheme)
            heard = lessons.hear(text.part(0), text.part(1)) if lessons else None
            categories += chooser.choose(said[scheme], heard)
        return tuple(categories)

    def weigh(self, title: str, summary: str, caption: str | None = None) -> Mapping[str, Mapping[str, Sequence[Said]]]:
        """What speaks for each category, by scheme and slug, in reading order."""
        return self._weigh(_Text.of(title, summary, caption or ""))

    def _weigh(self, text: "_Text") -> Mapping[str, Mapping[str, Sequence[Said]]]:
        judged = self._judge(text.whole)
        supported = {category for _, _, sense, _, sure in judged if sure for category in sense.slugs}
        left_out = _leave_out(judged)
        said: dict[str, dict[str, list[Said]]] = {scheme: defaultdict(list) for scheme in self._taxonomy.choosing}
        whole, ends = text.whole.text, text.ends
        for start, end, sense, times, sure in judged:
            part = bisect_right(ends, start)
            weights = sense.weighed[part] if times == 1 else sense.weigh(part, times)
            if left_out and sense in left_out:
                weights = [weight for weight in weights if weight[:2] not in left_out[sense]]
            words, where = whole[start:end], PARTS[part]
            low = words.lower()
            for scheme, slug, weight in weights:
                if sure or (scheme, slug) in supported:
                    said[scheme][slug].append((words, low, where, weight))
        return said

    def _judge(self, text: Written) -> list[Judged]:
        """What the text mentions, longest first where words overlap, and the rules do not silence."""
        cues, meant = _hear(self._matcher.find(text.folded), text.text)
        mentions = longest(meant)
        surroundings = Surroundings(text, cues, mentions, self._taxonomy.joins)
        judged: list[Judged] = []
        for number, (start, end, sense) in enumerate(mentions):
            times, stands = surroundings.judge(number, sense.rules) if sense.rules else UNTOUCHED
            if times and sense.slugs:
                judged.append((start, end, sense, times, stands or sense.alone))
        return judged


class _Text(NamedTuple):
    """An item's words: its parts in one."""

    whole: Written
    ends: Sequence[int]
    """Where each part ends, with the break after it."""

    @classmethod
    def of(cls, *parts: str) -> "_Text":
        ends = accumulate([len(part) + len(_BREAK) for part in parts])
        return cls(Written.of(_BREAK.join(parts)), list(ends))

    def part(self, number: int) -> Written:
        start, end = self.ends[number - 1] if number else 0, self.ends[number] - len(_BREAK)
        return Written(self.whole.text[start:end], self.whole.folded[start:end])


def _leave_out(judged: Sequence[Judged]) -> Mapping[ReadySense, frozenset[tuple[str, str]]]:
    """For what a wide name does not speak, as narrower names of the item speak for its other categories."""
    wide = {sense for _, _, sense, _, _ in judged if sense.wide}
    if not wide:
        return {}
    named = {sense.named for _, _, sense, _, sure in judged if sure and sense.named}
    return {
        sense: sense.named.difference(*narrower)
        for sense in wide
        if (narrower := [names for names in named if names < sense.named])
    }


def _hear(hits: Iterable[Hit[Meaning]], text: str) -> tuple[list[Hit[Cues]], list[Hit[ReadySense]]]:
    """The cues among the hits; and of each phrase the first sense with whose letters the text agrees."""
    cues: list[Hit[Cues]] = []
    meant: list[Hit[ReadySense]] = []
    for start, end, (cue, senses) in hits:
        if cue:
            cues.append((start, end, cue))
        for sense in senses:
            if sense.agrees is None or sense.agrees(text[start:end]):
                meant.append((start, end, sense))
                break
    return cues, meant
