"""Rules as sets: what a mention makes of all rules at once is what a reader makes of one after the other."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.classify.context import BoundRules, Surroundings, Verdict, cues_of
from syndication.classify.folding import Written
from syndication.classify.matching import Matcher, Phrase
from syndication.classify.vocabulary import Rule


class Name:
    """The sense of a name of a place."""

    agrees = None
    schemes = frozenset({"regions"})


NAMES = ("piura", "puno")
CUES = ("near", "in", "road")
PHRASES = st.lists(st.sampled_from(CUES), max_size=2, unique=True)
RULES = st.lists(
    st.builds(
        lambda **conditions: Rule(name="r", kinds=("place",), **conditions),
        before=PHRASES,
        after=PHRASES,
        sentence=PHRASES,
        listed=st.booleans(),
        lists=st.booleans(),
        times=st.sampled_from([0, 0.5, 2]),
        stands=st.booleans(),
    ),
    max_size=4,
)
TEXTS = st.lists(st.sampled_from([*NAMES, *CUES, "and", "."]), max_size=9)


def judge_one_by_one(rules: list[Rule], words: list[str], at: int) -> Verdict:
    """A reader's verdict on the name at a place among words, of which ``.`` ends a sentence."""
    first = last = at
    while joined := _join(words[:first][::-1]):
        first -= joined
    while joined := _join(words[last + 1 :]):
        last += joined
    starts = at - next((back for back, word in enumerate(words[:at][::-1]) if word == "."), at)
    ends = next((n for n in range(at, len(words)) if words[n] == "."), len(words))
    times, stands = 1.0, False
    for rule in rules:
        before = {word for n in ([at, first] if rule.lists else [at]) for word in _next(words[:n][::-1])}
        after = {word for n in ([at, last] if rule.lists else [at]) for word in _next(words[n + 1 :])}
        met = (rule.before, before), (rule.after, after), (rule.sentence, set(words[starts:ends]))
        if all(found.intersection(asked) for asked, found in met if asked) and not (rule.listed and first == last):
            times, stands = times * rule.times, stands or rule.stands
    return Verdict(times, stands)


def _next(words: list[str]) -> list[str]:
    """The word that comes first, a mark before it or not."""
    return words[1:2] if words[:1] == ["."] else words[:1]


def _join(words: list[str]) -> int:
    """How far away the next name is, where only joining words lie between; 0: there is none."""
    between = re.match(r"(and )*(?=(piura|puno)\b)", " ".join(words))
    return len(between[0].split()) + 1 if between else 0


@settings(max_examples=500)
@given(RULES, TEXTS)
def test_all_rules_at_once_say_what_one_after_the_other_says(rules, words):
    cues = cues_of(rules)
    phrases = {phrase: (cue, ()) for phrase, cue in cues.items()} | {
        Phrase.of(name): (None, [Name()]) for name in NAMES
    }
    written = Written.of(" ".join(words).replace(" .", "."))
    surroundings = Surroundings(written, *Matcher(phrases).find(written), joins=frozenset({"and"}))
    bound = BoundRules.of({1 << number: rule for number, rule in enumerate(rules)})
    places = [place for place, word in enumerate(words) if word in NAMES]
    for number, place in enumerate(places):
        assert surroundings.judge(number, bound) == judge_one_by_one(rules, words, place)
