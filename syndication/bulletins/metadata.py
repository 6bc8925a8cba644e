"""What an HTML page says about itself outside its text: addresses, dates, whether it is one article."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from syndication.bulletins.dates import read_moment
from syndication.bulletins.furniture import attribute
from syndication.bulletins.page import Metadata
from syndication.text import clean

_ARTICLE_TYPES = frozenset({"Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "Report"})
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+?)\s*-->", re.I)


def web_address(address: str | None, base: str | None = None) -> str | None:
    """Return an absolute http or https address, resolved against ``base``; None for anything else."""
    if not address or address.strip().startswith("#"):
        return None
    try:
        whole = urljoin(base or "", clean(address))
        parts = urlsplit(whole)
    except ValueError:
        return None
    return whole if parts.scheme in ("http", "https") and parts.netloc and " " not in whole else None


def read_page_address(soup: BeautifulSoup, text: str, stated: str | None) -> str | None:
    """Return the page's address: stated in the file, canonical, ``og:url``, or noted by the browser that saved it."""
    if stated:
        return stated
    saved = _SAVED_FROM.search(text)
    saved_from = web_address(saved[1]) if saved else None
    canonical = soup.find("link", rel="canonical")
    named = (attribute(canonical, "href") if canonical else None, read_property(soup, "og:url"))
    return next((address for name in named if (address := web_address(name, saved_from))), saved_from)


def read_link_base(soup: BeautifulSoup, page_url: str | None) -> str | None:
    """Return the address against which the page's relative links are meant."""
    base = soup.find("base", href=True)
    return web_address(attribute(base, "href"), page_url) or page_url if base else page_url


def read_metadata(soup: BeautifulSoup) -> Metadata:
    """Read what meta tags and JSON-LD say; a page with several articles in its JSON-LD is no single article."""
    articles = [node for node in _json_nodes(soup) if _ARTICLE_TYPES.intersection(_types(node))]
    article = articles[0] if len(articles) == 1 else {}
    body = soup.body
    single = body is not None and not {"single", "single-post"}.isdisjoint(attribute(body, "class").split())
    published = _text(article, "datePublished") or read_property(soup, "article:published_time")
    modified = _text(article, "dateModified") or read_property(soup, "article:modified_time")
    stamps = [read_moment(moment) if moment else None for moment in (published, modified)]
    published_date, modified_date = (stamp.date if stamp else None for stamp in stamps)
    return Metadata(
        is_article=bool(article) or single or (not articles and read_property(soup, "og:type") == "article"),
        title=clean(_text(article, "headline") or "") or _shared_title(soup),
        published=published_date,
        modified=modified_date.day if modified_date else None,
    )


def _shared_title(soup: BeautifulSoup) -> str | None:
    title, site = clean(read_property(soup, "og:title") or ""), clean(read_property(soup, "og:site_name") or "")
    if site and title.endswith(site):
        title = title.removesuffix(site).rstrip(" |-–—»·:")
    return title or None


def read_property(soup: BeautifulSoup, name: str) -> str | None:
    """Return what a ``meta`` tag says under a name; None if there is none."""
    tag = soup.find("meta", attrs={"property": name}) or soup.find("meta", attrs={"name": name})
    return attribute(tag, "content") if tag else None


def _json_nodes(soup: BeautifulSoup) -> Iterator[dict[str, Any]]:
    for script in soup.find_all("script", type="application/ld+json"):
        try:
            waiting = [json.loads(script.string or "")]
        except (ValueError, RecursionError):
            continue  # a page's broken data about itself is no reason to refuse the page
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                yield node
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node)


def _types(node: dict[str, Any]) -> set[str]:
    types = node.get("@type")
    return {kind for kind in (types if isinstance(types, list) else [types]) if isinstance(kind, str)}


def _text(node: dict[str, Any], key: str) -> str | None:
    value = node.get(key)
    return value if isinstance(value, str) else None
