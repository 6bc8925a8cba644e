"""Commands by hand, and what puts another archive in the place of theirs: never both at once.

Only an SQLite archive can be replaced under who has it open; in PostgreSQL its server sees to that.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from syndication.archive.database import parse_address
from syndication.config import Settings
from syndication.errors import FolderError, SyndicationError
from syndication.files import make_folder


@contextmanager
def working(settings: Settings) -> Iterator[None]:
    """Keep the archive from being replaced; raises SyndicationError while it is."""
    with _holding(settings, fcntl.LOCK_SH, "another archive is being put in the place of this one; try again later"):
        yield


@contextmanager
def keeping_out(settings: Settings) -> Iterator[None]:
    """Keep every command by hand from the archive; raises SyndicationError while one is at work."""
    with _holding(settings, fcntl.LOCK_EX, "another command works on this archive; wait until it is done"):
        yield


@contextmanager
def _holding(settings: Settings, kind: int, refusal: str) -> Iterator[None]:
    url = parse_address(settings.archive_url)
    if url.get_backend_name() != "sqlite":
        yield
        return
    descriptor = _open(Path(f"{url.database}.access"))
    try:
        _lock(descriptor, kind, refusal)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, kind: int, refusal: str) -> None:
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise SyndicationError(refusal) from error


def _open(file: Path) -> int:
    make_folder(file.parent)
    try:
        return os.open(file, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise FolderError(file, "expected to open it, to keep others out", error.strerror or str(error)) from error
