"""Feed to documents, with every item written once however many feeds hold it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from syndication.config import Settings
from syndication.feeds import atom, jsonfeed, rss
from syndication.feeds.facts import FeedFacts, ItemFacts
from syndication.feeds.gathering import Terms
from syndication.feeds.head_patterns import write_heads
from syndication.feeds.item_patterns import write_items
from syndication.feeds.stating import state_correction, state_feed, state_item
from syndication.formats import ATOM, FEED_FORMATS, JSON_FEED, RSS, Format
from syndication.models import ArchivedItem, Correction, Document, Feed, digest_item
from syndication.recent import Recent

_REMEMBERED_BYTES = 64 * 1024 * 1024
"""Of items in their written form: all that stand in some 500 feeds of 50 items, at 4 KB in all formats."""


class _Written(NamedTuple):
    """An item as it stands in a document of one format."""

    text: bytes
    digest: str


class _Item(NamedTuple):
    """An item as it stands in the documents."""

    written: Mapping[Format, _Written]
    largest: int
    """Bytes that it takes in any of them at most."""


_INSERT_ITEMS: Mapping[Format, Callable[[bytes, list[bytes]], bytes]] = {
    ATOM: atom.insert_entries,
    RSS: rss.insert_items,
    JSON_FEED: jsonfeed.insert_items,
}


class Draft:
    """A feed with its parts written, but not put together yet."""

    def __init__(self, feed: Feed, facts: FeedFacts, items: list[_Item]) -> None:
        self.feed = feed
        self._facts = facts
        self._items = items

    @cached_property
    def _empty(self) -> Mapping[Format, bytes]:
        """The feed without its items."""
        feed, channel = write_heads((atom.write_feed, rss.write_channel), self._facts)
        return {ATOM: feed, RSS: channel, JSON_FEED: jsonfeed.write_feed(self._facts)}

    def count_fitting(self, limit: int) -> int:
        """How many of the items, from the first on, every document has room for within so many bytes."""
        if max(map(len, self._empty.values())) + sum([item.largest for item in self._items]) <= limit:
            return len(self._items)  # as nearly always
        return min(self._count_fitting(form, limit) for form in FEED_FORMATS)

    def _count_fitting(self, form: Format, limit: int) -> int:
        sizes = [_size_of(item.written[form]) for item in self._items]
        room = limit - len(self._empty[form])
        return sum(size <= room for size in accumulate(sizes))

    def finish(self, formats: Collection[Format] = FEED_FORMATS) -> tuple[Document, ...]:
        """The documents, by default in every format."""
        return tuple(self._finish(form) for form in formats)

    def _finish(self, form: Format) -> Document:
        items = [item.written[form] for item in self._items]
        return Document(
            path=self._facts.path(form, self._facts.period),
            media_type=form.content_type,
            body=_INSERT_ITEMS[form](self._empty[form], [item.text for item in items]),
            items=tuple([item.digest for item in items]),
        )


class Renderer:
    """Renders the feeds of one site; keep it for as long as settings and taxonomy stay the same."""

    def __init__(self, settings: Settings, taxonomy: Terms) -> None:
        self._settings = settings
        self._taxonomy = taxonomy
        self._remembered = Recent[tuple[str, bool], tuple[ArchivedItem, _Item]](_REMEMBERED_BYTES)

    def render(self, feed: Feed, formats: Collection[Format] = FEED_FORMATS) -> tuple[Document, ...]:
        """The documents of a feed, by default in every format: a function of feed, settings and taxonomy alone."""
        return self.draft(feed).finish(formats)

    def draft(self, feed: Feed) -> Draft:
        """The parts of a feed's documents."""
        facts = state_feed(feed, self._settings, self._taxonomy)
        return Draft(feed, facts, self._remember(feed.items, feed.brief))

    def draft_corrections(self, feed: Feed, corrections: Iterable[Correction]) -> Draft:
        """The same of a feed of corrections; what is written of one is not kept, for few ask for it."""
        facts = state_feed(feed, self._settings, self._taxonomy)
        stated = (state_correction(each, self._settings, self._taxonomy) for each in corrections)
        return Draft(feed, facts, [_write(each) for each in stated])

    def _remember(self, items: Sequence[ArchivedItem], brief: bool) -> list[_Item]:
        """Items, as they stand in a document of each format; what was written of an equal one is still good."""
        remembered = self._remembered.find_all([(item.id, brief) for item in items])
        return [
            kept[1] if kept and (kept[0] is item or kept[0] == item) else self._make(item, brief)
            for item, kept in zip(items, remembered, strict=True)
        ]

    def _make(self, item: ArchivedItem, brief: bool) -> _Item:
        made = _write(state_item(item, self._settings, self._taxonomy, brief=brief))
        size = sum(len(found.text) for found in made.written.values())
        self._remembered.keep((item.id, brief), (item, made), size)
        return made


def _write(facts: ItemFacts) -> _Item:
    """One item in every format."""
    entry, rss_item = write_items((atom.write_entry, rss.write_item), facts)
    texts = {ATOM: entry, RSS: rss_item, JSON_FEED: jsonfeed.write_item(facts)}
    written = {form: _Written(text, digest_item(text)) for form, text in texts.items()}
    return _Item(written, max(map(_size_of, written.values())))


def _size_of(written: _Written) -> int:
    return len(written.text) + len(jsonfeed.SEPARATOR)
