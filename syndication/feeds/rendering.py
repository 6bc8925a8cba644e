"""Feed to documents, with every item written once however many feeds hold it."""

from functools import lru_cache
from typing import NamedTuple

from syndication.config import Settings
from syndication.feeds import atom, jsonfeed, rss
from syndication.feeds.facts import state_feed, state_item
from syndication.feeds.gathering import Terms
from syndication.formats import ATOM, JSON_FEED, RSS
from syndication.models import ArchivedItem, Document, Feed

_REMEMBERED = 4096
"""Items kept in their written form, some 10 KB each: neighbouring feeds share most of theirs."""


class _Written(NamedTuple):
    """One item, as it stands in a document of each format."""

    atom: bytes
    rss: bytes
    json: bytes


class Renderer:
    """Renders the feeds of one site; keep it for as long as settings and taxonomy stay the same."""

    def __init__(self, settings: Settings, taxonomy: Terms) -> None:
        self._settings = settings
        self._taxonomy = taxonomy
        self._write = lru_cache(_REMEMBERED)(self._write_anew)

    def render(self, feed: Feed) -> tuple[Document, ...]:
        """The Atom, RSS and JSON documents of a feed: a function of feed, settings and taxonomy alone."""
        facts = state_feed(feed, self._settings)
        items = [self._write(item) for item in feed.items]
        bodies = {
            ATOM: atom.write_feed(facts, [item.atom for item in items]),
            RSS: rss.write_channel(facts, [item.rss for item in items]),
            JSON_FEED: jsonfeed.write_feed(facts, [item.json for item in items]),
        }
        path = feed.selection.path
        return tuple(Document(path + form.suffix, form.content_type, body) for form, body in bodies.items())

    def _write_anew(self, item: ArchivedItem) -> _Written:
        facts = state_item(item, self._settings, self._taxonomy)
        return _Written(atom.write_entry(facts), rss.write_item(facts), jsonfeed.write_item(facts))


def render(feed: Feed, settings: Settings, taxonomy: Terms) -> tuple[Document, ...]:
    """The documents of one feed; for many feeds, a Renderer writes the items that they share once."""
    return Renderer(settings, taxonomy).render(feed)
