"""Rules of RSS documents: RSS 2.0.11, the RSS Best Practices Profile, and the modules that ours use."""

from collections.abc import Callable, Iterator

from lxml import etree

from tests.feeds.rules.markup import (
    ATOM,
    PREFIXES,
    faults_of_archive,
    faults_of_file,
    faults_of_ids,
    faults_of_links,
    faults_of_places,
    faults_of_repetition,
    is_blank,
)
from tests.feeds.rules.values import (
    faults_of_html,
    is_id,
    is_language,
    is_media_type,
    is_rfc_822,
    is_rfc_3339,
    is_uri,
    is_web_address,
)

_REQUIRED = {"title", "link", "description"}
_ONCE = {"copyright", "docs", "generator", "language", "lastBuildDate", "pubDate", "ttl", *_REQUIRED}
_ITEM_ONCE = {"comments", "description", "enclosure", "guid", "link", "pubDate", "source", "title"}
_TWICE_SAID = {
    "author": "dc:creator",
    "category": "dc:subject",
    "copyright": "dc:rights",
    "guid": "atom:id",
    "language": "dc:language",
    "lastBuildDate": "dcterms:modified",
    "pubDate": "dc:date",
    "source": "dc:source",
}
"""An element of RSS, and that of a module which says the same: the validator wants one of the two."""


def _is_number(text: str | None) -> bool:
    return (text or "").isdecimal() and int(text or "") > 0


_VALUES: dict[str, Callable[[str | None], bool]] = {
    "link": is_web_address,
    "docs": is_web_address,
    "language": is_language,
    "lastBuildDate": is_rfc_822,
    "pubDate": is_rfc_822,
    "ttl": _is_number,
    "title": lambda text: not is_blank(text),
    "category": lambda text: not is_blank(text),
    "sy:updatePeriod": {"hourly", "daily", "weekly", "monthly", "yearly"}.__contains__,
    "sy:updateFrequency": _is_number,
    "atom:updated": is_rfc_3339,
    "creativeCommons:license": is_uri,
    "dc:source": is_uri,
}


def faults_of(address: str, body: bytes) -> Iterator[str]:
    """What is wrong with the RSS document of an address."""
    rss = etree.fromstring(body)
    yield from faults_of_file(body, rss)
    if (rss.tag, rss.get("version"), [child.tag for child in rss]) != ("rss", "2.0", ["channel"]):
        yield "expected rss, version 2.0, with one channel"
        return
    channel = rss[0]
    items = channel.findall("item")
    links = channel.findall(f"{{{ATOM}}}link")
    yield from _faults_of_channel(channel)
    yield from faults_of_links(links, address)
    yield from faults_of_archive(channel, {link.get("rel", "") for link in links})
    yield from faults_of_ids(item.findtext("guid") for item in items)
    for item in items:
        yield from (f"{item.findtext('guid')}: {fault}" for fault in _faults_of_item(item))


def _faults_of_channel(channel: etree._Element) -> Iterator[str]:
    tags = [child.tag for child in channel]
    yield from (f"no {tag} in the channel" for tag in _REQUIRED - set(tags))
    yield from (f"unknown element {tag} in the channel" for tag in _own(channel) - _ONCE - {"category", "item"})
    yield from faults_of_repetition(channel, _ONCE)
    yield from _faults_of_values(channel)
    if is_blank(channel.findtext("description")):
        yield "an empty description of the channel"
    if "item" in tags:
        yield from (f"{tag} after the first item" for tag in set(tags[tags.index("item") :]) - {"item"})


def _faults_of_item(item: etree._Element) -> Iterator[str]:
    tags = [child.tag for child in item]
    yield from (f"unknown element {tag}" for tag in _own(item) - _ITEM_ONCE - {"author", "category"})
    yield from faults_of_repetition(item, _ITEM_ONCE)
    yield from _faults_of_values(item)
    yield from faults_of_links(item.findall(f"{{{ATOM}}}link"), None)
    if not {"title", "description"} & set(tags):
        yield "neither title nor description"
    yield from _faults_of_guid(item.find("guid"))
    content = f"{{{PREFIXES['content']}}}encoded"
    if content in tags and tags.index(content) < (tags.index("description") if "description" in tags else len(tags)):
        yield "content:encoded without a description before it"
    for tag in ("description", content):
        yield from faults_of_html(item.findtext(tag) or "")
    yield from _faults_of_enclosure(item.find("enclosure"))
    for media in item.iterfind(f"{{{PREFIXES['media']}}}*"):
        yield from _faults_of_media(media)


def _faults_of_guid(guid: etree._Element | None) -> Iterator[str]:
    if guid is None:
        yield "no guid"
    elif guid.get("isPermaLink", "true") == "true" and not is_web_address(guid.text):
        yield f"guid {guid.text} called a permanent link"
    elif guid.get("isPermaLink", "true") not in ("true", "false") or not is_id(guid.text):
        yield f"guid {guid.text}, isPermaLink {guid.get('isPermaLink')}"


def _faults_of_enclosure(enclosure: etree._Element | None) -> Iterator[str]:
    if enclosure is None:
        return
    url, length, kind = (enclosure.get(name) for name in ("url", "length", "type"))
    if not is_web_address(url) or not (length or "").isdecimal() or not is_media_type(kind):
        yield f"enclosure {dict(enclosure.attrib)}"


def _faults_of_media(media: etree._Element) -> Iterator[str]:
    """Media RSS, ``media:content``: an address, what it is, and a description as plain text."""
    kind, medium = media.get("type"), media.get("medium")
    if etree.QName(media).localname != "content":
        yield f"unknown element {media.tag}"
    if not is_web_address(media.get("url")) or medium != "image" or not (kind is None or is_media_type(kind)):
        yield f"media:content {dict(media.attrib)}"
    for part in media:
        is_description = etree.QName(part).localname == "description" and part.get("type") == "plain"
        if not is_description or is_blank(part.text):
            yield f"in media:content {part.tag} {part.text!r}"


def _faults_of_values(element: etree._Element) -> Iterator[str]:
    """Values of elements, wherever they stand, and what is said twice."""
    names = {_name_of(child) for child in element}
    yield from (f"text between elements: {text!r}" for text in element.xpath("text()") if not is_blank(text))
    for child in element:
        name = _name_of(child)
        if name in _VALUES and not _VALUES[name](child.text):
            yield f"{name} {child.text!r}"
        if _TWICE_SAID.get(name) in names:
            yield f"{name} and {_TWICE_SAID[name]} say the same"
    yield from faults_of_places(element)


def _name_of(element: etree._Element) -> str:
    """The element's name with the usual prefix of its module."""
    name = etree.QName(element)
    prefix = next((prefix for prefix, namespace in PREFIXES.items() if namespace == name.namespace), None)
    return f"{prefix}:{name.localname}" if prefix else str(element.tag)


def _own(element: etree._Element) -> set[str]:
    """The elements of RSS itself; those of modules have a namespace."""
    return {str(child.tag) for child in element if "{" not in str(child.tag)}
