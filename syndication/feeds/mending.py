"""The one extension through which feedgen 1.0.0 is mended, registered with every feed and item it writes.

feedgen calls an extension with the finished element; the writer of the format then puts right what feedgen
drops or cannot say: links' ``rel`` and ``type``, alternates in RSS, dates, points.
"""

from collections.abc import Callable, Mapping
from typing import Any

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

HISTORY = "http://purl.org/syndication/history/1.0"
"""RFC 5005, section 4."""

Element = etree._Element
Mend = Callable[[Element], object]


class Mending(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Hands the element that feedgen has made to the writer's own function."""

    def __init__(self) -> None:
        self.mend: Mend = lambda element: None
        self.namespaces: Mapping[str, str] = {}

    def extend_ns(self) -> dict[str, str]:
        return dict(self.namespaces)

    def extend_atom(self, element: Element) -> Element:
        self.mend(element)
        return element

    extend_rss = extend_atom


def open_feed(mend: Mend, namespaces: Mapping[str, str]) -> Any:
    """A feedgen feed that ``mend`` finishes, and whose root declares ``namespaces``."""
    feed = FeedGenerator()
    # feedgen stamps the time of construction here and writes it under a setlocale of the whole process.
    feed._FeedGenerator__rss_lastBuildDate = None
    feed.register_extension("mending", Mending)
    feed.mending.mend, feed.mending.namespaces = mend, namespaces
    return feed


def open_item(mend: Mend) -> Any:
    """A feedgen item that ``mend`` finishes."""
    item = FeedEntry()
    item.register_extension("mending", Mending)
    item.mending.mend = mend
    return item


def add(parent: Element, tag: str, text: str | None = None, **attributes: str | None) -> Element:
    """Append an element; attributes that are None are left out."""
    given = {name: value for name, value in attributes.items() if value is not None}
    element = etree.SubElement(parent, tag, given)
    element.text = text
    return element


def write_fragment(element: Element, namespaces: Mapping[str, str], depth: int) -> bytes:
    """Serialise an element as it will stand, so deep, inside a root that declares the namespaces already."""
    root = etree.Element("root", nsmap=dict(namespaces))
    root.append(element)
    etree.indent(element, level=depth)
    text: bytes = etree.tostring(root, encoding="utf-8")
    return b"  " * depth + text[text.index(b">") + 1 : text.rindex(b"<")] + b"\n"


def splice(document: bytes, fragments: list[bytes], end: bytes) -> bytes:
    """Put items that are written already into a document without items, before its closing tag."""
    head, tag, tail = document.rpartition(end)
    return b"".join((head, *fragments, tag, tail))
