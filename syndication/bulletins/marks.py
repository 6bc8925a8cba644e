"""Marks with which plain text stands in for layout: Markdown headings and emphasis, underlined titles, numbers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from syndication.models import Item

_HEADING = re.compile(r"(?P<level>#{1,6})\s+(?P<text>\S.*?)\s*#*$")
_EMPHASIS = re.compile(r"(?P<mark>\*\*\*|\*\*|__|\*|_)(?P<text>(?=[^\s*_])(?:(?!(?P=mark)).)*[^\s*_])(?P=mark)$")
_LINK = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<target>https?://[^\s)]+)\)$")
_RULE = re.compile(r"\s*([=_~*.+#-])(?:\s*\1){2,}\s*$")
_UNDERLINES = "=-~"
_UNDERLINED_LEVEL = 2
"""One level for all: pages change the line they draw."""
_UNDERLINE_DIFFERS = 3
"""An underline is as long as its title, give or take this much: a longer rule sets texts apart."""
_NUMBERED = re.compile(r"(?P<number>\d{1,3})[.)]\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Marked:
    """A line without its marks, and what they say."""

    text: str
    heading: int = 0
    strong: bool = False
    link: str | None = None


def read_marks(text: str) -> Marked:
    """Take the Markdown off a line of which the whole is a heading, emphasised, or a link."""
    marked = Marked(text)
    if heading := _HEADING.match(text):
        marked = Marked(heading["text"], heading=len(heading["level"]))
    while emphasis := _EMPHASIS.match(marked.text):
        strong = marked.strong or len(emphasis["mark"]) > 1
        marked = replace(marked, text=emphasis["text"].strip(), strong=strong)
    if link := _LINK.match(marked.text):
        marked = replace(marked, text=link["text"].strip(), link=link["target"])
    return marked


def is_rule(line: str) -> bool:
    """Whether a line is drawn and not written."""
    return _RULE.match(line) is not None


def underline_level(title: str, rule: str) -> int:
    """The level of the heading that a drawn line makes of the line above it; 0 where it only sets texts apart."""
    rule = rule.strip()
    as_long = abs(len(title) - len(rule)) <= _UNDERLINE_DIFFERS
    return _UNDERLINED_LEVEL if as_long and rule[0] in _UNDERLINES else 0


def without_numbering(items: Sequence[Item]) -> tuple[Item, ...]:
    """Take the numbers off the titles of a page that counts its items: 1, 2, 3."""
    numbers = [_NUMBERED.match(item.title) for item in items]
    counted = [int(found["number"]) for found in numbers if found]
    if len(items) < 2 or counted != list(range(1, len(items) + 1)):
        return tuple(items)
    return tuple(
        replace(item, title=item.title[found.end() :]) for item, found in zip(items, numbers, strict=True) if found
    )
