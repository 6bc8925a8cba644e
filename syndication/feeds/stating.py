"""Feeds and items to facts: texts pass the text policy, addresses become absolute, dates UTC in whole seconds."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

from syndication.config import Settings
from syndication.feeds.addresses import uri, web_address
from syndication.feeds.facts import CategoryFacts, FeedFacts, ItemFacts, Link, TombstoneFacts
from syndication.feeds.gathering import Terms, label_of
from syndication.feeds.pictures import state_picture
from syndication.feeds.places import Place
from syndication.feeds.shortening import shorten, shorten_paragraphs, shorten_to_bytes
from syndication.feeds.wording import wording
from syndication.models import REGIONS, ArchivedItem, Category, Correction, Feed, Precision, Selection, Tombstone
from syndication.text import clean

_SUMMARY_LENGTH = 400
_scheme_uri = lru_cache(64)(uri)
_clean_name = lru_cache(8_192)(clean)  # categories and the words for them: thousands of items have the same


def state_feed(feed: Feed, settings: Settings, taxonomy: Terms) -> FeedFacts:
    """What the documents of a feed say of the feed itself."""
    site, selection = settings.site, feed.selection
    is_polled = feed.period is None
    return FeedFacts(
        id=feed.id,
        title=clean(feed.title),
        description=clean(feed.description),
        updated=_in_seconds(feed.updated),
        author=clean(site.publisher),
        homepage=uri(site.homepage),
        language=site.language,
        rights=clean(site.rights) if site.rights else None,
        licence=uri(site.licence) if site.licence else None,
        place=_place_of(selection, taxonomy),
        hub=uri(site.hub) if site.hub and _is_published(feed) else None,
        interval_seconds=settings.inbox.interval_seconds if is_polled else None,
        withdrawn=tuple(_state_tombstone(tombstone, site.language) for tombstone in feed.withdrawn),
        base_url=site.base_url,
        selection=selection,
        period=feed.period,
        previous=feed.previous,
        next=feed.next,
        is_of_corrections=feed.is_of_corrections,
    )


def _is_published(feed: Feed) -> bool:
    """Whether a hub is told of the document: it is of those that are published, and of no others."""
    return feed.period is None and feed.selection.is_catalogued and not feed.is_of_corrections


def _state_tombstone(tombstone: Tombstone, language: str) -> TombstoneFacts:
    taken_back = tombstone.retraction
    told = tombstone.reason if taken_back is None else wording(language).tell_retraction(taken_back)
    reason = shorten(clean(told), _SUMMARY_LENGTH)
    return TombstoneFacts(clean(tombstone.id), _in_seconds(tombstone.withdrawn_at), reason)


def _place_of(selection: Selection, taxonomy: Terms) -> Place | None:
    """What a feed of one region covers, else where that is."""
    term = taxonomy.term(REGIONS, *selection.regions) if len(selection.regions) == 1 else None
    return (term.box or term.point) if term else None


def state_item(item: ArchivedItem, settings: Settings, taxonomy: Terms, *, brief: bool = False) -> ItemFacts:
    """What the documents of every feed say of an item; if they are to be brief, without its text."""
    page = uri(settings.site.base_url + item.path)
    own, bulletin = web_address(item.url), web_address(item.page_url)
    categories = tuple(_state_category(category, settings, taxonomy) for category in item.categories)
    paragraphs = [text for paragraph in item.paragraphs if (text := clean(paragraph))]
    longest = settings.feeds.item_bytes
    return ItemFacts(
        id=clean(item.id),
        title=shorten_to_bytes(clean(item.title) or str(item.date), longest),
        link=Link("alternate", own) if own else Link("alternate", page, "text/html"),
        page=page,
        bulletin=bulletin if bulletin != own else None,
        published=_in_seconds(item.published),
        month=str(item.date) if item.date.precision is Precision.MONTH else None,
        updated=_in_seconds(item.updated),
        summary=shorten(" ".join(paragraphs), _SUMMARY_LENGTH),
        content="" if brief else _write_html(paragraphs, longest, page),
        categories=categories,
        place=_first_place(categories),
        picture=state_picture(item.picture),
        author=clean(settings.site.publisher),
    )


def state_correction(correction: Correction, settings: Settings, taxonomy: Terms) -> ItemFacts:
    """What a feed of corrections says of one: an item of its own, which leads to the page of the one that changed."""
    page, at = uri(settings.site.base_url + correction.path), _in_seconds(correction.at)
    categories = tuple(_state_category(category, settings, taxonomy) for category in correction.categories)
    longest = settings.feeds.item_bytes
    return ItemFacts(
        id=clean(correction.id),
        title=shorten_to_bytes(clean(correction.title) or str(at.date()), longest),
        link=Link("alternate", page, "text/html"),
        page=page,
        bulletin=None,
        published=at,
        month=None,
        updated=at,
        summary=shorten_to_bytes(clean(correction.line), longest),
        content="",
        categories=categories,
        place=_first_place(categories),
        picture=None,
        author=clean(settings.site.publisher),
    )


def _first_place(categories: Iterable[CategoryFacts]) -> Place | None:
    return next((category.place for category in categories if category.place), None)


def _write_html(paragraphs: list[str], longest: int, page: str) -> str:
    """A text as HTML; one that is cut ends with the address of the page where it can be read."""
    kept = shorten_paragraphs(paragraphs, longest)
    address = escape(page)
    rest = f'<p><a href="{address}">{address}</a></p>' if kept != paragraphs else ""
    return "".join(f"<p>{escape(paragraph, quote=False)}</p>" for paragraph in kept) + rest


def _state_category(category: Category, settings: Settings, taxonomy: Terms) -> CategoryFacts:
    term = taxonomy.term(category.scheme, category.slug)
    return CategoryFacts(
        scheme=category.scheme,
        scheme_uri=_scheme_uri(f"{settings.site.base_url}/{category.scheme}"),
        slug=category.slug,
        label=_clean_name(label_of(taxonomy, category.scheme, category.slug, settings.site.language)),
        decided_by=category.decided_by,
        words=tuple(dict.fromkeys(_clean_name(evidence.term) for evidence in category.evidence)),
        place=term.point or term.box if term else None,
    )


def _in_seconds(instant: datetime) -> datetime:
    """UTC, without the fractions that RSS cannot write (RFC 822 section 5): the same date in every format."""
    return instant.astimezone(UTC).replace(microsecond=0)
