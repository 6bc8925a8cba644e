"""Links that put a feed into somebody's reader with one click."""

from dataclasses import dataclass
from urllib.parse import quote

READERS = (
    ("Feedly", "https://feedly.com/i/subscription/feed%2F{}"),  # a feed's id there is "feed/" and its address
    ("Inoreader", "https://www.inoreader.com/?add_feed={}"),
    ("NewsBlur", "https://www.newsblur.com/?url={}"),  # its "Goodies & Mobile Apps": custom add site URL
    ("The Old Reader", "https://theoldreader.com/feeds/subscribe?url={}"),  # its tips: one-click subscription
    ("Feedbin", "https://feedbin.com/?subscribe={}"),  # its settings: "Subscribe" in other programs
)
"""Readers in the browser: the name, and the address that asks its user whether to add a feed, percent-encoded."""


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader, and where to go to subscribe."""

    name: str
    href: str


def subscribe_links(address: str) -> tuple[Reader, ...]:
    """The links for the absolute address of a feed document."""
    encoded = quote(address, safe="")
    return tuple(Reader(name, link.format(encoded)) for name, link in READERS)


def device_link(address: str) -> str:
    """Opens whatever reader the visitor's own device has (draft-obasanjo-feed-uri-scheme-02, section 2)."""
    return f"feed:{address}"
