"""The tags of an HTML page, and how much text each holds.

Nothing here recurses: a page may nest a hundred thousand tags.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement

from syndication.bulletins.line_numbers import line_of, mark_lines, strip_marks
from syndication.errors import BulletinError

_DEEPEST = 512
"""Tags inside each other: what Chromium shows at most."""
_XML_DECLARATION = re.compile(r"<\?xml\b[^>]*>", re.I)
"""Of XHTML, too; Beautiful Soup would warn of it, and lxml needs none."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A page's tags; texts have marks that tell their lines."""

    root: BeautifulSoup
    lengths: Mapping[int, int]
    """By ``id`` of a tag: how much seen text it holds."""

    def length_of(self, tag: Tag) -> int:
        """How much seen text a tag holds."""
        return self.lengths[id(tag)]

    @property
    def length(self) -> int:
        """How much the whole page holds."""
        return self.length_of(self.root)


def grow_tree(text: str, source: str) -> Tree:
    """Read HTML; raises BulletinError for a page that no browser would show as it is nested."""
    text = _XML_DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text)
    root = BeautifulSoup(mark_lines(text), "lxml")
    _refuse_depth(root, source)
    for tag in root.find_all(["script", "style", "meta", "link", "base", "a", "time", "img"]):
        strip_marks(tag)
    return Tree(root, _measure(root))


def is_text(node: PageElement) -> bool:
    """Whether a node is text that a browser shows: no comment, no declaration."""
    return type(node) in (NavigableString, CData)


def _refuse_depth(root: BeautifulSoup, source: str) -> None:
    level: list[Tag] = [root]
    for _ in range(_DEEPEST):
        level = [child for tag in level for child in tag.contents if isinstance(child, Tag)]
        if not level:
            return
    number = line_of("".join(level[0].find_all(string=True, limit=1)))
    line = f", near line {number}" if number else ""
    raise BulletinError(
        f"{source}: nested too deep: expected at most {_DEEPEST} tags inside each other, as browsers do, found more"
        f"{line}; close the tags, or save the bulletin as text"
    )


def _measure(root: BeautifulSoup) -> dict[int, int]:
    """In one pass from the end: children come before their parents."""
    lengths: dict[int, int] = {id(root): 0}
    for node in reversed(list(root.descendants)):
        own = 0
        if isinstance(node, Tag):
            own = lengths.setdefault(id(node), 0)
            if node.name in ("script", "style", "template", "noscript", "head"):
                own = lengths[id(node)] = 0
        elif is_text(node):
            own = len(str(node).strip())
        if node.parent is not None:
            lengths[id(node.parent)] = lengths.get(id(node.parent), 0) + own
    return lengths
