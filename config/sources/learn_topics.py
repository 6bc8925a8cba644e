"""Write ``config/topic-lessons.toml``: what labelled items teach about choosing topics.

For every topic a logistic regression, drawn towards no effect, of: its score, the score of its words in the title,
its share of the best score, the scores of the other topics, and the words of the vocabulary that occur in at least
two items. The labelled items are those of ``tests/data/labelled``; every third of each file is kept out, so that
the agreement on those says what is to be expected of news not seen before.

Run it after changing words or labels; the same files give the same lessons:

    pip install numpy && python config/sources/learn_topics.py
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from syndication.classify.choosing import group_by_slug, score_of, what_counts
from syndication.classify.classifier import Classifier
from syndication.classify.lessons import Scored
from syndication.classify.loading import load_taxonomy
from syndication.models import TOPICS

CONFIG = Path(__file__).resolve().parent.parent
LABELLED = CONFIG.parent / "tests" / "data" / "labelled"
WRITTEN = CONFIG / "topic-lessons.toml"
HEAD = """# What labelled items taught about choosing topics: points for and, below zero, against.
# Made by config/sources/learn_topics.py: do not edit. What it means: docs/taxonomy.md
"""
RARE = 2
"""Words in fewer items teach nothing."""
DRAWN = 0.7
"""How strongly points are drawn towards zero."""
FREEDOM = {"start": 3.0, "score": 0.5, "capped": 0.5, "title": 0.5, "share": 1.0, "beside": 0.7 / 3, "words": 0.7}
"""How freely each kind of points may move: its unit in the regression."""
SLIGHT = {"beside": 0.03, "words": 0.1}
"""Points nearer to zero are left out."""

Seen = tuple[dict[str, Scored], set[str], list[str]]
"""Scores by topic, words, the topics that people gave."""


def read_items(folder: Path) -> Iterator[dict[str, Any]]:
    """The labelled items of all files but every third."""
    for path in sorted(folder.glob("*.jsonl")):
        items = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        yield from (item for item in items if int(item["id"][1:]) % 3)


def look_at(items: Iterator[dict[str, Any]]) -> tuple[list[str], list[Seen]]:
    """The topics in their order, and what the vocabulary says of each item."""
    taxonomy = load_taxonomy(CONFIG)
    classifier, terms = Classifier(taxonomy), taxonomy.terms(TOPICS)
    further = taxonomy.choosing[TOPICS].further
    seen: list[Seen] = []
    for item in items:
        by_slug = group_by_slug(classifier.weigh(item["title"], item["summary"])[TOPICS])
        scores = {slug: score_of(evidence, further) for slug, evidence in by_slug.items()}
        seen.append((*what_counts(by_slug, scores, further), item["topics"]))
    return [term.slug for term in terms], seen


def signs_of(
    slug: str, slugs: list[str], words: list[str], seen: list[Seen]
) -> tuple[list[tuple[str, str]], np.ndarray]:
    """What a topic's points are for, as (field, name), and how much of it each item has."""
    others = [other for other in slugs if other != slug]
    named = [("start", ""), ("score", ""), ("capped", ""), ("title", ""), ("share", "")]
    named += [("beside", other) for other in others] + [("words", word) for word in words]
    rows = []
    for scored, met, _ in seen:
        score, title = scored.get(slug, Scored(0.0, 0.0))
        best = max((other.score for other in scored.values()), default=1.0)
        row = [1.0, score, min(score, 2.0), title, score / best]
        row += [min(scored[other].score, 3.0) if other in scored else 0.0 for other in others]
        rows.append(row + [float(word in met) for word in words])
    return named, np.array(rows) * np.array([FREEDOM[field] for field, _ in named])


def regress(signs: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Points by accelerated gradient descent; it always starts at zero, so it always ends the same."""
    steepest = np.linalg.norm(signs, 2) ** 2 / 4 + DRAWN
    points = ahead = np.zeros(signs.shape[1])
    momentum = (1 - (DRAWN / steepest) ** 0.5) / (1 + (DRAWN / steepest) ** 0.5)
    for _ in range(600):
        wrong = 1 / (1 + np.exp(-signs @ ahead)) - truth
        new = ahead - (signs.T @ wrong + DRAWN * ahead) / steepest
        ahead = new + momentum * (new - points)
        points = new
    return points


def lesson_of(slug: str, slugs: list[str], words: list[str], seen: list[Seen]) -> Iterator[str]:
    """The lines of a topic's lesson."""
    named, signs = signs_of(slug, slugs, words, seen)
    points = regress(signs, np.array([float(slug in topics) for *_, topics in seen]))
    tables: dict[str, list[str]] = {"beside": [], "words": []}
    yield "\n[[lessons]]"
    yield f'term = "{slug}"'
    for (field, name), point in zip(named, points, strict=True):
        value = round(float(point) * FREEDOM[field], 2)
        if not name:
            yield f"{field} = {value}"
        elif abs(value) >= SLIGHT[field]:
            tables[field].append(f"{json.dumps(name, ensure_ascii=False)} = {value}")
    for field, lines in tables.items():
        yield f"[lessons.{field}]"
        yield from lines


def main() -> None:
    slugs, seen = look_at(read_items(LABELLED))
    occurring = Counter(word for _, met, _ in seen for word in met)
    words = sorted(word for word, times in occurring.items() if times >= RARE)
    lines = [line for slug in slugs for line in lesson_of(slug, slugs, words, seen)]
    WRITTEN.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    sys.stderr.write(f"{WRITTEN.name}: {len(seen)} items, {len(words)} words\n")


if __name__ == "__main__":
    main()
