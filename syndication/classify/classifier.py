"""Items to categories: fold, match, judge, choose; with the words that were the reason."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from syndication.classify.choosing import Chooser, Said
from syndication.classify.context import Cues, Surroundings
from syndication.classify.folding import Written
from syndication.classify.hedging import weigh_hedged
from syndication.classify.lessons import Lessons
from syndication.classify.matching import Hit, Matcher
from syndication.classify.meanings import PARTS, ReadySense, Weight, meanings_of
from syndication.classify.taxonomy import Taxonomy
from syndication.classify.vocabulary import Rule
from syndication.models import Category

_BREAK = " \n "
"""Between the parts of an item: too wide for a phrase or a cue to reach across."""


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
    def _matcher(self) -> Matcher[Cues, ReadySense]:
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
        cues, mentions = self._matcher.find(text.whole)
        hedged = self._hedge(text, cues, mentions)
        said: dict[str, dict[str, list[Said]]] = {scheme: defaultdict(list) for scheme in self._taxonomy.choosing}
        whole, (title_ends, summary_ends, _) = text.whole.text, text.ends
        for number, (start, end, sense) in enumerate(mentions):
            part = 0 if start < title_ends else 1 if start < summary_ends else 2
            words, where = whole[start:end], PARTS[part]
            low = words.lower()
            for scheme, slug, weight in hedged[number] if sense.hedged else sense.weighed[part]:
                said[scheme][slug].append((words, low, where, weight))
        return said

    def _hedge(
        self, text: "_Text", cues: Sequence[Hit[Cues]], mentions: Sequence[Hit[ReadySense]]
    ) -> Mapping[int, Sequence[Weight]]:
        """What the mentions say for which it hangs on the rest of the item; by their number."""
        hedged = [number for number, (_, _, sense) in enumerate(mentions) if sense.hedged]
        if not hedged:
            return {}
        judge = Surroundings(text.whole, cues, mentions, self._taxonomy.joins).judge
        verdicts = {number: judge(number, mentions[number][2].rules) for number in hedged}
        return weigh_hedged(mentions, verdicts, text.ends)


class _Text(NamedTuple):
    """An item's words: its parts in one."""

    whole: Written
    ends: tuple[int, int, int]
    """Where each part ends, with the break after it."""

    @classmethod
    def of(cls, title: str, summary: str, caption: str) -> "_Text":
        title_ends = 1 + len(title) + len(_BREAK)
        summary_ends = title_ends + len(summary) + len(_BREAK)
        ends = title_ends, summary_ends, summary_ends + len(caption) + len(_BREAK)
        return cls(Written.of(f"{title}{_BREAK}{summary}{_BREAK}{caption}"), ends)

    def part(self, number: int) -> Written:
        """A part of it, with a blank of what stands around it on either side."""
        start, end = self.ends[number - 1] if number else 1, self.ends[number] - len(_BREAK)
        return Written(self.whole.text[start - 1 : end + 1], self.whole.folded[start - 1 : end + 1])
