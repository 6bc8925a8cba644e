"""How fast items are classified: ours, a loop of regular expressions, spaCy, and ours with many more names.

    python bench/classify.py

All in one run on one core, in processor time, the ways in turn and the best of several rounds for each piece of work:
the ratios hold on any machine, the rates only on this one, and on a busy one they are lower even so. spaCy is measured
where it is installed (``pip install spacy``).
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from syndication.classify import Classifier, Taxonomy, load_taxonomy  # noqa: E402 (the copy beside this file)
from syndication.classify.taxonomy import Sense  # noqa: E402
from syndication.classify.vocabulary import Letters  # noqa: E402
from syndication.models import REGIONS  # noqa: E402

LABELLED = ROOT / "tests" / "data" / "labelled"
ITEM = 600
"""Characters of an item, title and text together."""
SLOW = 10
"""So many items are enough for what takes milliseconds for each."""
MOST = 1_000
"""So many items, of all labelled files alike, are measured."""
ROUNDS = 10
PIECE = 20
"""So many items are measured at once."""
SIZES = (1_000, 10_000, 100_000)
SYLLABLES = ("hua", "chu", "co", "mar", "ca", "pam", "lla", "qui", "ri", "ma", "ta", "yo", "sa", "ñu", "cha", "tu")

Item = tuple[str, str]
Way = Callable[[Item], object]


def main() -> None:
    taxonomy = load_taxonomy(ROOT / "config")
    items = _spread(list(_items()))
    print(f"{len(items)} items of {ITEM} characters; {len(taxonomy.senses):,} names and words\n")
    _print_start()
    ours = Classifier(taxonomy)
    ways: dict[str, tuple[Way, Sequence[Item]]] = {
        "ours, the whole gazetteer": (lambda item: ours.classify(*item), items),
        "a loop of regular expressions, the same names, no rules": (_regular_expressions(taxonomy), items[:SLOW]),
    }
    if phrase_matcher := _spacy(taxonomy):
        ways["spaCy's PhraseMatcher, the same names, no rules"] = (phrase_matcher, items)
    for size in SIZES:
        ways[f"ours, a gazetteer of {size:,} names"] = (_with_names(taxonomy, size), items)
    _print_table(_rates(ways))


def _items() -> Iterator[Item]:
    """Real wording in pieces of the same length: the labelled items joined and cut, each with a title."""
    lines = [line for path in sorted(LABELLED.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    labelled = [json.loads(line) for line in lines]
    rest = " ".join(item["summary"] for item in labelled)
    for item in labelled:
        length = ITEM - len(item["title"])
        if len(rest) < length:
            return
        yield item["title"], rest[:length]
        rest = rest[length:]


def _spread(items: Sequence[Item]) -> Sequence[Item]:
    """Some of them, at equal distances."""
    return items[:: max(1, len(items) // MOST)][:MOST]


def _print_start() -> None:
    started = time.process_time()
    taxonomy = load_taxonomy(ROOT / "config")
    loaded = time.process_time()
    Classifier(taxonomy).classify("", "")  # what it needs is made when the first item comes
    ready = time.process_time()
    print(f"start: {loaded - started:.3f} s to load the taxonomy, {ready - loaded:.3f} s until an item is classified\n")


def _regular_expressions(taxonomy: Taxonomy) -> Way:
    endings = {True: r"\w*", False: ""}
    patterns = [
        re.compile(rf"\b{re.escape(sense.word)}{endings[sense.any_ending]}\b", re.IGNORECASE)
        for sense in taxonomy.senses
    ]
    return lambda item: [found for pattern in patterns for found in pattern.finditer(" ".join(item))]


def _spacy(taxonomy: Taxonomy) -> Way | None:
    try:
        import spacy
        from spacy.matcher import PhraseMatcher
    except ImportError:
        print("spaCy is not installed and is left out; pip install spacy\n")
        return None
    language = spacy.blank("en")
    matcher = PhraseMatcher(language.vocab, attr="LOWER")
    matcher.add("names", list(language.tokenizer.pipe(sense.word for sense in taxonomy.senses)))
    return lambda item: matcher(language.make_doc(" ".join(item)))


def _with_names(taxonomy: Taxonomy, size: int) -> Way:
    """Our classifier with so many names of places: those of the taxonomy, then made ones."""
    words = tuple(sense for sense in taxonomy.senses if not _is_place(sense))
    places = [sense for sense in taxonomy.senses if _is_place(sense)]
    made = islice(_made_places(taxonomy), max(0, size - len(places)))
    classifier = Classifier(replace(taxonomy, senses=(*words, *places[:size], *made)))
    return lambda item: classifier.classify(*item)


def _is_place(sense: Sense) -> bool:
    return any(scheme == REGIONS for scheme, _, _ in sense.weights)


def _made_places(taxonomy: Taxonomy) -> Iterator[Sense]:
    """Names as places have them, of one to three words, always the same ones."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    slugs = [term.slug for term in taxonomy.terms(REGIONS)]
    known: set[str] = set()
    while True:
        words = ("".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _ in range(chance.randint(1, 3)))
        name = " ".join(words).title()
        if name not in known:
            known.add(name)
            yield Sense(name, False, "place", Letters.CAPITAL, True, False, ((REGIONS, chance.choice(slugs), 1.0),))


def _rates(ways: dict[str, tuple[Way, Sequence[Item]]]) -> dict[str, float]:
    """Items in a second for each way, by the best round of each piece: a busy moment of the machine is left out."""
    pieces = {name: [items[n : n + PIECE] for n in range(0, len(items), PIECE)] for name, (_, items) in ways.items()}
    best = {name: [float("inf")] * len(found) for name, found in pieces.items()}
    for number in range(1, ROUNDS + 1):
        print(f"\rround {number} of {ROUNDS}", end="", file=sys.stderr, flush=True)
        for name, (way, _) in ways.items():
            best[name] = [
                min(known, _measure(way, piece)) for known, piece in zip(best[name], pieces[name], strict=True)
            ]
    print(file=sys.stderr)
    return {name: len(items) / sum(best[name]) for name, (_, items) in ways.items()}


def _measure(way: Way, items: Sequence[Item]) -> float:
    """Seconds of the processor."""
    started = time.process_time()
    for item in items:
        way(item)
    return time.process_time() - started


def _print_table(rates: dict[str, float]) -> None:
    first = next(iter(rates.values()))
    print(f"{'':58}{'items/s':>10}{'against ours':>14}")
    for name, rate in rates.items():
        print(f"{name:58}{rate:10,.0f}{rate / first:14.3f}")


if __name__ == "__main__":
    main()
