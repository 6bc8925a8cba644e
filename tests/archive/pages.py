"""Readings made in a line."""

import hashlib
from datetime import UTC, date, datetime

from syndication.models import TOPICS, Category, ClassifiedItem, Held, Item, Picture, Reading, SourceDate

NOW = datetime(2020, 6, 1, 8, 30, tzinfo=UTC)
TEXT = "The river council met on Monday and agreed to measure the water twice a year from now on"


def tell(
    title: str = "Council agrees on water tests",
    text: str = TEXT,
    day: str | None = "2010-08-17",
    *,
    url: str | None = None,
    line: int = 1,
    modified: date | None = None,
    categories: tuple[Category, ...] = (Category(TOPICS, "water", 2.0),),
    page_url: str | None = None,
    caption: str | None = None,
    picture: Picture | None = None,
) -> ClassifiedItem:
    source_date = None if day is None else SourceDate.parse(day)
    paragraphs = (text,) if text else ()
    item = Item(
        title, paragraphs, source_date, url, page_url, "set by page()", line, modified, caption, picture=picture
    )
    return ClassifiedItem(item, categories)


def page(
    source: str, *items: ClassifiedItem, as_of: str | None = None, held: tuple[Held, ...] = (), digest: str = ""
) -> Reading:
    """A file; its digest follows from what it holds, unless given."""
    digest = digest or hashlib.sha256(repr((items, as_of, held)).encode()).hexdigest()
    return Reading(source, digest, None, items, held, None if as_of is None else date.fromisoformat(as_of))
