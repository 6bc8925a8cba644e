"""Feed documents as subscribers read them: by feedparser, and by Python's own readers of JSON and XML."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from xml.etree import ElementTree as ET  # what it reads here, our own service has written

import feedparser

_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"\w+")
_ATOM = "{http://www.w3.org/2005/Atom}"
_DELETED = "{http://purl.org/atompub/tombstones/1.0}deleted-entry"


class TornError(Exception):
    """A document that cannot be parsed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as a document shows it."""

    id: str
    title: str
    place: str
    """The first word of its text: of which story it tells."""
    day: str
    """As the document dates it."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A whole document."""

    entries: tuple[Entry, ...]
    withdrawn: frozenset[str]
    """Ids, where the format tells them."""
    older: str | None
    """The address of the archive document before it."""


@lru_cache(maxsize=2_000)
def parse(body: bytes, suffix: str) -> Parsed:
    """Read a document of a format; raises TornError."""
    return _parse_json(body) if suffix == ".json" else _parse_xml(body)


def _parse_json(body: bytes) -> Parsed:
    try:
        feed = json.loads(body)
        entries = [
            Entry(item["id"], item["title"], _first_word(item.get("content_html") or item["content_text"]),
                  item["date_published"][:10])
            for item in feed["items"]
        ]  # fmt: skip
    except (ValueError, KeyError) as error:
        raise TornError(f"no JSON Feed: {error!r}") from error
    return Parsed(tuple(entries), frozenset(), None)


def _parse_xml(body: bytes) -> Parsed:
    found = feedparser.parse(body)
    if found.bozo or not found.version:
        raise TornError(f"no feed: {found.get('bozo_exception')!r}")
    entries = [Entry(each.id, each.title, _first_word(_text_of(each)), _day_of(each)) for each in found.entries]
    links = [link.href for link in found.feed.get("links", ()) if link.rel == "prev-archive"]
    return Parsed(tuple(entries), _find_withdrawn(body), links[0] if links else None)


def _find_withdrawn(body: bytes) -> frozenset[str]:
    root = ET.fromstring(body)  # noqa: S314 (our own document)
    return frozenset(each.attrib["ref"] for each in root.iter(_DELETED))


def _text_of(entry: "feedparser.FeedParserDict") -> str:
    return str(entry.content[0].value if "content" in entry else entry.summary)


def _day_of(entry: "feedparser.FeedParserDict") -> str:
    year, month, day, *_ = entry.published_parsed
    return f"{year:04}-{month:02}-{day:02}"


def _first_word(text: str) -> str:
    found = _WORD.search(_TAG.sub(" ", text))
    return found[0] if found else ""
