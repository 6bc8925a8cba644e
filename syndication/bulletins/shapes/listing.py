"""Lists of dated items: news lists, lists of articles, home pages; standing text without a date at their end."""

from syndication.bulletins.anchors import is_named
from syndication.bulletins.entries import Story, as_item, without_calls
from syndication.bulletins.shapes.masthead import read_issue_date
from syndication.bulletins.shapes.sheet import Findings, Sheet
from syndication.bulletins.standing import AFTER_CLOSING, NAMED, NO_TEXT, REPEATED_TITLE, UNDATED
from syndication.models import Item, Omission


def read_listing(sheet: Sheet) -> Findings | None:
    """Read a page with at least one dated entry."""
    if not sheet.dated:
        return None
    last = max(place for place, story in enumerate(sheet.stories) if story.has_date_place)
    items: list[Item] = []
    omissions: list[Omission] = []
    for place, story in enumerate(sheet.stories):
        reason = _omission_reason(story, sheet, place > last)
        if reason:
            omissions.append(sheet.omit_story(story, reason))
        else:
            items.append(as_item(_without_calls(story, place == len(sheet.stories) - 1), sheet.page))
        omissions += sheet.omit(story.rest, AFTER_CLOSING)
    omissions += sheet.omit(sheet.strays)
    return Findings(tuple(items), tuple(omissions), read_issue_date(sheet))


def _omission_reason(story: Story, sheet: Sheet, trails: bool) -> str | None:
    """Why an entry is no item; None if it is one."""
    if is_named(story.title, sheet.settings.standing):
        return NAMED
    if not story.body and _is_told_elsewhere(story, sheet):
        return REPEATED_TITLE
    if not story.body and _is_set_unlike(story, sheet):
        return NO_TEXT
    if story.has_date_place:
        return None
    if trails:
        return UNDATED
    if not any(not line.nested for line in story.body):
        return NO_TEXT
    alike = any(other.title.style == story.title.style for other in sheet.dated)
    return None if alike else UNDATED


def _is_told_elsewhere(story: Story, sheet: Sheet) -> bool:
    """Whether the page shows the same title with a text: then this is an index of the page, such as 'recent posts'."""
    title = story.title.text.casefold()
    return any(other.body and other.title.text.casefold() == title for other in sheet.stories)


def _is_set_unlike(story: Story, sheet: Sheet) -> bool:
    """Whether titles with a text are set otherwise on this page: then this is a list of other articles."""
    styles = {other.title.style for other in sheet.dated if other.body}
    return bool(styles) and story.title.style not in styles


def _without_calls(story: Story, is_last: bool) -> Story:
    """The last entry of a page runs on into the calls below it."""
    return story.cut(without_calls(story.body)) if is_last else story
