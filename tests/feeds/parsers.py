"""Five parsers that are not ours read documents back: feedparser, and four from npm (tests/node)."""

import calendar
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import feedparser

from syndication.config import Settings
from syndication.models import ArchivedItem
from tests.npm import ask_node

FEEDPARSER, FEEDSMITH, RSS_PARSER = "feedparser", "feedsmith", "rss-parser"
FEED_PARSER, FEEDME = "@rowanmanning/feed-parser", "feedme"
PARSERS = {
    FEEDPARSER: (".atom", ".rss"),
    FEEDSMITH: (".atom", ".rss", ".json"),
    RSS_PARSER: (".atom", ".rss"),
    FEED_PARSER: (".atom", ".rss"),
    FEEDME: (".atom", ".rss", ".json"),
}
"""The parsers, and the formats that each knows."""
FACTS = ("id", "link", "published", "updated")
"""What all of them must agree upon, item by item."""
NO_DATE_OF_UPDATES = (FEED_PARSER, ".rss")
"""It knows no date of updates in RSS, where ``atom:updated`` gives it, and repeats ``pubDate``."""

Items = list[dict[str, Any]]
Found = dict[str, Items | str]
"""By parser: the items that it found, or the words of its error; without those that do not know the format."""

_AT_ONCE = 20_000_000
"""Bytes of documents for one start of Node.js."""


def read_with_all(documents: Sequence[bytes]) -> list[Found]:
    """What each parser that knows the format of a document finds in it; document by document."""
    with_npm = [found for batch in _batches(documents) for found in read_with_npm(batch)]
    return [
        found if document.startswith(b"{") else {FEEDPARSER: read_with_feedparser(document), **found}
        for document, found in zip(documents, with_npm, strict=True)
    ]


def read_with_feedparser(document: bytes) -> Items | str:
    found = feedparser.parse(document)
    return str(found.bozo_exception) if found.bozo else [_facts_of(item) for item in found.entries]


def read_with_npm(documents: Iterable[bytes]) -> list[Found]:
    """What the parsers from npm find; one start of Node.js. FileNotFoundError where they are not installed."""
    found: list[Found] = ask_node("read-feeds.js", [document.decode() for document in documents])
    return found


def readers_of(suffix: str) -> list[str]:
    """The parsers that know a format."""
    return [parser for parser, suffixes in PARSERS.items() if suffix in suffixes]


def disagreements(suffix: str, items: Sequence[ArchivedItem], found: Found, settings: Settings) -> dict[str, str]:
    """The parsers that found other items in a document than went into it, in count, ids, links or instants; and what.

    A parser that knows the format and found nothing is one of them.
    """
    expected = [_facts_expected(item, settings) for item in items]
    read = {parser: found.get(parser, "did not read it") for parser in readers_of(suffix)}
    faults = {parser: _difference(told, expected, _facts_of_parser(parser, suffix)) for parser, told in read.items()}
    return {parser: fault for parser, fault in faults.items() if fault}


def _facts_of_parser(parser: str, suffix: str) -> list[str]:
    return [fact for fact in FACTS if (parser, suffix) != NO_DATE_OF_UPDATES or fact != "updated"]


def _difference(read: Items | str, expected: Items, facts: Sequence[str]) -> str | None:
    if isinstance(read, str):
        return read
    if len(read) != len(expected):
        return f"{len(read)} items for {len(expected)}"
    told = ({fact: item.get(fact) for fact in facts} for item in read)
    pairs = zip(told, ({fact: item[fact] for fact in facts} for item in expected), strict=True)
    return next((f"{found} for {item}" for found, item in pairs if found != item), None)


def _facts_expected(item: ArchivedItem, settings: Settings) -> dict[str, str]:
    return {
        "id": item.id,
        "link": item.url or settings.site.base_url + item.path,
        "published": _write(item.published),
        "updated": _write(item.updated),
    }


def _facts_of(item: Any) -> dict[str, Any]:
    """What feedparser found of an item."""
    return {
        "id": item.get("id"),
        "title": item.get("title"),
        "link": item.get("link"),
        "published": instant_of(item.get("published_parsed")),
        "updated": instant_of(item.get("updated_parsed")),
        "categories": [tag.term for tag in item.get("tags", [])],
    }


def instant_of(parsed: Any) -> str | None:
    """A date as feedparser gives it, in the words of JavaScript."""
    return _write(datetime.fromtimestamp(calendar.timegm(parsed), UTC)) if parsed else None


def _write(instant: datetime) -> str:
    """As JavaScript writes instants."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _batches(documents: Sequence[bytes]) -> Iterable[list[bytes]]:
    batch: list[bytes] = []
    for document in documents:
        batch.append(document)
        if sum(map(len, batch)) > _AT_ONCE:
            yield batch
            batch = []
    yield batch
