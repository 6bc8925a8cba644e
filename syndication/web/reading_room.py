"""The archive as pages read in it: opened at need, anew when it was replaced, and never waited for by documents."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from syndication.archive import Archive, ArchiveReader
from syndication.archive.database import file_of, parse_address
from syndication.config import Settings
from syndication.errors import ArchiveError

SEATS = 4
PATIENCE_SECONDS = 2.0
"""How long a page waits for a seat, or while another opens the archive: many times what a page takes."""


class ReadingRoom:
    """The archive, opened at the first need, and anew once its file has been replaced or it has failed.

    Never creates an archive and never opens one before it is asked for: documents are served without it. It has
    fewer seats than the process has threads, so that pages waiting for a locked archive leave threads for documents.
    """

    def __init__(self, settings: Settings) -> None:
        self._url = settings.archive_url
        self._authority = settings.site.authority
        self._file = file_of(parse_address(self._url))
        self._lock = threading.Lock()
        self._seats = threading.BoundedSemaphore(SEATS)
        self._archive: ArchiveReader | None = None
        self._opened_file: tuple[int, int] | None = None

    @contextmanager
    def archive(self) -> Iterator[ArchiveReader]:
        """Lend the archive; raises ArchiveError if it is not there or broken, and when every seat stays taken."""
        if not self._seats.acquire(timeout=PATIENCE_SECONDS):
            raise ArchiveError(f"{SEATS} pages wait for the archive; it is locked, or slow")
        try:
            with self._seated() as archive:
                yield archive
        finally:
            self._seats.release()

    @contextmanager
    def _seated(self) -> Iterator[ArchiveReader]:
        archive = self._current()
        try:
            yield archive
        except (SQLAlchemyError, ArchiveError) as error:
            self._let_go(archive)
            raise ArchiveError(f"the archive cannot be read: {error}") from error

    def _current(self) -> ArchiveReader:
        if not self._lock.acquire(timeout=PATIENCE_SECONDS):
            raise ArchiveError("the archive is being opened, and is locked or slow")
        try:
            file = self._identify_file()
            if self._archive is None or file != self._opened_file:
                self._archive = Archive.open(self._url, authority=self._authority)
                self._opened_file = file
            return self._archive
        finally:
            self._lock.release()

    def _identify_file(self) -> tuple[int, int] | None:
        """Which file the address leads to now: a restored copy has another inode than the one in use."""
        if self._file is None:
            return None
        try:
            found = self._file.stat()
        except OSError as error:
            raise ArchiveError(f"{self._file}: expected the archive, but {error.strerror}") from error
        return found.st_dev, found.st_ino

    def _let_go(self, archive: ArchiveReader) -> None:
        """Open anew next time. Not closed here: another thread may be reading in it."""
        with self._lock:
            if self._archive is archive:
                self._archive = None
