"""The head of a bulletin that states one date for all its items, and bulletins that date them no other way."""

from dataclasses import replace

from syndication.bulletins.anchors import is_named
from syndication.bulletins.entries import as_item
from syndication.bulletins.shapes.sheet import Findings, Sheet
from syndication.bulletins.standing import NAMED, NO_TEXT
from syndication.models import Item, Omission, SourceDate


def read_issue_date(sheet: Sheet) -> SourceDate | None:
    """Return the date that stands before the first entry, or the day on which a mail was sent.

    In a page's frame it must number an issue: many sites show the day of the visit there.
    """
    first = sheet.stories[0].title.number if sheet.stories else 0
    for line in sheet.strays:
        if line.number < first and line.stamp and line.stamp.date and (line.stamp.issue or not line.furniture):
            return line.stamp.date
    return sheet.page.metadata.issued


def read_issue(sheet: Sheet) -> Findings | None:
    """Read a list of undated entries under one date."""
    issue_date = read_issue_date(sheet)
    if sheet.dated or issue_date is None or not sheet.stories:
        return None
    items: list[Item] = []
    omissions: list[Omission] = []
    for story in sheet.stories:
        if is_named(story.title, sheet.settings.standing):
            omissions.append(sheet.omit_story(story, NAMED))
        elif not any(not line.nested for line in story.body):
            omissions.append(sheet.omit_story(story, NO_TEXT))
        else:
            items.append(replace(as_item(story, sheet.page), declared_undated=False))
    omissions += sheet.omit(sheet.strays)
    return Findings(tuple(items), tuple(omissions), issue_date)
