"""Items in XML, many times as fast: feedgen writes one of each kind, and its text is the pattern for all others.

Two items are of one kind if they say the same sort of things: as many categories, a text or none, a picture or none.
"""

from collections.abc import Callable, Iterable, Iterator
from email.utils import format_datetime
from functools import lru_cache

from syndication.feeds.facts import CategoryFacts, ItemFacts, Link, rfc_3339
from syndication.feeds.patterns import PUBLISHED, UPDATED, Pattern, mark
from syndication.feeds.pictures import PictureFacts

Write = Callable[[ItemFacts], bytes]
_KINDS = 4_096
"""Patterns that are remembered: two formats, twenty-odd places, up to a dozen categories."""


def write_items(writes: Iterable[Write], facts: ItemFacts) -> Iterator[bytes]:
    """What each of these functions returns for the facts."""
    kind, texts = _kind_of(facts), _texts_of(facts)
    return (_take_pattern(write, kind).fill(texts) for write in writes)


@lru_cache(_KINDS)
def _take_pattern(write: Write, kind: ItemFacts) -> Pattern:
    return Pattern.of(write(kind), _dates_of(kind))


def _kind_of(facts: ItemFacts) -> ItemFacts:
    """The item with marks in the place of its texts; what is not there stays away."""
    picture = facts.picture
    return ItemFacts(
        id=mark("id"),
        title=mark("title"),
        link=Link(facts.link.rel, mark("link"), facts.link.media_type),
        page=mark("page"),
        bulletin=facts.bulletin and mark("bulletin"),
        published=PUBLISHED,
        month=None,  # which no format in XML tells
        updated=UPDATED,
        summary=facts.summary and mark("summary"),
        content=facts.content and mark("content"),
        categories=_mark_categories(len(facts.categories)),
        place=facts.place,
        picture=picture and PictureFacts(mark("picture"), picture.media_type, picture.text and mark("picture_text")),
        author=mark("author"),
    )


@lru_cache
def _mark_categories(number: int) -> tuple[CategoryFacts, ...]:
    names = [tuple(mark(f"{what}{place}") for what in ("scheme", "slug", "label")) for place in range(number)]
    return tuple(CategoryFacts("", scheme, slug, label, "", (), None) for scheme, slug, label in names)


def _texts_of(facts: ItemFacts) -> dict[str, str]:
    """The texts by the names of their marks."""
    texts = {
        "id": facts.id,
        "title": facts.title,
        "link": facts.link.href,
        "page": facts.page,
        "bulletin": facts.bulletin or "",
        "summary": facts.summary,
        "content": facts.content,
        "author": facts.author,
        **_dates_of(facts),
    }
    for place, category in enumerate(facts.categories):
        texts[f"scheme{place}"] = category.scheme_uri
        texts[f"slug{place}"] = category.slug
        texts[f"label{place}"] = category.label
    if facts.picture:
        texts |= {"picture": facts.picture.href, "picture_text": facts.picture.text}
    return texts


def _dates_of(facts: ItemFacts) -> dict[str, str]:
    """The dates as any of the formats writes them."""
    return {
        "published": rfc_3339(facts.published),
        "published_in_words": format_datetime(facts.published),
        "updated": rfc_3339(facts.updated),
    }
