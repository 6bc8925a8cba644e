"""An item in the vocabulary of schema.org, for search engines and whoever reads pages by program."""

from typing import Any

from syndication.classify import ListedTerms
from syndication.config import Settings
from syndication.feeds.gathering import label_of
from syndication.models import REGIONS, TOPICS, ArchivedItem, Category
from syndication.web.telling.presenting import is_web_address

_HEADLINE = 110
"""Characters of a headline: search engines cut a longer one."""


def state_article(item: ArchivedItem, settings: Settings, taxonomy: ListedTerms, language: str) -> dict[str, Any]:
    """A NewsArticle (schema.org/NewsArticle) as JSON-LD; names of topics and regions in the language."""
    site = settings.site
    address = f"{site.base_url}{item.path}"
    publisher = {"@type": "Organization", "name": site.publisher, "url": site.homepage}
    stated: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": item.id,
        "headline": item.title[:_HEADLINE],
        "description": item.summary[:400],
        "datePublished": str(item.date),
        "dateModified": item.updated.isoformat(),
        "url": address,
        "mainEntityOfPage": address,
        "inLanguage": site.language,
        "author": publisher,
        "publisher": publisher,
        "isBasedOn": item.url if is_web_address(item.url) else None,
        "image": item.picture.url if item.picture and is_web_address(item.picture.url) else None,
        "license": site.licence,
        "copyrightNotice": site.rights,
        "keywords": [label_of(taxonomy, TOPICS, c.slug, language) for c in item.categories if c.scheme == TOPICS],
        "contentLocation": [_place(c, taxonomy, language) for c in item.categories if c.scheme == REGIONS],
    }
    return {name: value for name, value in stated.items() if value}


def _place(category: Category, taxonomy: ListedTerms, language: str) -> dict[str, Any]:
    """A region, with its point where the taxonomy has one (schema.org/Place)."""
    place: dict[str, Any] = {"@type": "Place", "name": label_of(taxonomy, REGIONS, category.slug, language)}
    term = taxonomy.term(REGIONS, category.slug)
    if term is not None and term.point is not None:
        latitude, longitude = term.point
        place["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return place
