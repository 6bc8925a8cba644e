"""Mails that are one story: the subject is its title, the day on which it was sent its date."""

from dataclasses import replace

from syndication.bulletins.anchors import is_named
from syndication.bulletins.entries import Story, as_item
from syndication.bulletins.shapes.sheet import Findings, Sheet


def read_letter(sheet: Sheet) -> Findings | None:
    """Read a mail without entries of its own."""
    metadata, told = sheet.page.metadata, sheet.told
    if sheet.stories or metadata.issued is None or not metadata.title or not told:
        return None
    ends = (*sheet.settings.closing, *sheet.settings.standing)
    end = next((place for place, line in enumerate(told) if is_named(line, ends)), len(told))
    if not end:
        return None
    title = replace(told[0], text=metadata.title, link=None)
    item = replace(as_item(Story(title, told[:end]), sheet.page), date=metadata.issued, declared_undated=False)
    return Findings((item,), tuple(sheet.omit_rest(told[:end])), metadata.issued)
