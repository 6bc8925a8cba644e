"""Rules of XML documents, and of the modules that Atom and RSS share."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from tests.feeds.rules.values import is_media_type, is_web_address

ATOM = "http://www.w3.org/2005/Atom"
HISTORY = "http://purl.org/syndication/history/1.0"
GEORSS = "http://www.georss.org/georss"
PREFIXES = {
    "atom": ATOM,
    "at": "http://purl.org/atompub/tombstones/1.0",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
    "dc": "http://purl.org/dc/elements/1.1/",
    "fh": HISTORY,
    "georss": GEORSS,
    "gml": "http://www.opengis.net/gml",
    "media": "http://search.yahoo.com/mrss/",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
"""The prefixes by which the validator, and readers that know nothing of namespaces, expect these modules."""
RELATIONS = {
    *("alternate", "current", "enclosure", "hub", "license", "next-archive", "prev-archive", "related", "self", "via"),
}
"""Those of the registry (RFC 8288, section 4.2) that a feed of ours may have."""
_HISTORY = {"current", "next-archive", "prev-archive"}


def faults_of_file(body: bytes, root: etree._Element) -> Iterator[str]:
    """What is wrong with the file as such: its declaration and its namespaces."""
    if not body.lower().startswith(
        (b"<?xml version='1.0' encoding='utf-8'?>", b'<?xml version="1.0" encoding="utf-8"?>')
    ):
        yield "no XML declaration with UTF-8 at its very beginning"
    if root.getroottree().docinfo.doctype:
        yield "a document type"
    for prefix, namespace in root.nsmap.items():
        if prefix is not None and PREFIXES.get(prefix) != namespace:
            yield f"unusual prefix {prefix} for {namespace}"


def faults_of_links(links: Iterable[etree._Element], self_address: str | None) -> Iterator[str]:
    """RFC 4287, sections 4.1.1 and 4.2.7; ``self_address`` is what rel="self" must end in (None: none wanted)."""
    alternates: Counter[tuple[str | None, str | None]] = Counter()
    own = []
    for link in links:
        rel, href = link.get("rel", "alternate"), link.get("href")
        if rel not in RELATIONS:
            yield f"link relation {rel} is not registered"
        if not is_web_address(href):
            yield f"link {rel} to {href}, which is no absolute web address"
        if link.get("type") is not None and not is_media_type(link.get("type")):
            yield f"link {rel} of type {link.get('type')}"
        if len(link) or link.text:
            yield f"link {rel} with content"
        if rel in _HISTORY and self_address is None:
            yield f"link {rel} of an item"
        if rel == "alternate":
            alternates[link.get("type"), link.get("hreflang")] += 1
        if rel == "self":
            own.append(href or "")
    yield from (f"two alternate links of type {kind}" for (kind, _), count in alternates.items() if count > 1)
    if self_address is not None and [href[-len(self_address) :] for href in own] != [self_address]:
        yield f"expected one self link to {self_address}, found {own}"


def faults_of_archive(feed: etree._Element, relations: set[str]) -> Iterator[str]:
    """RFC 5005, section 4: an archive document says so, and which is the current one."""
    marks = feed.findall(f"{{{HISTORY}}}archive")
    if len(marks) > 1 or any(len(mark) or mark.text for mark in marks):
        yield "fh:archive must stand once and be empty"
    if marks and "current" not in relations:
        yield "an archive document without a link to the current one"
    if not marks and {"current", "next-archive"} & relations:
        yield "links of an archive document in the current one"


def faults_of_places(element: etree._Element) -> Iterator[str]:
    """GeoRSS Simple (OGC 17-002r1, section 7): pairs of latitude and longitude; a polygon ends where it began."""
    for place in element.iterchildren(f"{{{GEORSS}}}*"):
        pairs = list(_pairs_in(place.text or ""))
        fits = {
            "point": len(pairs) == 1,
            "polygon": len(pairs) >= 4 and pairs[0] == pairs[-1],
            "box": len(pairs) == 2 and pairs[0] < pairs[-1],
        }
        on_earth = all(abs(latitude) <= 90 and abs(longitude) <= 180 for latitude, longitude in pairs)
        if not fits.get(etree.QName(place).localname) or not on_earth:
            yield f"{place.tag} with {place.text!r}"


def _pairs_in(text: str) -> Iterator[tuple[float, float]]:
    """None where the text is not one of pairs of numbers with single spaces between."""
    if re.fullmatch(r"-?\d+(\.\d+)?( -?\d+(\.\d+)?)*", text):
        numbers = [float(number) for number in text.split(" ")]
        if len(numbers) % 2 == 0:
            yield from zip(numbers[::2], numbers[1::2], strict=True)


def faults_of_repetition(element: etree._Element, once: Iterable[str]) -> Iterator[str]:
    """Elements that may stand once at most."""
    counted = Counter(child.tag for child in element)
    yield from (f"{counted[tag]} elements {tag}" for tag in once if counted[tag] > 1)


def faults_of_ids(ids: Iterable[str | None]) -> Iterator[str]:
    """An id tells an item from all others of its document."""
    yield from (f"two items with the id {id_}" for id_, count in Counter(ids).items() if count > 1)


def is_blank(text: str | None) -> bool:
    return not (text or "").strip()
