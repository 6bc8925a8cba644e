"""Items in XML, many times as fast: feedgen writes one of each kind, and its text is the pattern for all others.

Two items are of one kind if they say the same sort of things: as many categories, a text or none, a picture or none.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from syndication.feeds.facts import CategoryFacts, ItemFacts, Link, rfc_822, rfc_3339
from syndication.feeds.patterns import PUBLISHED, UPDATED, Pattern, mark
from syndication.feeds.pictures import PictureFacts
from syndication.feeds.places import Place

Write = Callable[[ItemFacts], bytes]
_KINDS = 4_096
"""Patterns that are remembered: two formats, twenty-odd places, up to a dozen categories."""


def write_items(writes: Iterable[Write], facts: ItemFacts) -> Iterator[bytes]:
    """What each of these functions returns for the facts."""
    kind, texts = _kind_of(facts), _texts_of(facts)
    return (_take_pattern(write, kind).fill(texts) for write in writes)


class _Kind(NamedTuple):
    """What an item says, but for its texts."""

    link: tuple[str, str | None]
    """Relation and media type."""
    has_bulletin: bool
    has_summary: bool
    has_content: bool
    categories: int
    place: Place | None
    picture: tuple[str | None, bool] | None
    """Its media type, and whether it has a text."""


def _kind_of(facts: ItemFacts) -> _Kind:
    link, picture = facts.link, facts.picture
    return _Kind(
        (link.rel, link.media_type),
        bool(facts.bulletin),
        bool(facts.summary),
        bool(facts.content),
        len(facts.categories),
        facts.place,
        (picture.media_type, bool(picture.text)) if picture else None,
    )


@lru_cache(_KINDS)
def _take_pattern(write: Write, kind: _Kind) -> Pattern:
    specimen = _make_specimen(kind)
    return Pattern.of(write(specimen), _dates_of(specimen))


def _make_specimen(kind: _Kind) -> ItemFacts:
    """An item of a kind with marks in the place of its texts; what is not there stays away."""
    rel, media_type = kind.link
    return ItemFacts(
        id=mark("id"),
        title=mark("title"),
        link=Link(rel, mark("link"), media_type),
        page=mark("page"),
        bulletin=mark("bulletin") if kind.has_bulletin else None,
        published=PUBLISHED,
        month=None,  # which no format in XML tells
        updated=UPDATED,
        summary=mark("summary") if kind.has_summary else "",
        content=mark("content") if kind.has_content else "",
        categories=_mark_categories(kind.categories),
        place=kind.place,
        picture=_mark_picture(*kind.picture) if kind.picture else None,
        author=mark("author"),
    )


def _mark_picture(media_type: str | None, has_text: bool) -> PictureFacts:
    return PictureFacts(mark("picture"), media_type, mark("picture_text") if has_text else "")


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
        "published_in_words": rfc_822(facts.published),
        "updated": rfc_3339(facts.updated),
    }
