"""The published tree: plain files at their addresses, replaced atomically, each carrying its own validators.

The ETag is the digest of a file's bytes, Last-Modified its modification time. Both come from the record of
publication in the archive, so every replica says the same, and every web server that serves the tree says the
same Last-Modified (nginx makes ETags of its own).
"""

import fcntl
import hashlib
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from syndication.archive.values import Publication
from syndication.errors import FolderError
from syndication.formats import Format, format_of
from syndication.models import Document

_ADDRESS = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9._+-]{0,127}){1,8}")
"""No empty, hidden or upward part: nothing outside the folder, and no file that is still being written.

No name either that is longer than a file system takes.
"""
_LOCK = ".publishing"
_WRITERS = 16
"""Files written at a time: most of it is waiting for the disk, which settles many together (13 s became 4)."""
_REMEMBERED = 256
"""Documents whose bytes are kept in memory by each process that serves them."""


class Records(Protocol):
    """What publishing needs of the archive."""

    def publications(self) -> dict[str, Publication]: ...

    def record_publications(self, publications: list[Publication], /) -> None: ...


@dataclass(frozen=True, slots=True)
class Published:
    """A document as it is served, with its validators (RFC 9110 section 8.8)."""

    path: str
    media_type: str
    body: bytes
    etag: str
    """Strong, in its quotation marks."""
    last_modified: datetime


class DocumentStore:
    """The folder of published documents. It is made when something is published."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._load = lru_cache(_REMEMBERED)(self._load_version)

    def publish(self, documents: Sequence[Document], archive: Records, now: datetime) -> tuple[str, ...]:
        """Put documents in place where they differ; returns the paths whose files were written.

        The record comes first: if the process dies before the files stand, the next publishing finds them
        other than recorded and writes them, with the same validators. Raises FolderError, and ValueError
        for a path that is no address of a document.
        """
        files = {document.path: self._locate(document.path) for document in documents}
        known = archive.publications()
        current = {document.path: _date(document, known.get(document.path), now) for document in documents}
        if new := [publication for path, publication in current.items() if publication != known.get(path)]:
            archive.record_publications(new)
        stale = [found for found in documents if not _stands(files[found.path], found, current[found.path])]
        with ThreadPoolExecutor(_WRITERS) as writers:
            writing = (
                writers.submit(_replace, files[found.path], found.body, current[found.path].last_modified)
                for found in stale
            )
            for written in list(writing):
                written.result()
        _settle(self._folder, {files[document.path].parent for document in stale})
        return tuple(document.path for document in stale)

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Be the only publisher on this folder, whatever process the others are in; waits for its turn.

        Hold it from looking at what is due until it is settled: a slower publisher would else put older bytes over
        newer ones.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def find_damaged(self, publications: Iterable[Publication]) -> frozenset[str]:
        """The paths of recorded documents whose file is missing, or is of another date than recorded."""
        return frozenset(found.path for found in publications if not self._is_dated(found))

    def _is_dated(self, publication: Publication) -> bool:
        try:
            return self._locate(publication.path).stat().st_mtime == publication.last_modified.timestamp()
        except OSError:
            return False

    def read(self, path: str) -> Published | None:
        """The document at a path; None where there is none. Never leaves the folder, never waits for a lock."""
        form = format_of(path)
        if form is None or not _ADDRESS.fullmatch(path):
            return None
        try:
            found = (self._folder / path[1:]).stat()
            return self._load(path, form, found.st_mtime_ns, found.st_size, found.st_ino)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def _load_version(self, path: str, form: Format, *_version: int) -> Published:
        """Read and hash a file once for each version of it.

        Should it be replaced since the look at its version, the new one is read, with its own date.
        """
        with (self._folder / path[1:]).open("rb") as file:
            body, modified = file.read(), os.fstat(file.fileno()).st_mtime
        etag = f'"{hashlib.sha256(body).hexdigest()}"'
        return Published(path, form.content_type, body, etag, datetime.fromtimestamp(int(modified), UTC))

    def _locate(self, path: str) -> Path:
        if format_of(path) is None or not _ADDRESS.fullmatch(path):
            raise ValueError(f"expected the address of a document, such as /all.atom, found {path!r}")
        return self._folder / path[1:]


def _date(document: Document, before: Publication | None, now: datetime) -> Publication:
    """The record of a document: as before while its bytes are, else at least a second later (RFC 9110, 8.8.2.2)."""
    digest = hashlib.sha256(document.body).hexdigest()
    if before and before.digest == digest:
        return before
    second = now.astimezone(UTC).replace(microsecond=0)
    later = max(second, before.last_modified + timedelta(seconds=1)) if before else second
    return Publication(document.path, digest, later)


def _stands(file: Path, document: Document, publication: Publication) -> bool:
    """Whether the file has the document's bytes and the recorded date."""
    try:
        return file.stat().st_mtime == publication.last_modified.timestamp() and file.read_bytes() == document.body
    except OSError:
        return False  # writing it will say what is wrong


def _replace(file: Path, body: bytes, last_modified: datetime) -> None:
    """Write a file so that a reader sees the old one or the new one, whole, even after a loss of power."""
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("xb") as stream:
            stream.write(body)
            stream.flush()
            os.utime(stream.fileno(), (last_modified.timestamp(),) * 2)
            os.fsync(stream.fileno())
        unfinished.replace(file)
    except OSError as error:
        with suppress(OSError):
            unfinished.unlink()
        raise FolderError(file, "expected to write this document", error.strerror or str(error)) from error


def _settle(root: Path, folders: Iterable[Path]) -> None:
    """Make the names of new files last: each folder once, and those above it, which may be new themselves."""
    parents = {parent for folder in folders for parent in (folder, *folder.parents) if parent.is_relative_to(root)}
    for folder in sorted(parents):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
