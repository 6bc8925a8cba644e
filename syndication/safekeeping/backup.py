"""Backups: the archive as it was at one moment, in one file, written whole or not at all."""

import os
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from syndication.errors import ArchiveError, FolderError
from syndication.files import wait_for_disk
from syndication.ingest.originals import Originals
from syndication.safekeeping import sqlite

ARCHIVE_NAME = "archive.db"
ORIGINALS_NAME = "originals"
_OF_POSTGRESQL = "its own tool does this: pg_dump --format=custom --file=FILE {address}"


@dataclass(frozen=True, slots=True)
class Backup:
    """What was written."""

    file: Path
    items: int
    readings: int
    """Contents of files that the archive tells of."""
    originals: int | None
    """Originals in the file; None where they were left out."""
    size: int
    """Bytes of the file."""


def back_up(address: str, originals: Originals | None, file: Path, *, overwrite: bool) -> Backup:
    """Write an archive to a file, with its originals where they are given: then the file is a tar.

    A service may run meanwhile, and write. The copy is read again before it gets its name. Raises ArchiveError for a
    database that is not SQLite's or not whole, FolderError where the file is there or cannot be written.
    """
    source = sqlite.find_file(address, _OF_POSTGRESQL)
    if file.exists() and not overwrite:
        raise FolderError(file, "expected the name of a new file", "it is there already; --force writes over it")
    with _unfinished(file) as copy:
        before = sqlite.count_rows(source)
        sqlite.copy_database(source, copy)
        sqlite.pack(copy)
        counts = _verify(copy, before)
        if originals is None:
            put_in_place(copy, file)
            return Backup(file, counts["items"], counts["readings"], None, file.stat().st_size)
        with _unfinished(file) as whole:
            number = _write_tar(whole, copy, originals)
            put_in_place(whole, file)
        return Backup(file, counts["items"], counts["readings"], number, file.stat().st_size)


def _verify(copy: Path, before: dict[str, int]) -> dict[str, int]:
    """Count what the copy holds; raises ArchiveError where it is damaged, or holds less than there was before it."""
    if damage := sqlite.find_damage(copy):
        raise ArchiveError(f"expected a whole copy of the archive, but {damage[0]}; run `syndication check`")
    counts = sqlite.count_rows(copy)
    if any(counts[table] < number for table, number in before.items()):
        raise ArchiveError(f"expected at least {before} in the copy of the archive, found {counts}; try again")
    return counts


def _write_tar(whole: Path, archive: Path, originals: Originals) -> int:
    """The originals come after the copy of the archive was made: all that it tells of are there."""
    digests = originals.digests()
    with tarfile.open(whole, "w") as tar:
        tar.add(archive, ARCHIVE_NAME)
        for digest in digests:
            file = originals.locate(digest)
            tar.add(file, f"{ORIGINALS_NAME}/{file.parent.name}/{file.name}")
    return len(digests)


@contextmanager
def _unfinished(file: Path) -> Iterator[Path]:
    """A new file beside the place of another, which is gone in the end unless it has been put there."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".new", dir=file.parent)
    except OSError as error:
        raise _cannot_write(file, error) from error
    os.close(descriptor)
    try:
        yield Path(name)
    except OSError as error:
        raise _cannot_write(file, error) from error
    finally:
        sqlite.remove(Path(name))


def put_in_place(unfinished: Path, file: Path) -> None:
    """Give a file, which waits beside it, its name, once the disk has it."""
    wait_for_disk(unfinished)
    unfinished.replace(file)
    wait_for_disk(file.parent)


def _cannot_write(file: Path, error: OSError) -> FolderError:
    return FolderError(file, "expected to write the backup there", error.strerror or str(error))
