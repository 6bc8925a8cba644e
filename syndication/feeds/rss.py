"""RSS 2.0.11 (rssboard.org/rss-specification), written by feedgen, with the modules that readers know."""

from functools import partial
from html import escape

from syndication.feeds.facts import GENERATOR, FeedFacts, ItemFacts, rfc_822, rfc_3339
from syndication.feeds.mending import HISTORY, Element, add, open_feed, open_item, splice, write_fragment
from syndication.feeds.pictures import MEDIA_RSS, add_picture
from syndication.feeds.places import GEORSS, add_place
from syndication.formats import RSS

_ATOM = "http://www.w3.org/2005/Atom"
_DUBLIN_CORE = "http://purl.org/dc/elements/1.1/"
_CREATIVE_COMMONS = "http://backend.userland.com/creativeCommonsRssModule"
_SYNDICATION = "http://purl.org/rss/1.0/modules/syndication/"
_MODULES = {
    "creativeCommons": _CREATIVE_COMMONS,
    "dc": _DUBLIN_CORE,
    "fh": HISTORY,
    "georss": GEORSS,
    "media": MEDIA_RSS,
    "sy": _SYNDICATION,
}
# feedgen itself declares these two in every document.
_NAMESPACES = _MODULES | {"atom": _ATOM, "content": "http://purl.org/rss/1.0/modules/content/"}


def write_item(facts: ItemFacts) -> bytes:
    """One item as an ``item`` (hrelementsOfLtitemgt in the specification)."""
    item = open_item(partial(_mend_item, facts=facts))
    item.title(facts.title)  # plain text, escaped once: the RSS Profile, "title" of an item
    item.link(href=facts.link.href)
    item.guid(facts.id, permalink=False)  # the same id as in the other formats; not an address
    if facts.summary:
        item.description(escape(facts.summary, quote=False))  # HTML, by the specification
    if facts.content:
        item.content(facts.content)  # content:encoded, the whole text
    for category in facts.categories:
        # Without a label, so that feedgen writes the slug: readers compare it with the other formats' term.
        item.category(term=category.slug, scheme=category.scheme_uri)
    return write_fragment(item.rss_entry(), _NAMESPACES, depth=2)


def write_channel(facts: FeedFacts) -> bytes:
    """A feed, still without its items, as ``rss`` with its ``channel``."""
    channel = open_feed(partial(_mend_channel, facts=facts), _MODULES)
    channel.title(facts.title)
    channel.link(href=facts.page)
    channel.description(facts.description)
    channel.language(facts.language)
    channel.copyright(facts.rights)
    channel.generator(GENERATOR)
    channel.docs("https://www.rssboard.org/rss-specification")
    document: bytes = channel.rss_str(pretty=True)
    return document


def insert_items(document: bytes, items: list[bytes]) -> bytes:
    """Put items into a channel that has none."""
    return splice(document, items, b"  </channel>")


def _mend_channel(rss: Element, facts: FeedFacts) -> None:
    channel = rss[0]
    add(channel, "lastBuildDate", rfc_822(facts.updated))
    if facts.licence:
        add(channel, f"{{{_CREATIVE_COMMONS}}}license", facts.licence)
    # RSS Profile, "atom:link": feedgen keeps self alone. The page is the channel's own link already.
    for link in facts.links(RSS):
        if link.href not in (facts.page, facts.licence):
            add(channel, f"{{{_ATOM}}}link", href=link.href, rel=link.rel, type=link.media_type)
    if facts.interval_seconds:
        _add_schedule(channel, facts.interval_seconds)
    if facts.place:
        add_place(channel, facts.place)
    if facts.period:
        add(channel, f"{{{HISTORY}}}archive")


def _add_schedule(channel: Element, seconds: int) -> None:
    """How often there may be news: in whole minutes, and by the Syndication module, which counts times in a period."""
    add(channel, "ttl", str(max(1, seconds // 60)))
    period, length = ("hourly", 3_600) if seconds <= 3_600 else ("daily", 86_400)
    add(channel, f"{{{_SYNDICATION}}}updatePeriod", period)
    add(channel, f"{{{_SYNDICATION}}}updateFrequency", str(length // seconds))


def _mend_item(item: Element, facts: ItemFacts) -> None:
    add(item, "pubDate", rfc_822(facts.published))
    add(item, f"{{{_ATOM}}}updated", rfc_3339(facts.updated))  # RSS itself has no such date
    add(item, f"{{{_DUBLIN_CORE}}}creator", facts.author)  # RSS's own author must be an email address
    # RSS's own source is the feed from which an item was copied. The rights stand in the channel's copyright:
    # dc:rights would say them twice.
    if facts.bulletin:
        add(item, f"{{{_DUBLIN_CORE}}}source", facts.bulletin)
    if facts.picture:
        add_picture(item, facts.picture)
    if facts.place:
        add_place(item, facts.place)
