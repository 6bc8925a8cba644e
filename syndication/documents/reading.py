"""Reading published documents, one at a time."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from syndication.documents.manifest import Variant
from syndication.documents.tree import is_address
from syndication.formats import format_of

_REMEMBERED = 256
"""Documents whose bytes are kept in memory by each process that serves them."""


@dataclass(frozen=True, slots=True)
class Published:
    """A document as it is served, with its validators (RFC 9110 section 8.8)."""

    path: str
    media_type: str
    body: bytes
    etag: str
    """Strong, in its quotation marks."""
    last_modified: datetime


class Reader:
    """Reads the documents of a folder, each version of a file once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._load = lru_cache(_REMEMBERED)(self._load_version)

    def read(self, path: str) -> Published | None:
        """The document at a path; None where there is none. Never leaves the folder, never waits for a lock."""
        if not is_address(path):
            return None
        try:
            found = (self._folder / path[1:]).stat()
            return self._load(path, found.st_mtime_ns, found.st_size, found.st_ino)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def _load_version(self, path: str, *_version: int) -> Published | None:
        """Read and hash a file once for each version of it.

        Should it be replaced since the look at its version, the new one is read, with its own date.
        """
        form = format_of(path)
        if form is None:
            return None
        with (self._folder / path[1:]).open("rb") as file:
            body, modified = file.read(), os.fstat(file.fileno()).st_mtime
        last_modified = datetime.fromtimestamp(int(modified), UTC)
        return Published(path, form.content_type, body, Variant.plain(body).etag, last_modified)
