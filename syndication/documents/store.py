"""The published tree: plain files at their addresses with compressed copies, replaced atomically, and a manifest.

Last-Modified comes from the record of publication in the archive and is each file's modification time: so every
replica, and every web server that serves the tree as it is, says the same.
"""

import fcntl
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

from syndication.archive.values import Publication
from syndication.config import Settings
from syndication.documents.files import replace_files
from syndication.documents.manifest import Entry, Manifest
from syndication.documents.preparing import Prepared, Preparer, is_in_place
from syndication.documents.reading import Published, Reader
from syndication.documents.tree import copies_of, locate
from syndication.documents.versions import versions_file
from syndication.models import Document

_LOCK = ".publishing"


class Records(Protocol):
    """What publishing needs of the archive."""

    def publications(self) -> dict[str, Publication]: ...

    def record_publications(self, publications: list[Publication], /) -> None: ...


class DocumentStore:
    """The folder of published documents. It is made when something is published."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.documents_folder
        self._preparer = Preparer(self._folder, settings)
        self._reader = Reader(self._folder)

    def publish(self, documents: Sequence[Document], archive: Records, now: datetime) -> tuple[str, ...]:
        """Put documents in place where they differ; returns the paths whose files were written.

        The record comes first, the manifest last: if the process dies between them, the next publishing finds the
        files other than recorded and writes them, with the same validators. Only for who holds ``publishing``.
        Raises FolderError, and ValueError for a path that is no address of a document.
        """
        for document in documents:
            locate(self._folder, document.path)
        dates = _record(documents, archive, now)
        manifest = Manifest.load(self._folder) or Manifest({})
        prepared = self._prepare(documents, dates, manifest)
        replace_files(self._folder, [file for found in prepared for file in found.files])
        after = Manifest({**manifest, **{found.path: found.entry for found in prepared}})
        if after != manifest:
            after.save(self._folder)
        return tuple(found.path for found in prepared if found.files)

    def retire_others(self, paths: Collection[str]) -> tuple[str, ...]:
        """Take out of the tree what is published at other addresses than these; returns those.

        Their records stay: an address that returns must not have an older date than before.
        """
        manifest = Manifest.load(self._folder) or Manifest({})
        gone = tuple(sorted(manifest.keys() - set(paths)))
        if gone:
            Manifest({path: entry for path, entry in manifest.items() if path in paths}).save(self._folder)
        for file in (locate(self._folder, path) for path in gone):
            for each in (file, versions_file(file), *copies_of(file).values()):
                each.unlink(missing_ok=True)
        return gone

    def _prepare(
        self, documents: Sequence[Document], dates: Mapping[str, datetime], manifest: Manifest
    ) -> list[Prepared]:
        """On every core: comparing and compressing let other threads run."""

        def look(document: Document) -> Prepared:
            path = document.path
            return self._preparer.prepare(document, dates[path], manifest.get(path))

        with ThreadPoolExecutor(os.cpu_count()) as threads:
            return list(threads.map(look, documents))

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
        """Paths of recorded documents that do not stand so, by the manifest and by dates and sizes of the files."""
        manifest = Manifest.load(self._folder) or Manifest({})
        return frozenset(found.path for found in publications if not self._is_whole(found, manifest.get(found.path)))

    def _is_whole(self, recorded: Publication, entry: Entry | None) -> bool:
        return (
            entry is not None
            and entry.last_modified == recorded.last_modified
            and recorded.digest.startswith(entry.plain.state)
            and is_in_place(locate(self._folder, recorded.path), entry)
        )

    def read(self, path: str) -> Published | None:
        """The document at a path; None where there is none. Never leaves the folder, never waits for a lock."""
        return self._reader.read(path)


def _record(documents: Sequence[Document], archive: Records, now: datetime) -> dict[str, datetime]:
    """Note in the archive what will be published; returns the date of each path."""
    known = archive.publications()
    current = {document.path: _date(document, known.get(document.path), now) for document in documents}
    if new := [publication for path, publication in current.items() if publication != known.get(path)]:
        archive.record_publications(new)
    return {path: publication.last_modified for path, publication in current.items()}


def _date(document: Document, before: Publication | None, now: datetime) -> Publication:
    """The record of a document: as before while its bytes are, else at least a second later (RFC 9110, 8.8.2.2)."""
    digest = hashlib.sha256(document.body).hexdigest()
    if before and before.digest == digest:
        return before
    second = now.astimezone(UTC).replace(microsecond=0)
    later = max(second, before.last_modified + timedelta(seconds=1)) if before else second
    return Publication(document.path, digest, later)
