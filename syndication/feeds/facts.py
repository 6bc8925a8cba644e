"""What a feed document says, said once: the writers of the formats differ only in how they write it.

Every text here has passed the text policy, every address is absolute, every date is UTC in whole seconds.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import quote, urlsplit

from syndication.config import Settings
from syndication.feeds.gathering import Terms, label_of
from syndication.formats import FEED_FORMATS, Format
from syndication.models import ArchivedItem, Category, Feed
from syndication.text import clean

GENERATOR = "syndication"
_SUMMARY_LENGTH = 400
_NOT_ESCAPED = ":/?#[]@!$&'()*+,;=~%"  # RFC 3986 section 2.2, and what is escaped already
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and what it is to the feed or the item that names it (RFC 8288)."""

    rel: str
    href: str
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A category of an item.

    A reader compares ``scheme_uri`` and ``slug``, which are the same in every format, and shows ``label``.
    The scheme's URI is the address below which its feeds stand: ``…/topics``.
    """

    scheme: str
    scheme_uri: str
    slug: str
    label: str
    decided_by: str
    words: tuple[str, ...]
    """The words of the item that speak for the category, each once."""
    point: Point | None


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item."""

    id: str
    title: str
    link: Link
    """The item's own address at the source, else its permanent page here."""
    page: str
    """Its permanent page here."""
    published: datetime
    updated: datetime
    summary: str
    """Plain text, in one line, a few sentences at most; may be empty."""
    content: str
    """The whole text as HTML, one ``p`` for each paragraph; may be empty."""
    categories: tuple[CategoryFacts, ...]
    point: Point | None
    """Where it happened: the point of the best region that has one."""
    author: str


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """A feed without its items."""

    id: str
    title: str
    description: str
    updated: datetime
    author: str
    homepage: str
    language: str
    rights: str | None
    licence: str | None
    page: str
    """The feed's page for people; a format's suffix makes it the address of a document."""

    def address(self, form: Format) -> str:
        return self.page + form.suffix

    def links(self, form: Format) -> tuple[Link, ...]:
        """The links of the document in one format: itself, the page, the other formats, the licence."""
        others = [other for other in FEED_FORMATS if other != form]
        return (
            Link("alternate", self.page, "text/html"),
            Link("self", self.address(form), form.media_type),
            *(Link("alternate", self.address(other), other.media_type) for other in others),
            *([Link("license", self.licence)] if self.licence else []),  # RFC 4946
        )


def state_feed(feed: Feed, settings: Settings) -> FeedFacts:
    """What the documents of a feed say of the feed itself."""
    site = settings.site
    return FeedFacts(
        id=feed.id,
        title=clean(feed.title),
        description=clean(feed.description),
        updated=_in_seconds(feed.updated),
        author=clean(site.publisher),
        homepage=_uri(site.homepage),
        language=site.language,
        rights=clean(site.rights) if site.rights else None,
        licence=_uri(site.licence) if site.licence else None,
        page=_uri(site.base_url + feed.selection.path),
    )


def state_item(item: ArchivedItem, settings: Settings, taxonomy: Terms) -> ItemFacts:
    """What the documents of every feed say of an item."""
    page = _uri(settings.site.base_url + item.path)
    own = _web_address(item.url)
    categories = tuple(_state_category(category, settings, taxonomy) for category in item.categories)
    paragraphs = [text for paragraph in item.paragraphs if (text := clean(paragraph))]
    return ItemFacts(
        id=clean(item.id),
        title=clean(item.title) or str(item.date),
        link=Link("alternate", own) if own else Link("alternate", page, "text/html"),
        page=page,
        published=_in_seconds(item.published),
        updated=_in_seconds(item.updated),
        summary=_shorten(" ".join(paragraphs)),
        content="".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in paragraphs),
        categories=categories,
        point=next((category.point for category in categories if category.point), None),
        author=clean(settings.site.publisher),
    )


def _state_category(category: Category, settings: Settings, taxonomy: Terms) -> CategoryFacts:
    term = taxonomy.term(category.scheme, category.slug)
    return CategoryFacts(
        scheme=category.scheme,
        scheme_uri=_uri(f"{settings.site.base_url}/{category.scheme}"),
        slug=category.slug,
        label=clean(label_of(taxonomy, category.scheme, category.slug, settings.site.language)),
        decided_by=category.decided_by,
        words=tuple(dict.fromkeys(clean(evidence.term) for evidence in category.evidence)),
        point=term.point if term else None,
    )


def rfc_3339(instant: datetime) -> str:
    """``2016-04-17T12:00:00Z``: with ``Z``, which every reader knows, whatever the process's locale and zone are."""
    return instant.isoformat().replace("+00:00", "Z")


def _in_seconds(instant: datetime) -> datetime:
    """UTC, without the fractions that RSS cannot write (RFC 822 section 5): the same date in every format."""
    return instant.astimezone(UTC).replace(microsecond=0)


def _web_address(url: str | None) -> str | None:
    """An item's own address if a feed may name it: no reader shall be led to ``javascript:`` or ``file:``."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return _uri(url) if url and parts.scheme in ("http", "https") and parts.netloc else None


def _uri(address: str) -> str:
    """Escape what may not stand in a URI (RFC 3986): RSS takes no IRI, and the formats shall agree."""
    return _LONE_PERCENT.sub("%25", quote(clean(address), safe=_NOT_ESCAPED))


def _shorten(text: str) -> str:
    """Cut a longer text after a word, with an ellipsis."""
    if len(text) <= _SUMMARY_LENGTH:
        return text
    kept = text[:_SUMMARY_LENGTH]
    return f"{kept[: kept.rfind(' ')] if ' ' in kept else kept[:-1]}…"
