"""Text that is no item: what it is recognised by, and how it is reported."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from syndication.bulletins.anchors import is_named
from syndication.bulletins.entries import Story
from syndication.bulletins.page import Line
from syndication.models import Bulletin, Item, Omission

NAMED = "standing text, named in the settings"
UNDATED = "standing text: undated, after the dated items"
NO_TEXT = "a line without date and text, such as a menu's"
OUTSIDE = "outside the items"
AFTER_CLOSING = "after the line that ends the article"
REPEATED_TITLE = "a title without text that the page shows with its text"
REPEATED = "standing text: undated, the same on several pages"
_TITLE_LENGTH = 80
_HIDDEN_ADVICE = (
    "expected text that a person sees, so it was left out and the rest of the file read; if it is news, take the "
    "hiding markup off, else drop the entry"
)
_TELLING_WORDS = 12
"""Hidden text of fewer words is a label or a link; with more it could pass for news."""


def omit_story(story: Story, source: str, reason: str) -> Omission:
    """Report an entry that is no item."""
    return _omit(story.title, source, reason)


def omit_all(lines: Iterable[Line], source: str, names: Sequence[str], reason: str = OUTSIDE) -> list[Omission]:
    """Report lines outside the items, one omission for each part of the page's frame and for each headed text.

    ``names`` are those of standing text.
    """
    omissions: list[Omission] = []
    before: Line | None = None
    for line in lines:
        named = is_named(line, names)
        opens = named or line.heading or line.strong
        if before is None or line.furniture != before.furniture or opens:
            omissions.append(_omit(line, source, NAMED if named else line.furniture or reason))
        before = line
    return omissions


def find_hidden(unseen: Iterable[Line], source: str, hidden: str) -> tuple[Omission, ...]:
    """What the markup hides outside of the page's frame, and long enough to be told for news.

    ``hidden`` is what reasons for hiding begin with.
    """
    return tuple(
        Omission(source, line.number, _opening(line.text), f"{line.furniture}: {_HIDDEN_ADVICE}")
        for line in unseen
        if (line.furniture or "").startswith(hidden) and len(line.text.split()) >= _TELLING_WORDS
    )


def set_apart_repeated(bulletins: Sequence[Bulletin]) -> tuple[Bulletin, ...]:
    """Turn undated items that several different pages show word for word into omissions.

    An item that a page expressly leaves without a date is no standing text, however often it is met: lists overlap.
    """
    pages: defaultdict[tuple[str, str], set[tuple[Item, ...]]] = defaultdict(set)
    for bulletin in bulletins:
        content = tuple(replace(item, source="", page_url=None, line=0) for item in bulletin.items)
        for item in bulletin.items:
            pages[_words(item)].add(content)
    repeated = {words for words, contents in pages.items() if len(contents) > 1}
    return tuple(_set_apart(bulletin, repeated) for bulletin in bulletins)


def _set_apart(bulletin: Bulletin, repeated: set[tuple[str, str]]) -> Bulletin:
    apart = [item for item in bulletin.items if _may_stand(item) and _words(item) in repeated]
    if not apart:
        return bulletin
    omissions = [Omission(item.source, item.line, _opening(item.title), REPEATED) for item in apart]
    kept = tuple(item for item in bulletin.items if item not in apart)
    return replace(bulletin, items=kept, omissions=(*bulletin.omissions, *omissions))


def _may_stand(item: Item) -> bool:
    return item.date is None and not item.declared_undated


def _words(item: Item) -> tuple[str, str]:
    return item.title.casefold(), item.summary.casefold()


def _omit(line: Line, source: str, reason: str) -> Omission:
    return Omission(source, line.number, _opening(line.text), reason)


def _opening(text: str) -> str:
    return text if len(text) <= _TITLE_LENGTH else text[:_TITLE_LENGTH].rsplit(" ", 1)[0] + "…"
