"""What crawlers ask for: an index of sitemaps, one of the pages, one for each period of items, the latest news."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from http import HTTPStatus

from flask import Blueprint, Response, abort

from syndication.feeds import every_selection
from syndication.models import ALL, SCHEMES, ArchivedItem, Period
from syndication.web.machines.urlsets import Place, write_index, write_news, write_urlset
from syndication.web.ondemand.offering import offer
from syndication.web.ondemand.showing import find_last_change
from syndication.web.shelf import shelf

blueprint = Blueprint("sitemaps", __name__)
INDEX = "/sitemap.xml"
PAGES = "/sitemaps/pages.xml"
LATEST = "/news-sitemap.xml"
_LISTS = ("/", "/about", "/build", "/corrections", "/embed", "/feeds", *(f"/{scheme}" for scheme in SCHEMES))
"""Pages that are neither a feed's nor an item's."""
_XML = "application/xml"
_DAY = timedelta(days=1)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Where the sitemaps are; and that the state of the service is nothing to be found by."""
    sitemaps = "".join(f"Sitemap: {shelf().absolute(path)}\n" for path in (INDEX, LATEST))
    rules = f"User-agent: *\nDisallow: {shelf().internal('/status')}\n\n{sitemaps}"
    return offer("text/plain; charset=utf-8", rules.encode)


@blueprint.get(INDEX)
def index() -> Response:
    """The sitemap of the pages, and one for each period that has items: it changes with its own items alone."""
    return offer(_XML, lambda: write_index(_list_sitemaps()), find_last_change)


@blueprint.get(PAGES)
def pages() -> Response:
    """All pages that are no item's; those of feeds that have items, with the time of their last change."""
    return offer(_XML, lambda: write_urlset(list(_list_pages())), find_last_change)


@blueprint.get("/sitemaps/<period:period>.xml")
def items(period: Period) -> Response:
    """The items of a period; 404 for one without, or of another span than ``feeds.history``."""
    return offer(_XML, lambda: write_urlset(_list_items(period)), find_last_change)


@blueprint.get(LATEST)
def latest() -> Response:
    """News of two days, as Google takes it: those up to the newest item, by its date and not by the clock.

    Google counts back from now; so does this while news come daily. Where they rest, what stands here has been told
    before, and a crawler passes over it. So the document is a function of the archive.
    """
    site = shelf().settings.site

    def write() -> bytes:
        return write_news(_find_news(), site.base_url, site.title, site.language)

    return offer(_XML, write, find_last_change)


def address_of(period: Period) -> str:
    """Where the sitemap of a period's items is."""
    return f"/sitemaps/{period}.xml"


def _list_sitemaps() -> Iterator[Place]:
    with shelf().reading_room.archive() as archive:
        updates = archive.updates(shelf().settings.feeds.history)
    yield Place(shelf().absolute(PAGES))
    for period, updated in updates.items():
        yield Place(shelf().absolute(address_of(period)), updated)


def _list_pages() -> Iterator[Place]:
    with shelf().reading_room.archive() as archive:
        tallies, changes = archive.counts(), archive.changes()
    yield from (Place(shelf().absolute(path)) for path in _LISTS if shelf().offers(path))
    for selection in every_selection(shelf().taxonomy):
        if selection in tallies:
            yield Place(shelf().absolute(selection.path), changes.get(selection))


def _list_items(period: Period) -> list[Place]:
    if period.span is not shelf().settings.feeds.history:
        abort(HTTPStatus.NOT_FOUND)
    with shelf().reading_room.archive() as archive:
        found = archive.pages(period.start, period.end)
    return [Place(shelf().absolute(page.path), page.updated) for page in found] or abort(HTTPStatus.NOT_FOUND)


def _find_news() -> Sequence[ArchivedItem]:
    with shelf().reading_room.archive() as archive:
        return [
            item
            for newest in archive.newest(ALL, 1)
            for item in archive.within(ALL, newest.date.day - _DAY, newest.date.day + _DAY)
        ]
