"""The formats of documents: the suffix of each in an address, and its media type."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, eq=False)
class Format:
    """How a document is written; each is one object, found in a mapping without looking at what it says."""

    name: str
    """As people know it."""
    suffix: str
    """What its addresses end in."""
    media_type: str
    """Without parameters, as a link's ``type`` wants it."""
    parameters: str = "; charset=utf-8"

    @property
    def content_type(self) -> str:
        """The media type with its parameters, as an HTTP reply wants it."""
        return self.media_type + self.parameters


ATOM = Format("Atom", ".atom", "application/atom+xml")  # RFC 4287 section 7
RSS = Format("RSS", ".rss", "application/rss+xml")
JSON_FEED = Format("JSON Feed", ".json", "application/feed+json", parameters="")  # RFC 8259: always UTF-8
OPML = Format("OPML", ".opml", "text/x-opml")

FEED_FORMATS = (ATOM, RSS, JSON_FEED)
"""Every feed has a document in each."""
FORMATS = (*FEED_FORMATS, OPML)

CATALOGUE = f"/feeds{OPML.suffix}"
"""The address of the catalogue of all feeds."""


def format_of(path: str) -> Format | None:
    """The format that an address ends in, if it is one of ours."""
    return next((form for form in FORMATS if path.endswith(form.suffix)), None)
