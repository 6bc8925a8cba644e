"""What the templates can call: names, links and dates in the language of the page."""

from urllib.parse import urlsplit

from flask import Flask
from markupsafe import Markup

from syndication.archive import Event
from syndication.feeds import name_of
from syndication.formats import FEED_FORMATS
from syndication.models import ALL, SCHEMES, ArchivedItem, Category, Selection
from syndication.web import assets
from syndication.web.addressing import addresses
from syndication.web.shelf import shelf
from syndication.web.telling import events
from syndication.web.telling.subscribing import device_link, subscribe_links

NAVIGATION = (("/", "home"), ("/feeds", "feeds"), ("/build", "build"), ("/about", "about_short"))
"""Address and text of what stands on top of every page."""
_LONGEST_TITLE = 200
"""Characters of a title in a list."""


def register(app: Flask) -> None:
    app.context_processor(_values)
    app.add_template_test(is_web_address, "web_address")
    app.add_template_test(is_explained, "explained")


def _values() -> dict[str, object]:
    return {
        "site": shelf().settings.site,
        "texts": shelf().texts,
        "say": shelf().texts.say,
        "language": shelf().language,
        "spoken": spoken_in(shelf().language),
        "translations": shelf().translations("/"),
        "language_name": language_name,
        "spoken_in": spoken_in,
        "in_source_language": in_source_language(),
        "link": shelf().link,
        "file": shelf().internal,
        "absolute": shelf().absolute,
        "asset": assets.address,
        "integrity": assets.integrity,
        "name": name,
        "page_link": page_link,
        "categories_of": categories_of,
        "reasons": reasons,
        "tell_event": tell_event,
        "short": shorten,
        "subscribe_links": subscribe_links,
        "device_link": device_link,
        "selection_of": selection_of,
        "formats": FEED_FORMATS,
        "schemes": SCHEMES,
        "navigation": [entry for entry in NAVIGATION if shelf().offers(entry[0])],
        "offers": shelf().offers,
        "is_export": shelf().is_export,
        "everything": ALL,
    }


def name(selection: Selection, language: str | None = None) -> str:
    """A feed's name in a language, else in that of the page: ``Water``, ``Water in North Coast``."""
    language = language or shelf().language
    if selection == ALL:
        return shelf().texts_by_language[language].say("all")
    return name_of(selection, shelf().taxonomy, language)


def language_name(language: str) -> str:
    """What a language calls itself."""
    return shelf().texts_by_language[language].say("language")


def spoken_in(language: str) -> str:
    """The language of the words on a language's pages: another one where the program has no texts in it."""
    return shelf().texts_by_language[language].language


def in_source_language() -> Markup:
    """The attribute of what stands on a page in the language of the items, where that is not the page's."""
    own = shelf().settings.site.language
    return Markup(' lang="{}"').format(own) if own != shelf().texts.language else Markup()


def page_link(selection: Selection, page: int) -> str:
    """Where a page of a feed's items stands; the first one's is the feed's own address."""
    return shelf().link(addresses.page_address(selection, page))


def selection_of(category: Category) -> Selection:
    """The feed of one category alone."""
    return addresses.single(category.scheme, category.slug)


def reasons(category: Category) -> str:
    """Why an item has a category, in a line: the words that speak for it, and where they stand."""
    if category.decided_by == "person":
        return shelf().texts.say("by_person")
    say = shelf().texts.say
    terms: dict[str, dict[str, None]] = {}
    for evidence in category.evidence:
        terms.setdefault(evidence.where, {})[say("quoted", words=evidence.term)] = None
    return "; ".join(f"{', '.join(its)} {say(f'in_{where}')}" for where, its in terms.items())


def tell_event(event: Event) -> str:
    """What happened to an item, in a line in the language of the page."""
    return events.tell_event(event, shelf().taxonomy, shelf().texts, shelf().language)


def categories_of(item: ArchivedItem) -> list[Category]:
    """An item's categories that have a feed: the taxonomy may have lost a term since the item was classified."""
    return [category for category in item.categories if shelf().taxonomy.term(category.scheme, category.slug)]


def shorten(title: str) -> str:
    """A title as lists show it: one of any length leaves room for the others, and is whole on the item's page."""
    return title if len(title) <= _LONGEST_TITLE else f"{title[: _LONGEST_TITLE - 1].rstrip()}…"


def is_explained(item: ArchivedItem) -> bool:
    """Whether there is a reason to show for any category of an item."""
    return any(reasons(category) for category in categories_of(item))


def is_web_address(url: str | None) -> bool:
    """Whether a source's address may be made a link: ``javascript:`` and the like may not."""
    try:
        return url is not None and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        return False
