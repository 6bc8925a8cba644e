"""Home pages of undated teasers: a title and the opening of a text that breaks off in dots."""

from dataclasses import replace

from syndication.bulletins.anchors import can_be_title
from syndication.bulletins.entries import Story, as_item
from syndication.bulletins.illustrating import find_picture_between
from syndication.bulletins.page import Line
from syndication.bulletins.shapes.sheet import Findings, Sheet
from syndication.models import Item

_DOTS = ("...", "…", "[...]", "[…]")
_TEASER_WORDS = 12


def read_teasers(sheet: Sheet) -> Findings | None:
    """Read a page without dates; everything but titles and broken-off texts is its frame."""
    if sheet.dated:
        return None
    told = sheet.told
    items: list[Item] = []
    used: list[Line] = []
    free = 0
    for place, line in enumerate(told):
        if not _breaks_off(line):
            continue
        title = _title_before(told, place, free)
        if title is not None:
            story = Story(told[title], told[title + 1 : place + 1])
            picture = find_picture_between(sheet.page, story.title, line)
            items.append(replace(as_item(story, sheet.page), declared_undated=True, picture=picture))
            used += told[title : place + 1]
        free = place + 1
    return Findings(tuple(items), tuple(sheet.omit_rest(used))) if items else None


def _breaks_off(line: Line) -> bool:
    return line.text.endswith(_DOTS) and len(line.text.split()) >= _TEASER_WORDS and not line.heading


def _title_before(told: tuple[Line, ...], place: int, free: int) -> int | None:
    """The nearest line above that can be a title, past the paragraphs of the same teaser."""
    for above in range(place - 1, free - 1, -1):
        if can_be_title(told[above]) and len(told[above].text.split()) <= 2 * _TEASER_WORDS:
            return above
    return None
