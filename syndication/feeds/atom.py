"""Atom 1.0 (RFC 4287), written by feedgen."""

from datetime import datetime
from functools import partial

from syndication.feeds.facts import GENERATOR, FeedFacts, ItemFacts, Link, TombstoneFacts, rfc_3339
from syndication.feeds.mending import HISTORY, Element, add, open_feed, open_item, splice, write_fragment
from syndication.feeds.pictures import link_picture
from syndication.feeds.places import GEORSS, add_place
from syndication.formats import ATOM

_NAMESPACES = {"fh": HISTORY, "georss": GEORSS}
_TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


def write_entry(facts: ItemFacts) -> bytes:
    """One item as an ``atom:entry`` (section 4.1.2)."""
    entry = open_item(partial(_mend_entry, facts=facts))
    entry.id(facts.id)  # section 4.2.6
    entry.title(facts.title)  # section 4.2.14; without a type it is plain text (3.1.1)
    entry.updated(facts.updated)
    entry.published(facts.published)
    entry.link(href=facts.link.href)
    if facts.content:
        entry.content(facts.content, type="html")  # section 4.1.3.1; escaped
    if facts.summary:
        entry.summary(facts.summary)  # section 4.2.13
    for category in facts.categories:
        entry.category(term=category.slug, scheme=category.scheme_uri, label=category.label)  # section 4.2.2
    return write_fragment(entry.atom_entry(), _NAMESPACES, depth=1)


def write_feed(facts: FeedFacts) -> bytes:
    """A feed, still without its entries, as an ``atom:feed`` (section 4.1.1)."""
    # Validators warn of a namespace that they do not know: it is named where it is used.
    namespaces = _NAMESPACES | ({"at": _TOMBSTONES} if facts.withdrawn else {})
    feed = open_feed(partial(_mend_feed, facts=facts), namespaces)
    feed.id(facts.id)
    feed.title(facts.title)
    feed.subtitle(facts.description)  # section 4.2.12
    feed.updated(facts.updated)
    feed.author(name=facts.author, uri=facts.homepage)  # section 4.2.1: counts for every entry
    feed.language(facts.language)  # section 2: xml:lang
    feed.rights(facts.rights)  # section 4.2.10
    feed.generator(GENERATOR)  # section 4.2.4
    document: bytes = feed.atom_str(pretty=True)
    return document


def insert_entries(document: bytes, entries: list[bytes]) -> bytes:
    """Put entries into a feed that has none."""
    return splice(document, entries, b"</feed>")


def _mend_feed(feed: Element, facts: FeedFacts) -> None:
    _mend_date(feed, "updated", facts.updated)
    for link in facts.links(ATOM):
        _describe_link(add(feed, "link", href=link.href), link)
    if facts.place:
        add_place(feed, facts.place)
    if facts.period:
        add(feed, f"{{{HISTORY}}}archive")
    for tombstone in facts.withdrawn:
        _add_tombstone(feed, tombstone)


def _add_tombstone(feed: Element, tombstone: TombstoneFacts) -> None:
    """RFC 6721, section 3: a reader that has the entry takes it away."""
    deleted = add(feed, f"{{{_TOMBSTONES}}}deleted-entry", ref=tombstone.id, when=rfc_3339(tombstone.when))
    if tombstone.reason:
        add(deleted, f"{{{_TOMBSTONES}}}comment", tombstone.reason)


def _mend_entry(entry: Element, facts: ItemFacts) -> None:
    _mend_date(entry, "updated", facts.updated)
    _mend_date(entry, "published", facts.published)
    for element in entry.iterfind("link"):
        _describe_link(element, facts.link)
    # The element atom:source (4.2.11) is for entries copied from another feed; a page is named by "via" (4.2.7.2).
    # Author and rights are the feed's: they count for every entry (4.2.1, 4.2.10).
    if facts.bulletin:
        add(entry, "link", href=facts.bulletin, rel="via")
    if facts.picture:
        link_picture(entry, facts.picture)
    if facts.place:
        add_place(entry, facts.place)


def _mend_date(parent: Element, tag: str, instant: datetime) -> None:
    """Section 3.3; feedgen writes ``+00:00``, as RFC 3339 allows."""
    for element in parent.iterfind(tag):
        element.text = rfc_3339(instant)


def _describe_link(element: Element, link: Link) -> None:
    """Section 4.2.7: feedgen keeps only the address of an entry's link (python-feedgen issue 135)."""
    element.set("rel", link.rel)
    if link.media_type:
        element.set("type", link.media_type)
