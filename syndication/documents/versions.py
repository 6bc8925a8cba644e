"""What a document held before: enough to tell a reader with an old ETag which of today's items are new to it.

RFC 3229 (``A-IM: feed``) sends just these. Beside each document a hidden file names its last former versions:
the state (as the ETag says it) and a short digest of every item, newest version first.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from syndication.documents.manifest import Variant
from syndication.formats import ATOM, JSON_FEED, RSS
from syndication.models import digest_item

_KEPT = 8
_LINE = re.compile(r"[0-9a-f]{32}( [0-9a-f]{16})*")
_ITEMS = {
    ATOM.media_type: (b"\n  <entry>\n", b"\n  </entry>\n"),
    RSS.media_type: (b"\n    <item>\n", b"\n    </item>\n"),
}
"""The lines in which an item begins and ends; in a text, the angle brackets are escaped."""
_JSON_HEAD, _JSON_TAIL, _JSON_SEPARATOR = b'"items":[', b"]}\n", b",\n"


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a document that was published."""

    state: str
    """32 hexadecimal digits, as in the ETags of all its variants."""
    items: tuple[str, ...]
    """The digest of each item as it was written."""

    def __str__(self) -> str:
        """As a line of the file."""
        return " ".join((self.state, *self.items))


@dataclass(frozen=True, slots=True)
class Parts:
    """A feed document in its parts; joined, they are its bytes."""

    head: bytes
    items: tuple[bytes, ...]
    tail: bytes
    separator: bytes = b""

    def join(self, items: Iterable[bytes]) -> bytes:
        """The document with these items."""
        return self.head + self.separator.join(items) + self.tail

    def since(self, version: Version) -> bytes:
        """The document with just the items that are new, or are written otherwise, since that version."""
        known = frozenset(version.items)
        return self.join(item for item in self.items if digest_item(item) not in known)


def split_items(body: bytes, media_type: str) -> Parts | None:
    """Take a feed document of ours apart; None for a document that is no feed, such as the catalogue."""
    form = media_type.partition(";")[0]
    if form == JSON_FEED.media_type:
        return _split_json(body)
    return _split_xml(body, *_ITEMS[form]) if form in _ITEMS else None


def describe(body: bytes, media_type: str) -> Version | None:
    """A document of which only the bytes are known as a version to remember; None for one that is no feed."""
    parts = split_items(body, media_type)
    return None if parts is None else Version(Variant.plain(body).state, tuple(map(digest_item, parts.items)))


def versions_file(document: Path) -> Path:
    """Where the former versions of a document are kept: a hidden file beside it."""
    return document.with_name(f".{document.name}.versions")


def load_versions(document: Path) -> tuple[Version, ...]:
    """The former versions of the document in this file, newest first; none if nothing can be read of them."""
    try:
        lines = _read(document).decode("ascii").splitlines()
    except ValueError:
        return ()
    return tuple(_parse(line) for line in lines) if all(map(_LINE.fullmatch, lines)) else ()


def renew_versions(document: Path, newest: Version) -> bytes:
    """The text of the file once ``newest`` has become a former version too: each state once, the oldest left out."""
    before = _read(document).splitlines(keepends=True)
    others = (line for line in before if not line.startswith(newest.state.encode()))
    return b"".join(islice(chain([f"{newest}\n".encode()], others), _KEPT))


def _read(document: Path) -> bytes:
    try:
        return versions_file(document).read_bytes()
    except OSError:
        return b""


def _parse(line: str) -> Version:
    state, *items = line.split(" ")
    return Version(state, tuple(items))


def _split_json(body: bytes) -> Parts:
    """Raw line ends stand between items only: in a JSON string they are escaped, and so are quotation marks."""
    head, start, rest = body.partition(_JSON_HEAD)
    items = rest.removesuffix(_JSON_TAIL)
    return Parts(head + start, tuple(filter(None, items.split(_JSON_SEPARATOR))), _JSON_TAIL, _JSON_SEPARATOR)


def _split_xml(body: bytes, begin: bytes, end: bytes) -> Parts:
    """The items stand together, and nothing between them."""
    start, stop = body.find(begin) + 1, body.rfind(end) + len(end)
    if not start:
        return Parts(body, (), b"")
    return Parts(body[:start], tuple(item + end for item in body[start:stop].split(end)[:-1]), body[stop:])
