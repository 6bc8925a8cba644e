"""Items to categories: one pass over the text, rules of context, scores, with the words that were the reason."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

from syndication.classify.choosing import choose
from syndication.classify.context import Cue, Mention, Surroundings, Verdict, cues_of, in_lists
from syndication.classify.folding import fold
from syndication.classify.matching import Hit, Matcher, longest
from syndication.classify.taxonomy import Sense, Taxonomy
from syndication.classify.vocabulary import Letters, Rule
from syndication.models import Category, Evidence

_BREAK = " \n "
"""Between the parts of an item: too wide for a phrase or a cue to reach across."""
_ENDING_FROM = 0.6
"""Where in a text its ending begins: there, background and other stories stand."""
_STRICTEST_FIRST = (Letters.EXACT, Letters.SMALL, Letters.CAPITAL, Letters.ANY)


class Classifier:
    """Finds the categories of items in every scheme of a taxonomy."""

    def __init__(self, taxonomy: Taxonomy) -> None:
        self._taxonomy = taxonomy
        senses = sorted(taxonomy.senses, key=lambda sense: _STRICTEST_FIRST.index(sense.letters))
        self._matcher: Matcher[Sense | Cue] = Matcher(
            chain(((sense.word, sense.any_ending, sense) for sense in senses), cues_of(taxonomy.rules))
        )
        self._rules: dict[str, list[tuple[int, Rule]]] = defaultdict(list)
        for number, rule in enumerate(taxonomy.rules):
            for kind in rule.kinds:
                self._rules[kind].append((number, rule))

    def classify(self, title: str, summary: str, caption: str | None = None) -> tuple[Category, ...]:
        """The categories of an item: topics, then regions, best first in each; each with its evidence."""
        parts = {"title": title, "summary": summary, "caption": caption or ""}
        evidence = list(self._evidence(parts))
        return tuple(
            category
            for scheme, choosing in self._taxonomy.choosing.items()
            for category in choose(
                (piece for piece in evidence if piece.scheme == scheme), self._taxonomy.terms(scheme), choosing
            )
        )

    def _evidence(self, parts: Mapping[str, str]) -> Iterator[Evidence]:
        text = _BREAK.join(parts.values())
        judged = self._judged_mentions(text)
        supported = {
            (scheme, slug)
            for mention, verdict in judged
            if verdict.times and (verdict.stands or mention.hit.payload.alone)
            for scheme, slug, _ in mention.hit.payload.weights
        }
        for mention, verdict in judged:
            start, end, sense = mention.hit
            part = _part_at(parts, start)
            late = part == "summary" and _is_late(parts, start)
            for scheme, slug, weight in sense.weights:
                choosing = self._taxonomy.choosing[scheme]
                weighed = weight * verdict.times * getattr(choosing, part) * (choosing.ending if late else 1)
                if weighed and (scheme, slug) in supported:
                    yield Evidence(text[start:end], part, scheme, slug, round(weighed, 3))

    def _judged_mentions(self, text: str) -> list[tuple[Mention, Verdict]]:
        """What the text mentions, longest first where words overlap, with what the rules make of it."""
        folded = fold(text)
        senses: list[Hit[Sense]] = []
        cues: list[Hit[Cue]] = []
        for start, end, payload in self._matcher.find(folded):
            if isinstance(payload, Cue):
                cues.append(Hit(start, end, payload))
            elif _letters_agree(payload, text[start:end]):
                senses.append(Hit(start, end, payload))
        surroundings = Surroundings(text, folded, cues)
        return [
            (mention, surroundings.judge(mention, self._rules.get(mention.hit.payload.kind, ())))
            for mention in in_lists(longest(senses), folded, self._taxonomy.joins)
        ]


def _letters_agree(sense: Sense, words: str) -> bool:
    match sense.letters:
        case Letters.ANY:
            return True
        case Letters.CAPITAL:
            return words != words.lower()
        case Letters.SMALL:
            return words == words.lower()
        case Letters.EXACT:
            return words == sense.word


def _part_at(parts: Mapping[str, str], position: int) -> str:
    """The part of the item in which a position of the joined text lies."""
    end = -len(_BREAK)
    for name, text in parts.items():
        end += len(_BREAK) + len(text)
        if position < end:
            return name
    raise IndexError(position)


def _is_late(parts: Mapping[str, str], position: int) -> bool:
    """Whether a position of the joined text lies in the ending of the summary."""
    return position - len(parts["title"]) - len(_BREAK) >= _ENDING_FROM * len(parts["summary"])
