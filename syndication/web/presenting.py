"""What the templates can call: names, links and dates in the site's language."""

from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask

from syndication.feeds import name_of
from syndication.formats import FEED_FORMATS
from syndication.models import ALL, SCHEMES, ArchivedItem, Category, Selection
from syndication.web import addresses
from syndication.web.shelf import shelf

STYLE = Path(__file__).parent / "static" / "style.css"
STYLE_VERSION = sha256(STYLE.read_bytes()).hexdigest()[:12]
"""In the style sheet's address, so that it may be kept for long and still change at once."""


def register(app: Flask) -> None:
    app.context_processor(_values)
    app.add_template_test(is_web_address, "web_address")
    app.add_template_test(is_explained, "explained")


def _values() -> dict[str, object]:
    return {
        "site": shelf().settings.site,
        "texts": shelf().texts,
        "say": shelf().texts.say,
        "link": shelf().internal,
        "file": shelf().internal,
        "name": name,
        "page_link": page_link,
        "categories_of": categories_of,
        "reasons": reasons,
        "selection_of": selection_of,
        "formats": FEED_FORMATS,
        "schemes": SCHEMES,
        "everything": ALL,
        "style_version": STYLE_VERSION,
    }


def name(selection: Selection) -> str:
    """A feed's name in the site's language: ``Water``, ``Water in North Coast``."""
    if selection == ALL:
        return shelf().texts.say("all")
    return name_of(selection, shelf().taxonomy, shelf().settings.site.language)


def page_link(selection: Selection, page: int) -> str:
    """Where a page of a feed's items stands; the first one's is the feed's own address."""
    return shelf().internal(addresses.page_address(selection, page))


def selection_of(category: Category) -> Selection:
    """The feed of one category alone."""
    return addresses.single(category.scheme, category.slug)


def reasons(category: Category) -> str:
    """Why an item has a category, in a line: the words that speak for it, and where they stand."""
    if category.decided_by == "person":
        return shelf().texts.say("by_person")
    found = dict.fromkeys((evidence.term, evidence.where) for evidence in category.evidence)
    return ", ".join(f"“{term}” {shelf().texts.say(f'in_{where}')}" for term, where in found)


def categories_of(item: ArchivedItem) -> list[Category]:
    """An item's categories that have a feed: the taxonomy may have lost a term since the item was classified."""
    return [category for category in item.categories if shelf().taxonomy.term(category.scheme, category.slug)]


def is_explained(item: ArchivedItem) -> bool:
    """Whether there is a reason to show for any category of an item."""
    return any(reasons(category) for category in categories_of(item))


def is_web_address(url: str | None) -> bool:
    """Whether a source's address may be made a link: ``javascript:`` and the like may not."""
    try:
        return url is not None and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
