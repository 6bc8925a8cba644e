"""The labelled development set, as stories with the expectation of each page."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

LABELLED = Path(__file__).parents[1] / "data" / "labelled"


@dataclass(frozen=True)
class Told:
    """A story as a page tells it."""

    title: str
    date_line: str | None
    date: str | None
    paragraphs: tuple[str, ...]
    caption: str | None = None

    @property
    def summary(self) -> str:
        return " ".join(" ".join(self.paragraphs).split())

    @property
    def slug(self) -> str:
        return re.sub(r"\W+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True)
class Source:
    """What a labelled page holds."""

    name: str
    shape: str
    url: str
    stories: tuple[Told, ...]

    @property
    def expected(self) -> list[tuple[str, str | None, str]]:
        return [(story.title, story.date, story.summary) for story in self.stories]


def _labels() -> dict[str, list[dict[str, str | None]]]:
    pages: dict[str, list[dict[str, str | None]]] = {}
    for line in (LABELLED / "items.jsonl").read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        pages.setdefault(label["page"], []).append(label)
    return pages


def _source(name: str, labels: list[dict[str, str | None]]) -> Source:
    text = (LABELLED / "pages" / name).read_text(encoding="utf-8")
    stories = []
    for label in labels:
        title, summary = str(label["title"]), str(label["summary"])
        before, _, after = text.partition(f"{title}\n") if title in text else ("", "", text.partition("\n")[2])
        blocks = [block.strip() for block in after.split("\n\n") if block.strip()]
        above = [line.strip("• ") for line in before.splitlines() if line.strip()][-1:]
        dated_first = label["shape"] == "b"
        date_line = above[0] if dated_first else blocks.pop(0) if label["shape"] in "acd" else None
        bullet = before.rsplit("• ", 1)[-1].strip() if "•" in before else ""
        caption = bullet if label["shape"] in "ac" and bullet else None
        paragraphs: list[str] = []
        while " ".join(" ".join(paragraphs).split()) != summary:
            paragraphs.append(blocks.pop(0))
        stories.append(Told(title, date_line, label["date"], tuple(paragraphs), caption))
    return Source(name, str(labels[0]["shape"]), str(labels[0]["url"]), tuple(stories))


SOURCES = tuple(_source(name, labels) for name, labels in sorted(_labels().items()))
