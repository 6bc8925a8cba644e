"""The published tree: plain files at their addresses with compressed copies, replaced atomically, and a manifest.

Last-Modified comes from the record of publication in the archive and is each file's modification time: so every
replica, and every web server that serves the tree as it is, says the same.
"""

import hashlib
import logging
import os
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Protocol

from syndication.archive.values.publication import Publication
from syndication.batches import cut
from syndication.config import Settings
from syndication.documents.manifest import MANIFEST, Entry, Manifest
from syndication.documents.preparing import Dated, Prepared, Preparer, is_in_place
from syndication.documents.tree import copies_of, identify, locate
from syndication.documents.versions import versions_file
from syndication.documents.watching import Watch
from syndication.errors import FolderError
from syndication.files import Replacement, remove_file, replacing
from syndication.locks import alone
from syndication.logs import log_event
from syndication.models import Document

_logger = logging.getLogger(__name__)
_LOCK = ".publishing"
_BATCH = 48
"""Documents that are compressed and written while as many are rendered: bounds the memory, not the result.

Also those whose records are asked for at once.
"""


_PIECE = 8
"""Documents that a thread takes on at once: handing over each by itself costs a tenth of all that publishing does."""


class Records(Protocol):
    """What publishing needs of the archive."""

    def publications(self, paths: Collection[str] | None = None, /) -> dict[str, Publication]: ...

    def record_publications(self, publications: list[Publication], /) -> None: ...


class DocumentStore:
    """The folder of published documents. It is made when something is published."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.documents_folder
        self._preparer = Preparer(settings)
        self._watch = Watch(self._folder)
        self._manifest: tuple[object, Manifest] | None = None
        self._doubted: frozenset[str] = frozenset()

    def publish(self, documents: Iterable[Document], archive: Records, now: datetime) -> tuple[str, ...]:
        """Put documents in place where they differ, all at once; returns the paths whose files were written.

        The record comes before they are in place, the manifest after them: if the process dies between the two, the
        next publishing finds the files other than recorded and writes them, with the same validators. Only for who
        holds ``publishing``.
        Raises FolderError, and ValueError for a path that is no address of a document.
        """
        manifest = self._load_manifest()
        trusted = manifest.without(self._doubted)
        with replacing(self._folder) as replacement:
            prepare = partial(self._preparer.prepare, manifest=trusted, replacement=replacement)
            prepared = list(_do_meanwhile(prepare, self._date_all(documents, archive, now)))
            new = [found.record for found in prepared if not found.is_recorded]
            entries = {found.record.path: found.entry for found in prepared}
            changed = {path: entry for path, entry in entries.items() if trusted.get(path) != entry}
            written = tuple(found.record.path for found in prepared if found.is_written)
            with self._doubting(written):
                renewed = manifest.renew(changed) if changed else None
                self._finish(replacement, renewed, lambda: archive.record_publications(new))
        return written

    @contextmanager
    def _doubting(self, paths: Collection[str]) -> Iterator[None]:
        """Doubt documents until all is well: after a failure they are written anew, even where they seem to stand.

        For Linux takes what it failed to write for written: to flush the same files again would succeed, and say
        nothing.
        """
        self._doubted |= frozenset(paths)
        try:
            yield
        except FolderError as error:
            log_event(_logger, "publishing_failed", level=logging.ERROR, documents=len(paths), reason=str(error))
            raise
        self._doubted -= frozenset(paths)

    def _date_all(self, documents: Iterable[Document], archive: Records, now: datetime) -> Iterator[Dated]:
        """The documents with their files and records; of a batch, every address is right before any is handed on."""
        for batch in cut(documents, _BATCH):
            files = {document.path: locate(self._folder, document.path) for document in batch}
            known = archive.publications(list(files))
            for document in batch:
                before = known.get(document.path)
                record = _date(document, before, now)
                yield Dated(document, files[document.path], record, is_recorded=record == before)

    def retire_others(self, paths: Collection[str]) -> tuple[str, ...]:
        """Take out of the tree what is published at other addresses than these; returns those.

        Their records stay: an address that returns must not have an older date than before. Raises FolderError.
        """
        manifest = self._load_manifest()
        gone = tuple(sorted(manifest.keys() - set(paths)))
        if gone:
            with replacing(self._folder) as replacement:
                self._finish(replacement, Manifest({path: manifest[path] for path in manifest if path in paths}))
        for file in (locate(self._folder, path) for path in gone):
            for each in (file, versions_file(file), *copies_of(file).values()):
                remove_file(each)
        return gone

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Be the only publisher on this folder, whatever process the others are in; waits for its turn.

        Hold it from looking at what is due until it is settled: a slower publisher would else put older bytes over
        newer ones. Raises FolderError for what cannot be written; what stood there before still does.
        """
        with alone(self._folder / _LOCK):
            yield
            self._watch.leave(self._load_manifest())

    def is_disturbed(self) -> bool:
        """Whether others may have been at the tree since it was published to: now and then, without a sign of it."""
        return bool(self._doubted) or self._watch.is_disturbed()

    def find_damaged(self, publications: Iterable[Publication]) -> frozenset[str]:
        """Paths of recorded documents that do not stand so, by the manifest and by dates and sizes of the files."""
        manifest = self._load_manifest().without(self._doubted)
        return frozenset(found.path for found in publications if not self._is_whole(found, manifest.get(found.path)))

    def _is_whole(self, recorded: Publication, entry: Entry | None) -> bool:
        return (
            entry is not None
            and entry.last_modified == recorded.last_modified
            and recorded.digest.startswith(entry.plain.state)
            and is_in_place(locate(self._folder, recorded.path), entry)
        )

    def _load_manifest(self) -> Manifest:
        """The manifest as the folder has it, read again only if it is another file than before."""
        found = identify(self._folder / MANIFEST)
        if self._manifest is None or found is None or self._manifest[0] != found:
            self._manifest = (found, Manifest.load(self._folder) or Manifest({}))
        return self._manifest[1]

    def _finish(
        self, replacement: Replacement, manifest: Manifest | None, meanwhile: Callable[[], object] = lambda: None
    ) -> None:
        """Put documents in place, and after them the manifest that tells of them, if there is a new one."""
        if manifest is not None:
            replacement.write(manifest.file_in(self._folder), is_last=True)
        replacement.finish(meanwhile)
        if manifest is not None:
            self._manifest = (identify(self._folder / MANIFEST), manifest)


def _do_meanwhile(step: Callable[[Dated], Prepared], documents: Iterable[Dated]) -> Iterator[Prepared]:
    """Do a step for each document in threads, while the next documents are being made; in their order."""
    under_way: deque[Future[list[Prepared]]] = deque()
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        for piece in cut(documents, _PIECE):
            if len(under_way) == _BATCH // _PIECE:
                yield from under_way.popleft().result()
            under_way.append(threads.submit(_do_each, step, piece))
        for done in under_way:
            yield from done.result()


def _do_each(step: Callable[[Dated], Prepared], documents: Iterable[Dated]) -> list[Prepared]:
    return list(map(step, documents))


def _date(document: Document, before: Publication | None, now: datetime) -> Publication:
    """The record of a document: as before while its bytes are, else at least a second later (RFC 9110, 8.8.2.2)."""
    digest = hashlib.sha256(document.body).hexdigest()
    if before and before.digest == digest:
        return before
    second = now.astimezone(UTC).replace(microsecond=0)
    later = max(second, before.last_modified + timedelta(seconds=1)) if before else second
    return Publication(document.path, digest, later)
