"""Items to categories: fold, match, judge, choose; with the words that were the reason."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from syndication.classify.choosing import choose
from syndication.classify.context import Surroundings
from syndication.classify.folding import fold
from syndication.classify.matching import Hit, Matcher, longest
from syndication.classify.meanings import PARTS, Meaning, ReadySense, meanings_of
from syndication.classify.taxonomy import Taxonomy
from syndication.models import Category, Evidence

_BREAK = " \n "
"""Between the parts of an item: too wide for a phrase or a cue to reach across."""


class Mention(NamedTuple):
    """Words that speak for categories, and what the rules made of them."""

    start: int
    end: int
    sense: ReadySense
    times: float
    sure: bool
    """Whether they count without other words for the category."""


class Classifier:
    """Finds the categories of items in every scheme of a taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        self._matcher = Matcher(meanings_of(taxonomy))

    def classify(self, title: str, summary: str, caption: str | None = None) -> tuple[Category, ...]:
        """The categories of an item: topics, then regions, best first in each; each with its evidence."""
        evidence = self._evidence((title, summary, caption or ""))
        return tuple(
            category
            for scheme, choosing in self._taxonomy.choosing.items()
            for category in choose(evidence[scheme], self._taxonomy.terms(scheme), choosing)
        )

    def _evidence(self, parts: Sequence[str]) -> Mapping[str, Sequence[Evidence]]:
        """What speaks for the categories of each scheme, in reading order."""
        text = _BREAK.join(parts)
        ends = list(accumulate(len(part) + len(_BREAK) for part in parts))
        mentions = list(self._mentions(text))
        supported = {category for mention in mentions if mention.sure for category in mention.sense.slugs}
        evidence: dict[str, list[Evidence]] = {scheme: [] for scheme in self._taxonomy.choosing}
        for start, end, sense, times, sure in mentions:
            part = bisect_right(ends, start)
            for scheme, slug, weight, factor in sense.weights[part]:
                weighed = weight * times * factor
                if weighed and (sure or (scheme, slug) in supported):
                    piece = Evidence(text[start:end], PARTS[part], scheme, slug, round(weighed, 3))
                    evidence[scheme].append(piece)
        return evidence

    def _mentions(self, text: str) -> Iterator[Mention]:
        """What the text mentions, longest first where words overlap, and the rules do not silence."""
        folded = fold(text)
        hits = self._matcher.find(folded)
        met = longest(_meant(hits, text))
        cues = ((start, end, meaning.cues) for start, end, meaning in hits if meaning.cues)
        surroundings = Surroundings(text, folded, cues, met, self._taxonomy.joins)
        for number, (start, end, sense) in enumerate(met):
            if sense.slugs:
                times, stands = surroundings.judge(number, sense.rules)
                if times:
                    yield Mention(start, end, sense, times, stands or sense.alone)


def _meant(hits: Iterable[Hit[Meaning]], text: str) -> Iterator[Hit[ReadySense]]:
    """The first sense of each phrase with whose letters the text agrees."""
    for start, end, (_, senses) in hits:
        for sense in senses:
            if sense.agrees is None or sense.agrees(text[start:end]):
                yield start, end, sense
                break
