"""Pictures that may be an item's own: where they are, what they show, how large they are.

Told by what the page states; no picture is ever fetched. What is too small or too flat, or is named like an icon, an
avatar, a logo or a counter of visits, belongs to the page's frame.
"""

import re
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from syndication.bulletins.furniture import attribute, is_decoration, names_decoration
from syndication.bulletins.metadata import read_property, web_address
from syndication.models import Picture
from syndication.text import clean

FILE_NAME = re.compile(r"\S+\.\w{3,4}$")
"""Words of a picture that only name its file."""

_ADDRESSES = ("data-src", "data-lazy-src", "data-original", "src")
"""Attributes with a picture's address: where a script loads it later, ``src`` is a placeholder."""
_LARGEST_ADDRESS = 2_048
_SMALLEST = 50
"""Pixels of the shorter side."""
_FLATTEST = 4
"""How much longer one side is than the other: banners and drawn lines are longer."""
_EMPTY = frozenset({"blank", "bullet", "clear", "dot", "empty", "pixel", "transparent", "1x1"})
"""Names of files that only take up room, or count visits."""
_PIXELS = re.compile(r"\s*(\d{1,5})(?:\.\d+)?\s*(?:px\s*)?$")
_SAVED_BESIDE = re.compile(r"(?:\./)?[^/:?#]+(?:_files|_archivos|_arquivos|_fichiers|-Dateien)/")
"""The folder into which a browser puts the pictures of a page that it saves: an address on no web site."""


def read_picture(tag: Tag, base: str | None) -> Picture | None:
    """Read an ``img``; None for one that is no item's own, or has no address on the web."""
    if is_decoration(tag):
        return None
    given = (attribute(tag, name) for name in _ADDRESSES)
    url = next((url for address in given if (url := _picture_address(address, base))), None)
    return _accept(url, attribute(tag, "alt"), attribute(tag, "width"), attribute(tag, "height"))


def read_shared_picture(soup: BeautifulSoup, page_url: str | None) -> Picture | None:
    """Read what a page gives for others to show with a link to it (Open Graph, ``og:image``)."""
    url = _picture_address(read_property(soup, "og:image") or "", page_url)
    text, width, height = (read_property(soup, f"og:image:{name}") or "" for name in ("alt", "width", "height"))
    return _accept(url, text, width, height)


def _picture_address(address: str, base: str | None) -> str | None:
    if _SAVED_BESIDE.match(address.strip()):
        return None
    url = web_address(address, base)
    return url if url and len(url) <= _LARGEST_ADDRESS else None


def _accept(url: str | None, text: str, width: str, height: str) -> Picture | None:
    sides = _read_pixels(width), _read_pixels(height)
    if url is None or _is_furnishing(*sides) or _names_furnishing(urlsplit(url).path.lower()):
        return None
    words = clean(text)
    return Picture(url, "" if FILE_NAME.fullmatch(words) else words, *sides)


def _names_furnishing(path: str) -> bool:
    return names_decoration(path) or path.rpartition("/")[2].partition(".")[0] in _EMPTY


def _read_pixels(text: str) -> int | None:
    """A length in pixels; None for no length, and for one in parts of the window."""
    stated = _PIXELS.match(text)
    return int(stated[1]) if stated else None


def _is_furnishing(width: int | None, height: int | None) -> bool:
    """Whether no picture that tells something has this shape."""
    sides = [side for side in (width, height) if side is not None]
    if any(side < _SMALLEST for side in sides):
        return True
    return len(sides) == 2 and max(sides) > _FLATTEST * min(sides)
