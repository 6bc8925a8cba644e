"""Rules of Atom documents: RFC 4287 with its grammar, RFC 5005 (archives), RFC 6721 (tombstones), GeoRSS."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lxml import etree

from tests.feeds.rules.markup import (
    ATOM,
    PREFIXES,
    faults_of_archive,
    faults_of_file,
    faults_of_ids,
    faults_of_links,
    faults_of_places,
    is_blank,
)
from tests.feeds.rules.values import faults_of_html, is_id, is_language, is_rfc_3339, is_uri

_GRAMMAR = Path(__file__).parents[2] / "data" / "schema" / "atom.rng"
_DELETED = f"{{{PREFIXES['at']}}}deleted-entry"


@cache
def grammar() -> etree.RelaxNG:
    """Appendix B."""
    return etree.RelaxNG(etree.parse(_GRAMMAR))


def faults_of(address: str, body: bytes) -> Iterator[str]:
    """What is wrong with the Atom document of an address."""
    feed = etree.fromstring(body)
    yield from faults_of_file(body, feed)
    if not grammar().validate(feed):
        yield from (f"grammar: {error.message}" for error in grammar().error_log)
        return
    entries = feed.findall(_name("entry"))
    links = feed.findall(_name("link"))
    yield from _faults_of_head(feed)
    yield from faults_of_links(links, address)
    yield from faults_of_archive(feed, {link.get("rel", "") for link in links})
    yield from faults_of_places(feed)
    yield from faults_of_ids(entry.findtext(_name("id")) for entry in entries)
    for entry in entries:
        yield from (f"{entry.findtext(_name('id'))}: {fault}" for fault in _faults_of_entry(entry))
    yield from _faults_of_tombstones(feed, {entry.findtext(_name("id")) for entry in entries})


def _faults_of_head(feed: etree._Element) -> Iterator[str]:
    if feed.find(_name("author")) is None:
        yield "no author that counts for every entry (4.1.1)"
    if not is_language(feed.get(f"{{{PREFIXES['xml']}}}lang")):
        yield "no xml:lang"
    yield from _faults_of_common(feed)
    children = [child.tag for child in feed]
    if _name("entry") in children:
        after = set(children[children.index(_name("entry")) :]) - {_name("entry"), _DELETED}
        yield from (f"{tag} after the first entry" for tag in after)


def _faults_of_entry(entry: etree._Element) -> Iterator[str]:
    yield from _faults_of_common(entry)
    links = entry.findall(_name("link"))
    yield from faults_of_links(links, None)
    yield from faults_of_places(entry)
    content = entry.find(_name("content"))
    if content is None and not any(link.get("rel", "alternate") == "alternate" for link in links):
        yield "neither content nor an alternate link (4.1.2)"
    if content is not None and content.get("type") == "html":
        yield from faults_of_html(content.text or "")
    if content is not None and is_blank(content.text):
        yield "empty content"
    for category in entry.findall(_name("category")):
        if is_blank(category.get("term")) or not is_uri(category.get("scheme")):
            yield f"category {dict(category.attrib)} (4.2.2)"


def _faults_of_common(element: etree._Element) -> Iterator[str]:
    """What feed and entries have alike."""
    if not is_id(element.findtext(_name("id"))):
        yield f"id {element.findtext(_name('id'))} is no URI (4.2.6)"
    if is_blank(element.findtext(_name("title"))):
        yield "no title"
    for tag in ("updated", "published"):
        yield from (f"{tag} {date.text} (3.3)" for date in element.findall(_name(tag)) if not is_rfc_3339(date.text))
    updated, published = element.findtext(_name("updated")) or "", element.findtext(_name("published")) or ""
    if published > updated:
        yield f"published {published} after {updated}"


def _faults_of_tombstones(feed: etree._Element, ids: set[str | None]) -> Iterator[str]:
    """RFC 6721, section 3."""
    for stone in feed.findall(_DELETED):
        if not is_id(stone.get("ref")) or not is_rfc_3339(stone.get("when")):
            yield f"tombstone {dict(stone.attrib)}"
        if stone.get("ref") in ids:
            yield f"tombstone of an entry that is there: {stone.get('ref')}"


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"
