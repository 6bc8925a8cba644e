"""What a document held before: enough to tell a reader with an old ETag which of today's items are new to it.

RFC 3229 (``A-IM: feed``) sends just these. Beside each document a hidden file names its last former versions:
the state (as the ETag says it) and a short digest of every item, newest version first.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from syndication.documents.manifest import Variant
from syndication.formats import ATOM, JSON_FEED, RSS

_KEPT = 8
_DIGEST_LENGTH = 16
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
        return self.join(item for item in self.items if _digest(item) not in known)


def split_items(body: bytes, media_type: str) -> Parts | None:
    """Take a feed document of ours apart; None for a document that is no feed, such as the catalogue."""
    form = media_type.partition(";")[0]
    if form == JSON_FEED.media_type:
        return _split_json(body)
    return _split_xml(body, *_ITEMS[form]) if form in _ITEMS else None


def describe(body: bytes, media_type: str) -> Version | None:
    """A document as a version to remember; None for one that is no feed."""
    parts = split_items(body, media_type)
    return None if parts is None else Version(Variant.plain(body).state, tuple(map(_digest, parts.items)))


def versions_file(document: Path) -> Path:
    """Where the former versions of a document are kept: a hidden file beside it."""
    return document.with_name(f".{document.name}.versions")


def load_versions(document: Path) -> tuple[Version, ...]:
    """The former versions of the document in this file, newest first; none if nothing can be read of them."""
    try:
        lines = versions_file(document).read_text("ascii").splitlines()
    except (OSError, ValueError):
        return ()
    return tuple(_parse(line) for line in lines) if all(map(_LINE.fullmatch, lines)) else ()


def dump_versions(newest: Version, before: Sequence[Version]) -> bytes:
    """The file's text once ``newest`` has become a former version too: each state once, the oldest left out."""
    kept = [newest, *(version for version in before if version.state != newest.state)][:_KEPT]
    return "".join(" ".join((version.state, *version.items)) + "\n" for version in kept).encode()


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


def _digest(item: bytes) -> str:
    return hashlib.sha256(item).hexdigest()[:_DIGEST_LENGTH]
