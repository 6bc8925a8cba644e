"""Items in XML, many times as fast: feedgen writes one of each kind, and its text is the pattern for all others.

Two items are of one kind if they say the same sort of things: as many categories, a text or none, a picture or none.
feedgen is given such an item with a mark in the place of each text, and where the marks stand in what it has written,
the texts of any item of that kind stand in its place, escaped as the mark was. The bytes are those that feedgen would
have written.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import lru_cache
from html import escape

from syndication.feeds.facts import CategoryFacts, ItemFacts, Link, rfc_3339
from syndication.feeds.pictures import PictureFacts

Write = Callable[[ItemFacts], bytes]
_KINDS = 4_096
"""Patterns that are remembered: two formats, twenty-odd places, up to a dozen categories."""
_PUBLISHED = datetime(1801, 1, 1, tzinfo=UTC)
_UPDATED = datetime(1802, 2, 2, tzinfo=UTC)
"""Instants that feedgen takes for such, and that no item has."""
_MARK = re.compile("§([a-z_]+[0-9]*)(&[^§]*)§")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a format writes items of one kind."""

    text: str
    """With ``%s`` where a text belongs."""
    slots: tuple[tuple[str, Callable[[str], str]], ...]
    """For each of those places the name of the text, and how it is escaped there."""

    def fill(self, texts: Mapping[str, str]) -> bytes:
        """The item that has these texts."""
        return (self.text % tuple([escape(texts[name]) for name, escape in self.slots])).encode()


def write_by_patterns(writes: Iterable[Write], facts: ItemFacts) -> Iterator[bytes]:
    """What each of these functions returns for the facts."""
    kind, texts = _kind_of(facts), _texts_of(facts)
    return (_take_pattern(write, kind).fill(texts) for write in writes)


@lru_cache(_KINDS)
def _take_pattern(write: Write, kind: ItemFacts) -> Pattern:
    written = write(kind).decode()
    for name, text in _dates_of(kind).items():
        written = written.replace(text, _escape_text(_mark(name)))
    parts = _MARK.split(written)
    constant, names, escaped = parts[::3], parts[1::3], parts[2::3]
    slots = tuple((name, _ESCAPES[how]) for name, how in zip(names, escaped, strict=True))
    return Pattern("%s".join(text.replace("%", "%%") for text in constant), slots)


def _mark(name: str) -> str:
    """Stands for a text; what becomes of the last two characters tells how the text is escaped."""
    return f'§{name}&"§'


def _kind_of(facts: ItemFacts) -> ItemFacts:
    """The item with marks in the place of its texts; what is not there stays away."""
    picture = facts.picture
    return ItemFacts(
        id=_mark("id"),
        title=_mark("title"),
        link=Link(facts.link.rel, _mark("link"), facts.link.media_type),
        page=_mark("page"),
        bulletin=facts.bulletin and _mark("bulletin"),
        published=_PUBLISHED,
        month=None,  # which no format in XML tells
        updated=_UPDATED,
        summary=facts.summary and _mark("summary"),
        content=facts.content and _mark("content"),
        categories=_mark_categories(len(facts.categories)),
        place=facts.place,
        picture=picture and PictureFacts(_mark("picture"), picture.media_type, picture.text and _mark("picture_text")),
        author=_mark("author"),
    )


@lru_cache
def _mark_categories(number: int) -> tuple[CategoryFacts, ...]:
    names = [tuple(_mark(f"{what}{place}") for what in ("scheme", "slug", "label")) for place in range(number)]
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


def _escape_text(text: str) -> str:
    """As libxml2 writes the text of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(16_384)
def _escape_attribute(text: str) -> str:
    """Nearly all of them are categories, of which there are few."""
    return _escape_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _escape_html(text: str) -> str:
    """A text in HTML that is the text of an element."""
    return _escape_text(escape(text, quote=False))


_ESCAPES: Mapping[str, Callable[[str], str]] = {
    '&amp;"': _escape_text,
    "&amp;&quot;": _escape_attribute,
    '&amp;amp;"': _escape_html,
}
"""By what becomes of the end of a mark."""
