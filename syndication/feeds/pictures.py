"""Pictures of items, as the formats tell them: never more than where they are and what they show.

How large a picture's file is is known of none, so RSS gets no ``enclosure``, which must say it.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from syndication.feeds.addresses import web_address
from syndication.feeds.mending import Element, add
from syndication.feeds.shortening import shorten
from syndication.models import Picture
from syndication.text import clean

MEDIA_RSS = "http://search.yahoo.com/mrss/"
"""rssboard.org/media-rss."""
_LONGEST_TEXT = 400
_MEDIA_TYPES = {
    "avif": "image/avif",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
}


@dataclass(frozen=True, slots=True)
class PictureFacts:
    """The picture of an item."""

    href: str
    media_type: str | None
    """As far as the address tells it."""
    text: str
    """Plain text, in one line: what is to be seen; may be empty."""


def state_picture(picture: Picture | None) -> PictureFacts | None:
    """What the documents say of a picture; nothing of one whose address no feed may name."""
    href = web_address(picture.url) if picture else None
    if picture is None or href is None:
        return None
    suffix = urlsplit(href).path.rpartition(".")[2].lower()
    return PictureFacts(href, _MEDIA_TYPES.get(suffix), shorten(clean(picture.text), _LONGEST_TEXT))


def link_picture(entry: Element, picture: PictureFacts) -> None:
    """Append it to an Atom entry (RFC 4287, section 4.2.7.2); ``length`` is a hint that may be left out (4.2.7.6)."""
    add(entry, "link", href=picture.href, rel="enclosure", type=picture.media_type, title=picture.text or None)


def add_picture(item: Element, picture: PictureFacts) -> None:
    """Append it to an RSS item as Media RSS."""
    content = add(item, f"{{{MEDIA_RSS}}}content", url=picture.href, medium="image", type=picture.media_type)
    if picture.text:
        add(content, f"{{{MEDIA_RSS}}}description", picture.text, type="plain")


def describe_picture(picture: PictureFacts) -> dict[str, str]:
    """What JSON Feed has no name for."""
    stated = {"type": picture.media_type, "text": picture.text}
    return {name: text for name, text in stated.items() if text}
