"""Posts whose address tells what the page does not: ``/2017/08/the-words-of-the-title/``."""

import re
from dataclasses import replace
from datetime import date
from urllib.parse import unquote, urlsplit

from syndication.bulletins.anchors import are_set_alike, can_be_title, is_named, is_text
from syndication.bulletins.entries import Story, as_item, without_calls, without_closing
from syndication.bulletins.illustrating import find_picture_between
from syndication.bulletins.names import restore_names
from syndication.bulletins.page import Line, Page
from syndication.bulletins.shapes.sheet import Findings, Sheet
from syndication.models import Precision, SourceDate
from syndication.text import clean

_POST = re.compile(
    r"/(?P<year>(?:19|20)\d\d)/(?P<month>0[1-9]|1[0-2])/(?:(?P<day>\d\d)/)?(?P<slug>[^/]+?)(?:\.\w+)?/?$"
)
_SHARED_WORDS = 0.6
_MENU_WORDS = 3


def month_of_address(url: str | None) -> SourceDate | None:
    """Return the month, or the day, that a post's address names."""
    found = _POST.search(urlsplit(url).path) if url else None
    if not found:
        return None
    month = date(int(found["year"]), int(found["month"]), 1)
    try:
        return SourceDate(month.replace(day=int(found["day"]))) if found["day"] else SourceDate(month, Precision.MONTH)
    except ValueError:
        return SourceDate(month, Precision.MONTH)


def title_of_address(url: str) -> str:
    """Return the words of a post's address as a sentence, without the capitals of names."""
    found = _POST.search(urlsplit(url).path)
    words = clean(unquote(found["slug"]).replace("-", " ").replace("_", " ")) if found else ""
    return words[:1].upper() + words[1:]


def read_post(sheet: Sheet) -> Findings | None:
    """Read a post that is nothing but its text: title and month come from its address."""
    url = sheet.page.url
    if sheet.dated or url is None or month_of_address(url) is None or not title_of_address(url):
        return None
    told = _body(sheet)
    body = without_closing(told) if sheet.stories else without_calls(told)
    if not body:
        return None
    text = "\n".join(line.text for line in body)
    named = restore_names(title_of_address(url), text)
    title = replace(body[0], text=sheet.page.metadata.title or named, link=None)
    if len(body) > 1 and _tells_title(body[0], url):
        title, body = body[0], body[1:]
    item = as_item(Story(title, body), sheet.page, url)
    item = replace(
        item,
        date=sheet.page.metadata.published or month_of_address(url),
        modified=sheet.page.metadata.modified,
        declared_undated=False,
        picture=find_picture_between(sheet.page, told[0], told[-1]),
    )
    return Findings((item,), tuple(sheet.omit_rest(told)))


def _body(sheet: Sheet) -> tuple[Line, ...]:
    """The lines of the text, with a title if it has one: up to a closing line or to standing entries."""
    lines = list(sheet.told)
    ends = (*sheet.settings.closing, *sheet.settings.standing)
    end = next((place for place, line in enumerate(lines) if place and is_named(line, ends)), len(lines))
    start = next((place for place, line in enumerate(lines) if is_text(line)), end)
    opened = {id(story.title) for story in sheet.stories}
    end = next((place for place in range(start, end) if id(lines[place]) in opened), end)
    if start and start < end and _heads(lines[start - 1]):
        end = next((place for place in range(start, end) if _opens_another(lines[place], lines[start - 1])), end)
        start -= 1
    return tuple(_in_one_region(sheet.page, lines[start:end]))


def _in_one_region(page: Page, lines: list[Line]) -> list[Line]:
    """Keep what stands together with the first two lines: another column is another matter."""
    region = page.closest_region(lines[0], lines[1]) if len(lines) > 1 else None
    inside = {id(line) for line in page.lines[region.start : region.end]} if region else None
    return [line for line in lines if inside is None or id(line) in inside]


def _heads(line: Line) -> bool:
    return can_be_title(line) and (bool(line.heading) or line.strong or len(line.text.split()) > _MENU_WORDS)


def _opens_another(line: Line, title: Line) -> bool:
    return are_set_alike(line, title) and line.gap and can_be_title(line)


def _tells_title(line: Line, url: str) -> bool:
    words = set(re.findall(r"\w+", line.text.casefold()))
    address = set(title_of_address(url).casefold().split())
    short = len(words) <= 2 * len(address)
    shares = short and len(words & address) >= _SHARED_WORDS * len(address)
    return bool(line.heading) or (line.stands_out and can_be_title(line)) or shares
