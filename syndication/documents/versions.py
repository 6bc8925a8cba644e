"""What a document held before: enough to tell a reader with an old ETag which of today's items are new to it.

RFC 3229 (``A-IM: feed``) sends just these. Beside each document a hidden file names its last former versions:
the state (as the ETag says it) and a short digest of every item, a line each, newest last. A line is appended, which
costs a tenth of replacing the file; one that a loss of power tears tells nothing, and readers get the whole document.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from syndication.documents.manifest import Variant
from syndication.errors import FolderError
from syndication.files import NewFile, Replacement, append_to_file
from syndication.formats import ATOM, JSON_FEED, RSS
from syndication.models import digest_item

_KEPT = 8
_MOST_LINES = 32
"""The file is made anew without the oldest where it is longer than so many lines as long as the newest."""
_LINE = re.compile(rb"[0-9a-f]{32}( [0-9a-f]{16})*\n")
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

    def __bytes__(self) -> bytes:
        """As a line of the file."""
        return " ".join((self.state, *self.items)).encode() + b"\n"


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
    """The former versions of the document in this file, each state once, newest first; none where none can be read."""
    newest_first = (_parse(line) for line in reversed(_read_lines(document)) if _LINE.fullmatch(line))
    each_once: dict[str, Version] = {}
    for version in newest_first:
        each_once.setdefault(version.state, version)
    return tuple(islice(each_once.values(), _KEPT))


def add_version(document: Path, newest: Version, replacement: Replacement) -> None:
    """Note that this has become a former version, too; raises FolderError.

    A file that has grown long is put in place with the others of ``replacement``; so is one that cannot be appended to.
    """
    file, line = versions_file(document), bytes(newest)
    if _size_of(file) < _MOST_LINES * len(line):
        with suppress(FolderError):  # such as another user's, who ran a command: documents are replaced then, too
            append_to_file(file, line)
            return
    kept = [version for version in load_versions(document) if version.state != newest.state][: _KEPT - 1]
    replacement.write(NewFile(file, b"".join(map(bytes, (*reversed(kept), newest)))))


def _size_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0  # there is none; what else is wrong writing will tell


def _read_lines(document: Path) -> list[bytes]:
    try:
        return versions_file(document).read_bytes().splitlines(keepends=True)
    except OSError:
        return []


def _parse(line: bytes) -> Version:
    state, *items = line.decode().split()
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
