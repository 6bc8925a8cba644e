"""Lists of feeds as OPML 2.0 (opml.org/spec2.opml): the whole catalogue, or the feeds of one topic or region.

Each is there in folders, and flat for readers that know no folders and for people who have folders of their own.
"""

from collections.abc import Iterable, Sequence

from lxml import etree

from syndication.config import Settings
from syndication.feeds.gathering import Terms, label_of, name_of
from syndication.feeds.mending import Element, add
from syndication.feeds.wording import wording
from syndication.formats import CATALOGUE, OPML, RSS
from syndication.models import ALL, TOPICS, Document, Selection
from syndication.text import clean

FLAT = "flat"
"""What the address of a list without folders ends in, before the suffix."""


def opml_address(part: Selection = ALL, *, flat: bool = False) -> str:
    """Where the list of the feeds of a topic or a region is below the base URL; for ``ALL``, that of the catalogue."""
    listed = part.path if part.terms else CATALOGUE.removesuffix(OPML.suffix)
    return f"{listed}/{FLAT}{OPML.suffix}" if flat else f"{listed}{OPML.suffix}"


def render_opml(
    selections: Iterable[Selection], settings: Settings, taxonomy: Terms, *, part: Selection = ALL, flat: bool = False
) -> Document:
    """Render those of the feeds that ``part`` holds: the feed of a topic or a region, and all that narrow it.

    The whole catalogue has a folder for each topic with all of its feeds, and one for the regions; a part is one
    folder. With ``flat`` there is none. It has no dates: nothing but settings and taxonomy could change it.
    """
    opml = etree.Element("opml", version="2.0")
    _write_head(opml, part, settings, taxonomy)
    body = add(opml, "body")
    feeds = [selection for selection in selections if set(part.terms) <= set(selection.terms)]
    if flat:
        _write_feeds(body, feeds, settings, taxonomy)
    elif part.terms:
        _write_feeds(_write_folder(body, _name(part, settings, taxonomy)), feeds, settings, taxonomy)
    else:
        _write_folders(body, feeds, settings, taxonomy)
    written = etree.tostring(opml, encoding="UTF-8", xml_declaration=True, pretty_print=True)
    return Document(opml_address(part, flat=flat), OPML.content_type, written)


def _write_folders(body: Element, selections: Sequence[Selection], settings: Settings, taxonomy: Terms) -> None:
    """The whole catalogue: all; a folder for each topic with all of its feeds; the regions."""
    words = wording(settings.site.language)
    topics, regions = _group_by_topic(selections), [s for s in selections if s.regions and not s.topics]
    _write_feeds(body, [s for s in selections if not s.terms], settings, taxonomy)
    folder = _write_folder(body, words.topics)
    for topic, group in topics.items():
        label = label_of(taxonomy, TOPICS, topic, settings.site.language)
        _write_feeds(_write_folder(folder, label), group, settings, taxonomy)
    _write_feeds(_write_folder(body, words.regions), regions, settings, taxonomy)


def _group_by_topic(selections: Sequence[Selection]) -> dict[str, list[Selection]]:
    groups: dict[str, list[Selection]] = {}
    for selection in selections:
        for topic in selection.topics:
            groups.setdefault(topic, []).append(selection)
    return groups


def _write_head(opml: Element, part: Selection, settings: Settings, taxonomy: Terms) -> None:
    head = add(opml, "head")
    named = f"{_name(part, settings, taxonomy)} – " if part.terms else ""
    add(head, "title", named + clean(settings.site.title))
    add(head, "ownerName", clean(settings.site.publisher))
    add(head, "ownerId", settings.site.homepage)
    add(head, "docs", "http://opml.org/spec2.opml")


def _write_folder(parent: Element, text: str) -> Element:
    return etree.SubElement(parent, "outline", {"text": clean(text)})


def _write_feeds(parent: Element, selections: Sequence[Selection], settings: Settings, taxonomy: Terms) -> None:
    """Subscription outlines; they name the RSS document, for the specification has no type but ``rss``."""
    for selection in selections:
        name = _name(selection, settings, taxonomy)
        page = settings.site.base_url + selection.path
        addresses = {"xmlUrl": page + RSS.suffix, "htmlUrl": page}
        etree.SubElement(parent, "outline", {"text": name, "title": name, "type": "rss", **addresses})


def _name(selection: Selection, settings: Settings, taxonomy: Terms) -> str:
    return clean(name_of(selection, taxonomy, settings.site.language))
