"""Rules of the catalogue: OPML 2.0 (opml.org/spec2.opml)."""

from collections.abc import Iterator

from lxml import etree

from tests.feeds.rules.markup import faults_of_file, is_blank
from tests.feeds.rules.values import is_rfc_822, is_web_address


def faults_of(address: str, body: bytes) -> Iterator[str]:
    """What is wrong with the OPML document of an address."""
    opml = etree.fromstring(body)
    yield from faults_of_file(body, opml)
    if (opml.tag, opml.get("version"), [child.tag for child in opml]) != ("opml", "2.0", ["head", "body"]):
        yield "expected opml, version 2.0, with head and body"
        return
    head, content = opml
    for tag in ("dateCreated", "dateModified"):
        yield from (f"{tag} {date.text}" for date in head.findall(tag) if not is_rfc_822(date.text))
    if content.find("outline") is None:
        yield "no outline"
    for outline in content.iter("outline"):
        if is_blank(outline.get("text")):
            yield f"outline without text: {dict(outline.attrib)}"
        if outline.get("type") == "rss" and not is_web_address(outline.get("xmlUrl")):
            yield f"outline of a feed without its address: {dict(outline.attrib)}"
        if outline.get("xmlUrl") and outline.get("type") != "rss":
            yield f"outline of a feed of type {outline.get('type')}"
