"""The catalogue of all feeds as OPML 2.0 (opml.org/spec2.opml)."""

from collections.abc import Sequence

from lxml import etree

from syndication.config import Settings
from syndication.feeds.gathering import Terms, label_of, name_of
from syndication.feeds.mending import Element, add
from syndication.feeds.wording import wording
from syndication.formats import CATALOGUE, OPML, RSS
from syndication.models import TOPICS, Document, Selection
from syndication.text import clean


def render_opml(selections: Sequence[Selection], settings: Settings, taxonomy: Terms) -> Document:
    """Render the catalogue: all; a folder for each topic with all of its feeds; the regions.

    It has no dates: nothing but the settings could change it.
    """
    opml = etree.Element("opml", version="2.0")
    _write_head(opml, settings)
    body = add(opml, "body")
    words = wording(settings.site.language)
    topics, regions = _group_by_topic(selections), [s for s in selections if s.regions and not s.topics]
    _write_feeds(body, [s for s in selections if not s.terms], settings, taxonomy)
    folder = _write_folder(body, words.topics)
    for topic, group in topics.items():
        label = label_of(taxonomy, TOPICS, topic, settings.site.language)
        _write_feeds(_write_folder(folder, label), group, settings, taxonomy)
    _write_feeds(_write_folder(body, words.regions), regions, settings, taxonomy)
    body_bytes = etree.tostring(opml, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Document(CATALOGUE, OPML.content_type, body_bytes)


def _group_by_topic(selections: Sequence[Selection]) -> dict[str, list[Selection]]:
    groups: dict[str, list[Selection]] = {}
    for selection in selections:
        for topic in selection.topics:
            groups.setdefault(topic, []).append(selection)
    return groups


def _write_head(opml: Element, settings: Settings) -> None:
    head = add(opml, "head")
    add(head, "title", clean(settings.site.title))
    add(head, "ownerName", clean(settings.site.publisher))
    add(head, "ownerId", settings.site.homepage)
    add(head, "docs", "http://opml.org/spec2.opml")


def _write_folder(parent: Element, text: str) -> Element:
    return etree.SubElement(parent, "outline", {"text": clean(text)})


def _write_feeds(parent: Element, selections: Sequence[Selection], settings: Settings, taxonomy: Terms) -> None:
    """Subscription outlines; they name the RSS document, for the specification has no type but ``rss``."""
    for selection in selections:
        name = clean(name_of(selection, taxonomy, settings.site.language))
        page = settings.site.base_url + selection.path
        addresses = {"xmlUrl": page + RSS.suffix, "htmlUrl": page}
        etree.SubElement(parent, "outline", {"text": name, "title": name, "type": "rss", **addresses})
