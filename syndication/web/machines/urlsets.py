"""Sitemaps as crawlers read them: the protocol of sitemaps.org 0.9, and Google's extension for news."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from lxml import etree

from syndication.feeds.addresses import uri
from syndication.feeds.facts import rfc_3339
from syndication.models import ArchivedItem, Precision
from syndication.text import clean

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
MOST_ADDRESSES = 50_000
"""In one sitemap (sitemaps.org, "Sitemap file")."""
MOST_NEWS = 1_000
"""In a news sitemap (Google Search Central, "Create a News sitemap")."""


class Place(NamedTuple):
    """A page, or a sitemap in an index, and when it changed last as far as that is known."""

    address: str
    """Absolute."""
    modified: datetime | None = None


def write_index(sitemaps: Iterable[Place]) -> bytes:
    """An index of sitemaps."""
    return _write("sitemapindex", "sitemap", sitemaps)


def write_urlset(pages: Sequence[Place]) -> bytes:
    """A sitemap; of more pages than one may name, the first."""
    return _write("urlset", "url", pages[:MOST_ADDRESSES])


def write_news(items: Sequence[ArchivedItem], base_url: str, publication: str, language: str) -> bytes:
    """A news sitemap; without items of which just the month is known: it must say on which day each was published."""
    root = _begin("urlset", news=NEWS)
    for item in [item for item in items if item.date.precision is Precision.DAY][:MOST_NEWS]:
        url = etree.SubElement(root, f"{{{SITEMAP}}}url")
        _add(url, SITEMAP, "loc", uri(base_url + item.path))
        news = etree.SubElement(url, f"{{{NEWS}}}news")
        source = etree.SubElement(news, f"{{{NEWS}}}publication")
        _add(source, NEWS, "name", publication)
        _add(source, NEWS, "language", language.partition("-")[0])
        _add(news, NEWS, "publication_date", str(item.date))
        _add(news, NEWS, "title", item.title)
    return _dump(root)


def _write(name: str, of_each: str, places: Iterable[Place]) -> bytes:
    root = _begin(name)
    for place in places:
        element = etree.SubElement(root, f"{{{SITEMAP}}}{of_each}")
        _add(element, SITEMAP, "loc", uri(place.address))
        if place.modified:
            _add(element, SITEMAP, "lastmod", rfc_3339(place.modified))
    return _dump(root)


def _begin(name: str, **extensions: str) -> etree._Element:
    namespaces: Any = {None: SITEMAP, **extensions}  # lxml's stubs know no namespace without a prefix
    return etree.Element(f"{{{SITEMAP}}}{name}", nsmap=namespaces)


def _add(parent: etree._Element, namespace: str, name: str, text: str) -> None:
    etree.SubElement(parent, f"{{{namespace}}}{name}").text = clean(text)


def _dump(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
