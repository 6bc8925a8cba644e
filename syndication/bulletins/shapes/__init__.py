"""The shapes of bulletin pages. A new shape is a module with one function, and a name in the list below."""

from collections.abc import Callable

from syndication.bulletins.shapes.address import read_post
from syndication.bulletins.shapes.article import read_article
from syndication.bulletins.shapes.letter import read_letter
from syndication.bulletins.shapes.listing import read_listing
from syndication.bulletins.shapes.masthead import read_issue
from syndication.bulletins.shapes.sheet import Findings, Sheet
from syndication.bulletins.shapes.teasers import read_teasers
from syndication.bulletins.standing import UNDATED

Shape = Callable[[Sheet], Findings | None]

SHAPES: tuple[Shape, ...] = (read_article, read_listing, read_post, read_letter, read_teasers, read_issue)
"""Asked in this order; the first that recognises the page reads it."""


def read_shape(sheet: Sheet) -> Findings:
    """Read a page by its shape; a page of none of them holds no item, and all of it is reported."""
    found = (shape(sheet) for shape in SHAPES)
    return next((findings for findings in found if findings), None) or _no_items(sheet)


def _no_items(sheet: Sheet) -> Findings:
    omissions = [sheet.omit_story(story, UNDATED) for story in sheet.stories]
    return Findings((), (*omissions, *sheet.omit(sheet.strays)))
