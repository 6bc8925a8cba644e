"""Putting files in place so that each is its old self or its new self, whole, even after a loss of power.

All are written beside their places, the disk is waited for once, then all are renamed. Measured for 6,240 files of
1,560 documents on ext4, in seconds: 0.2 of waiting, where waiting for each file takes 1 to 2 with 16 threads (and
more on a slower disk). Renaming frees the old files: 16 threads take half to a tenth of the time of one.
"""

import ctypes
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from syndication.errors import FolderError

_THREADS = 16
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to put in place."""

    file: Path
    body: bytes
    modified: datetime | None = None
    """The modification time that it gets; None for the time of writing."""


def replace_files(root: Path, files: Sequence[NewFile]) -> None:
    """Put files below ``root`` in place, in any order, and make them last. Raises FolderError.

    There is one publisher at a time, so the unfinished files have fixed names: what a killed one left behind is
    written over by the next.
    """
    if not files:
        return
    _make_folders({new.file.parent for new in files})
    try:
        _do_all(_write, files)
        _settle_contents(root, files)
        _do_all(_put_in_place, files)
    except FolderError:
        _do_all(_discard, files)
        raise
    _settle_names(root, {new.file.parent for new in files})


def _make_folders(folders: Collection[Path]) -> None:
    for folder in folders:
        with _explaining(folder):
            folder.mkdir(parents=True, exist_ok=True)


def _do_all(step: Callable[[NewFile], None], files: Sequence[NewFile]) -> None:
    """Do a step for every file, also when it fails for one; raises what the first raised."""
    with ThreadPoolExecutor(_THREADS) as threads:
        for done in [threads.submit(step, new) for new in files]:
            done.result()


def _unfinished(file: Path) -> Path:
    return file.with_name(f".{file.name}.new")


def _write(new: NewFile) -> None:
    with _explaining(new.file):
        unfinished = _unfinished(new.file)
        unfinished.write_bytes(new.body)
        if new.modified:
            os.utime(unfinished, (new.modified.timestamp(),) * 2)


def _put_in_place(new: NewFile) -> None:
    with _explaining(new.file):
        _unfinished(new.file).replace(new.file)


def _discard(new: NewFile) -> None:
    with suppress(OSError):
        _unfinished(new.file).unlink()


def _settle_contents(root: Path, files: Sequence[NewFile]) -> None:
    """Wait until all that was written is on the disk: once for the file system, else once for each file."""
    if not hasattr(_LIBC, "syncfs"):  # Linux has it; it tells of failed writes as fsync does since 5.8
        _do_all(_settle_content, files)
        return
    with _explaining(root), _opened(root) as descriptor:
        if _LIBC.syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _settle_content(new: NewFile) -> None:
    with _explaining(new.file), _opened(_unfinished(new.file)) as descriptor:
        os.fsync(descriptor)


def _settle_names(root: Path, folders: Collection[Path]) -> None:
    """Make the names of new files last: each folder once, and those above it, which may be new themselves."""
    with_parents = {each for folder in folders for each in (folder, *folder.parents)}
    for folder in sorted(each for each in with_parents if each.is_relative_to(root)):
        with _explaining(folder), _opened(folder) as descriptor:
            os.fsync(descriptor)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _explaining(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderError(file, "expected to write this document", error.strerror or str(error)) from error
