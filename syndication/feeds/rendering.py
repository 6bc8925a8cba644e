"""Feed to documents, with every item written once however many feeds hold it."""

from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import NamedTuple

from syndication.config import Settings
from syndication.feeds import atom, jsonfeed, rss
from syndication.feeds.facts import FeedFacts, ItemFacts
from syndication.feeds.gathering import Terms
from syndication.feeds.stating import state_feed, state_item
from syndication.formats import ATOM, FEED_FORMATS, JSON_FEED, RSS, Format
from syndication.models import ArchivedItem, Document, Feed
from syndication.recent import Recent

_REMEMBERED_BYTES = 64 * 1024 * 1024
"""Of items in their written form: all that stand in some 500 feeds of 50 items, at 4 KB in all formats."""

_Written = Mapping[Format, bytes]


class _Writer(NamedTuple):
    """How a format is written."""

    write_item: Callable[[ItemFacts], bytes]
    write_feed: Callable[[FeedFacts], bytes]
    insert_items: Callable[[bytes, list[bytes]], bytes]


_WRITERS = {
    ATOM: _Writer(atom.write_entry, atom.write_feed, atom.insert_entries),
    RSS: _Writer(rss.write_item, rss.write_channel, rss.insert_items),
    JSON_FEED: _Writer(jsonfeed.write_item, jsonfeed.write_feed, jsonfeed.insert_items),
}


class Renderer:
    """Renders the feeds of one site; keep it for as long as settings and taxonomy stay the same."""

    def __init__(self, settings: Settings, taxonomy: Terms) -> None:
        self._settings = settings
        self._taxonomy = taxonomy
        self._remembered = Recent[tuple[str, bool], tuple[ArchivedItem, _Written]](_REMEMBERED_BYTES)
        self._write_empty = lru_cache(len(FEED_FORMATS))(_write_empty)  # a feed is measured, then rendered

    def render(self, feed: Feed, formats: Collection[Format] = FEED_FORMATS) -> tuple[Document, ...]:
        """The documents of a feed, by default in every format: a function of feed, settings and taxonomy alone."""
        facts = state_feed(feed, self._settings, self._taxonomy)
        items = [self._write(item, feed.brief) for item in feed.items]
        return tuple(
            Document(
                path=feed.selection.address(form.suffix, feed.period),
                media_type=form.content_type,
                body=_WRITERS[form].insert_items(self._write_empty(facts, form), [item[form] for item in items]),
            )
            for form in formats
        )

    def count_fitting(self, feed: Feed) -> int:
        """How many of a feed's items, from the first on, its largest document may hold (``feeds.document_bytes``)."""
        facts = state_feed(feed, self._settings, self._taxonomy)
        sizes = {form: len(self._write_empty(facts, form)) for form in FEED_FORMATS}
        for number, item in enumerate(feed.items):
            for form, written in self._write(item, feed.brief).items():
                sizes[form] += len(written) + len(jsonfeed.SEPARATOR)
            if max(sizes.values()) > self._settings.feeds.document_bytes:
                return number
        return len(feed.items)

    def _write(self, item: ArchivedItem, brief: bool) -> _Written:
        """One item, as it stands in a document of each format; what was written of an equal one is still good."""
        key = (item.id, brief)
        remembered = self._remembered.find(key)
        if remembered and (remembered[0] is item or remembered[0] == item):
            return remembered[1]
        written = self._write_anew(item, brief)
        self._remembered.keep(key, (item, written), sum(map(len, written.values())))
        return written

    def _write_anew(self, item: ArchivedItem, brief: bool) -> _Written:
        facts = state_item(item, self._settings, self._taxonomy, brief=brief)
        return {form: writer.write_item(facts) for form, writer in _WRITERS.items()}


def _write_empty(facts: FeedFacts, form: Format) -> bytes:
    return _WRITERS[form].write_feed(facts)
