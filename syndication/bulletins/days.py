"""Days as headings: every item below one, up to the next, is of that day."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from syndication.bulletins.entries import Story
from syndication.bulletins.page import Line, Page


def date_by_days(page: Page, stories: Sequence[Story], strays: Sequence[Line]) -> tuple[tuple[Story, ...], set[int]]:
    """Give undated stories the date of the heading above them.

    A day is a heading, or a date outside of all entries directly above one, of which there must be several.
    Returns the stories, and the identities of the lines that are such days.
    """
    places = {id(line): place for place, line in enumerate(page.lines)}
    days = _days(page, stories, strays, places)
    groups = [_below(day, end, stories, places) for day, end in pairwise([*days, len(page.lines)])]
    if groups and not any(len(group) > 1 for group in groups[:-1]) and "." not in groups[-1][0].title.style:
        groups[-1] = groups[-1][:1]  # without a class of its own, what follows the last one may be standing text
    stamps = {id(story): page.lines[day].stamp for day, group in zip(days, groups, strict=True) for story in group}
    dated = tuple(story if story.stamp else replace(story, stamp=stamps.get(id(story))) for story in stories)
    return dated, {id(page.lines[day]) for day in days}


def _days(page: Page, stories: Sequence[Story], strays: Sequence[Line], places: dict[int, int]) -> list[int]:
    titles = {places[id(story.title)] for story in stories}
    told = [place for place, line in enumerate(page.lines) if not line.furniture and not line.caption]
    above = [place for place, after in pairwise(told) if page.lines[place].stamp and after in titles]
    outside = {id(line) for line in strays}
    alone = [place for place in above if id(page.lines[place]) in outside]
    return [
        place
        for place in above
        if page.lines[place].heading or (len(alone) > 1 and place in alone and not page.lines[place].furniture)
    ]


def _below(day: int, end: int, stories: Sequence[Story], places: dict[int, int]) -> list[Story]:
    """The stories of a day: set like the first one, without a date of their own."""
    below = [story for story in stories if day < places[id(story.title)] < end]
    return [story for story in below if story is below[0] or _is_undated_like(story, below[0])]


def _is_undated_like(story: Story, first: Story) -> bool:
    return not story.stamp and story.title.style == first.title.style and bool(story.body)
