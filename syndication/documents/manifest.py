"""The manifest of the published tree: for each address, what a reply says of the document besides its bytes.

One JSON file, replaced after the files that it tells of: a process that serves the tree looks at this file alone
to know what has changed, and needs neither the archive nor the documents for a 304.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from syndication.files import NewFile

MANIFEST = ".manifest.json"
_STATE_LENGTH = 32
_COPY_LENGTH = 8
_ENCODER = json.JSONEncoder(separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Variant:
    """One form in which a document is sent: plain, or compressed."""

    etag: str
    """Strong, in its quotation marks (RFC 9110, section 8.8.3)."""
    length: int
    """Bytes of the file."""

    @classmethod
    def plain(cls, body: bytes, digest: str | None = None) -> "Variant":
        """The document as it was rendered; its SHA-256 in hexadecimal digits need not be computed again."""
        digest = digest or hashlib.sha256(body).hexdigest()
        return cls(f'"{digest[:_STATE_LENGTH]}"', len(body))

    def copy(self, coding: str, body: bytes) -> "Variant":
        """A compressed copy of this plain variant: its ETag is another one, and tells the plain state too."""
        digest = hashlib.sha256(body).hexdigest()[:_COPY_LENGTH]
        return Variant(f'"{self.state}-{coding}-{digest}"', len(body))

    @property
    def state(self) -> str:
        """The digest of the plain bytes, 32 hexadecimal digits: the same for all variants of a document."""
        return self.etag[1 : _STATE_LENGTH + 1]

    def has(self, body: bytes) -> bool:
        """Whether these are the variant's bytes."""
        own, found = self.etag.strip('"').rpartition("-")[2], hashlib.sha256(body).hexdigest()
        return len(body) == self.length and found.startswith(own)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a reply says of one document."""

    media_type: str
    """With its parameters."""
    last_modified: datetime
    """Aware, in whole seconds."""
    max_age: int
    """Seconds for which a cache may keep it."""
    link: str
    """Value of the ``Link`` field."""
    plain: Variant
    copies: Mapping[str, Variant]
    """Content coding (``br``, ``zstd``, ``gzip``) to compressed copy."""


class Manifest(Mapping[str, Entry]):
    """Address (``/topics/mining.atom``) to entry; never changes."""

    def __init__(self, entries: Mapping[str, Entry], lines: Mapping[str, str] | None = None) -> None:
        self._entries = dict(entries)
        self._lines = dict(lines or {})  # as they stand in the file, once they have been written

    def __getitem__(self, path: str) -> Entry:
        return self._entries[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    @classmethod
    def load(cls, folder: Path) -> "Manifest | None":
        """The manifest of a tree; None if there is none, or one that is not ours: publishing writes it anew."""
        try:
            stated = json.loads((folder / MANIFEST).read_bytes())
            return cls({path: _read_entry(entry) for path, entry in stated.items()})
        except (OSError, ValueError, LookupError, TypeError, AttributeError):
            return None

    def renew(self, entries: Mapping[str, Entry]) -> "Manifest":
        """The manifest with these entries in the place of those of the same addresses."""
        kept = {path: line for path, line in self._lines.items() if path not in entries}
        return Manifest({**self._entries, **entries}, kept)

    def without(self, paths: Collection[str]) -> "Manifest":
        """The manifest without the entries of these addresses."""
        if not paths:
            return self
        return Manifest({path: entry for path, entry in self._entries.items() if path not in paths}, self._lines)

    def file_in(self, folder: Path) -> NewFile:
        """The file that it becomes, to be put in place after the files that it tells of."""
        return NewFile(folder / MANIFEST, self.dump())

    def dump(self) -> bytes:
        """The manifest as it is written: one line for each address, sorted."""
        for path in self._entries.keys() - self._lines.keys():
            self._lines[path] = f"{json.dumps(path)}:{_write_entry(self._entries[path])}"
        return b"{%s}\n" % ",\n".join(self._lines[path] for path in sorted(self._entries)).encode()


def _read_entry(stated: Mapping[str, Any]) -> Entry:
    return Entry(
        media_type=stated["media_type"],
        last_modified=datetime.fromisoformat(stated["last_modified"]),
        max_age=stated["max_age"],
        link=stated["link"],
        plain=Variant(*stated["plain"]),
        copies={coding: Variant(*copy) for coding, copy in stated["copies"].items()},
    )


def _write_entry(entry: Entry) -> str:
    return _ENCODER.encode(
        {
            "media_type": entry.media_type,
            "last_modified": entry.last_modified.isoformat(),
            "max_age": entry.max_age,
            "link": entry.link,
            "plain": [entry.plain.etag, entry.plain.length],
            "copies": {coding: [copy.etag, copy.length] for coding, copy in entry.copies.items()},
        }
    )
