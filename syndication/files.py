"""Putting files in place so that each is its old self or its new self, whole, even after a loss of power.

All are written beside their places, the disk is waited for once, then all are renamed. Measured for 6,240 files of
1,560 documents on ext4, in seconds: 0.2 of waiting, where waiting for each file takes 1 to 2 with 16 threads (and
more on a slower disk). Renaming is quick, but frees the old files, which may wait for the disk: 336 files in 3 ms where
others hold the old ones open, 500 without (16 threads: 50). So they are freed when all new ones are in place.
"""

import ctypes
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from syndication.errors import FolderError
from syndication.holding import count_holdable, freeing_later
from syndication.threads import do_all, do_some

_FEW = 8
"""So many files are waited for one by one: the whole file system may have much more to write."""
_SETTLED_AT_ONCE = 256
"""So many more files, and the disk begins to take them while others are written."""
_LIBC = ctypes.CDLL(None, use_errno=True)
_ANEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
_MODE = 0o666
"""Less what the process's umask takes away."""


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to put in place."""

    file: Path
    body: bytes
    modified: datetime | None = None
    """The modification time that it gets; None for the time of writing."""


class Replacement:
    """Files below a folder that will be put in place together, in any order. Threads may share it.

    There is one publisher at a time, so the unfinished files have fixed names: what a killed one left behind is
    written over by the next.
    """

    def __init__(self, root: Path, disk: Executor) -> None:
        """``disk`` is for waiting for it, in one other thread."""
        self._root = root
        self._disk = disk
        self._files: list[Path] = []
        self._last: list[Path] = []
        self._numbers = count(1)
        self._settled: list[Future[None]] = []

    def write(self, new: NewFile, *, is_last: bool = False) -> None:
        """Write a file beside its place; raises FolderError. One that tells of the others is put in place last."""
        (self._last if is_last else self._files).append(new.file)
        with _explaining(new.file):
            _write(new)
        if next(self._numbers) % _SETTLED_AT_ONCE == 0:
            self._begin_settling()

    def _begin_settling(self) -> None:
        """Have the disk take what is there so far, unless it is at that: then little is left to wait for at the end."""
        if _knows_syncfs() and all(each.done() for each in self._settled):
            self._settled.append(self._disk.submit(_settle_file_system, self._root))

    def finish(self, meanwhile: Callable[[], object] = lambda: None) -> None:
        """Put the files in place and make them stay; raises FolderError.

        What is to be done ``meanwhile``, while the disk is waited for, is done before any of them is in place.
        """
        files = [*self._files, *self._last]
        self._settled.append(self._disk.submit(_settle_contents, self._root, files))
        meanwhile()
        for each in self._settled:
            each.result()
        if files:
            most = count_holdable()
            with freeing_later(files[:most]):
                do_some(_put_in_place, self._files[:most])
                do_all(_put_in_place, self._files[most:])
                do_some(_put_in_place, self._last)
                _settle_names(self._root, files)

    def discard(self) -> None:
        """Leave nothing unfinished behind."""
        for file in (*self._files, *self._last):
            with suppress(OSError):
                Path(_unfinished(file)).unlink()


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, to last; raises FolderError."""
    with _explaining(folder, "expected a folder, or that one may be made"):
        missing = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(parents=True, exist_ok=True)
    _settle_each({each.parent for each in missing})


def append_to_file(file: Path, line: bytes) -> None:
    """Write at the end of a file, which a loss of power may tear or undo; raises FolderError."""
    with _explaining(file):
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT, _MODE)
        try:
            os.pwrite(descriptor, line, os.fstat(descriptor).st_size)
        finally:
            os.close(descriptor)


def remove_file(file: Path) -> None:
    """Remove a file, if it is there; raises FolderError."""
    with _explaining(file, "expected a file that can be removed"):
        file.unlink(missing_ok=True)


def wait_for_disk(path: Path | str) -> None:
    """Return when the disk has the bytes of a file, or the names in a folder; raises OSError."""
    with _opened(path) as descriptor:
        os.fsync(descriptor)


@contextmanager
def replacing(root: Path) -> Iterator[Replacement]:
    """A replacement that leaves nothing unfinished behind when it fails."""
    with ThreadPoolExecutor(1) as disk:
        replacement = Replacement(root, disk)
        try:
            yield replacement
        except Exception:
            replacement.discard()
            raise


def replace_files(root: Path, files: Iterable[NewFile]) -> None:
    """Put files below ``root`` in place, in any order, and make them last. Raises FolderError."""
    with replacing(root) as replacement:
        for new in files:
            replacement.write(new)
        replacement.finish()


def _unfinished(file: Path) -> str:
    """Where a file is written."""
    folder, name = _split(file)
    return f"{folder}/.{name}.new"


def _split(file: Path) -> tuple[str, str]:
    """Folder and name; as text, for a path takes longer to make than a file to rename."""
    folder, _, name = str(file).rpartition("/")
    return folder, name


def _write(new: NewFile) -> None:
    """By the system's own calls: hundreds of files are written at once, and a stream costs more than the writing."""
    unfinished = _unfinished(new.file)
    try:
        descriptor = os.open(unfinished, _ANEW, _MODE)
    except FileNotFoundError:
        new.file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(unfinished, _ANEW, _MODE)
    try:
        rest = memoryview(new.body)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        if new.modified:
            os.utime(descriptor, (new.modified.timestamp(),) * 2)
    finally:
        os.close(descriptor)


def _put_in_place(file: Path) -> None:
    with _explaining(file):
        os.replace(_unfinished(file), file)  # noqa: PTH105 (as above)


def _settle_contents(root: Path, files: Sequence[Path]) -> None:
    """Wait until all that was written is on the disk: once for the file system, else once for each file."""
    if len(files) <= _FEW or not _knows_syncfs():
        do_all(_settle_content, files)
    else:
        _settle_file_system(root)


def _knows_syncfs() -> bool:
    """Linux has it; it tells of failed writes since 5.8."""
    return hasattr(_LIBC, "syncfs")


def _settle_file_system(root: Path) -> None:
    with _explaining(root), _opened(root) as descriptor:
        if _LIBC.syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _settle_content(file: Path) -> None:
    with _explaining(file):
        wait_for_disk(_unfinished(file))


def _settle_names(root: Path, files: Iterable[Path]) -> None:
    """Make the names of new files last: each folder once, and those above it, which may be new themselves."""
    folders = {root}
    for folder in map(Path, {_split(file)[0] for file in files}):
        while folder not in folders:
            folders.add(folder)
            folder = folder.parent
    _settle_each(folders)


def _settle_each(folders: Iterable[Path]) -> None:
    for each in folders:
        with _explaining(each):
            wait_for_disk(each)


@contextmanager
def _opened(path: Path | str) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


@contextmanager
def _explaining(path: Path, wanted: str = "expected to write there") -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FolderError(path, wanted, error.strerror or str(error)) from error
