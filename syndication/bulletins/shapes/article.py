"""Pages of one article: title, date, body, and after a closing line the standing text."""

from dataclasses import replace

from syndication.bulletins.anchors import can_be_title, is_named
from syndication.bulletins.entries import Story, as_item, is_caption, read_story, without_calls, without_closing
from syndication.bulletins.illustrating import find_picture_between
from syndication.bulletins.page import Line, Metadata, Page
from syndication.bulletins.shapes.address import month_of_address
from syndication.bulletins.shapes.sheet import Findings, Sheet
from syndication.bulletins.standing import AFTER_CLOSING, OUTSIDE
from syndication.models import Item


def read_article(sheet: Sheet) -> Findings | None:
    """Read a page whose one dated entry is set apart by nothing but its date, or that declares itself an article."""
    story = _dated_article(sheet) or _declared_article(sheet) or _closed_article(sheet)
    if story is None:
        return None
    story = _without_closing(story, sheet)
    reason = AFTER_CLOSING if story.closed_by else OUTSIDE
    return Findings((_as_article(story, sheet),), tuple(sheet.omit_rest((story.title, *story.body), reason)))


def _dated_article(sheet: Sheet) -> Story | None:
    metadata = sheet.page.metadata
    mains = [story for story in sheet.dated if _is_main(story, metadata)]
    if len(sheet.dated) == 1 and (not sheet.dated[0].listed or metadata.is_article or mains):
        return sheet.dated[0]
    return mains[0] if mains and metadata.is_article else None


def _is_main(story: Story, metadata: Metadata) -> bool:
    same = metadata.title is not None and metadata.title.casefold() == story.title.text.casefold()
    return story.title.heading == 1 or same


def _declared_article(sheet: Sheet) -> Story | None:
    """An article without a date line: what goes on from its title to the end of the region around both."""
    page = sheet.page
    if sheet.dated or not page.metadata.is_article:
        return None
    title = next((place for place, line in enumerate(page.lines) if _heads_article(line, page.metadata)), None)
    if title is None:
        return None
    end = _end_around(page, title)
    lines = [line for line in page.lines[title:end] if _is_told(line)]
    cut = next((place for place, line in enumerate(lines) if is_named(line, sheet.settings.closing)), len(lines))
    story = read_story(lines[:cut])
    if story is None:
        return None
    captions = (line.text for line in page.lines[title:end] if is_caption(line))
    picture = find_picture_between(page, page.lines[title], (story.body or lines)[-1])
    return replace(story, caption=story.caption or next(captions, None), picture=picture)


def _end_around(page: Page, title: int) -> int:
    """Where the article ends that holds a title; without the tag, where the closest region with a text ends."""
    around = [region for region in page.regions if title in region.lines]
    with_text = [region for region in around if any(_is_told(line) for line in page.lines[title + 1 : region.end])]
    articles = [region for region in with_text if region.tag == "article"]
    return (articles or with_text)[-1].end if with_text else title + 1


def _heads_article(line: Line, metadata: Metadata) -> bool:
    return _is_told(line) and (line.heading == 1 or (bool(line.heading) and line.text == metadata.title))


def _is_told(line: Line) -> bool:
    return not line.furniture and not line.caption


def _closed_article(sheet: Sheet) -> Story | None:
    """An article whose date line is missing: a title, an empty place, text, and a closing line."""
    told = sheet.told
    closing = next((place for place, line in enumerate(told) if is_named(line, sheet.settings.closing)), 0)
    if sheet.dated or closing < 2 or not can_be_title(told[0]):
        return None
    story = read_story(told[:closing])
    return replace(story, listed=False, closed_by=told[closing].text) if story and story.body else None


def _without_closing(story: Story, sheet: Sheet) -> Story:
    """Without the links below the text, and without a closing line that no setting names."""
    after = sheet.stories[sheet.stories.index(story) + 1 :] if story in sheet.stories else ()
    if not story.closed_by and any(other.listed or not other.stamp for other in after):
        return story.cut(without_closing(story.body))
    return story.cut(without_calls(story.body))


def _as_article(story: Story, sheet: Sheet) -> Item:
    page, metadata = sheet.page, sheet.page.metadata
    item = as_item(story, page, page.url)
    date = item.date or metadata.published or month_of_address(page.url)
    undated = item.declared_undated and date is None
    picture = item.picture or metadata.picture
    return replace(item, date=date, modified=metadata.modified, declared_undated=undated, picture=picture)
