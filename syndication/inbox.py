"""Bulletin files that have arrived: which there are, which of them stand still, what they are called."""

import hashlib
import os
import stat
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from syndication.errors import FolderError

UNFINISHED = (".part", ".partial", ".tmp", ".crdownload", ".swp", "~")
"""Endings of names that programs give to files they are still writing."""
_COMPANION = ("_files", "_archivos", "_fichiers", "-Dateien")
"""Endings of the folders in which browsers put a saved page's pictures and scripts."""


@dataclass(frozen=True, slots=True)
class InboxFile:
    """A file that may be read."""

    path: Path
    source: str
    """Its name in the archive, with forward slashes."""
    size: int
    """Bytes."""
    modified_ns: int
    """Time of the last change, in nanoseconds since 1970."""


@dataclass(frozen=True, slots=True)
class Scan:
    """What one look at the inbox finds, in the order of the names."""

    ready: tuple[InboxFile, ...]
    waiting: tuple[InboxFile, ...]
    """Changed so lately that they may still be growing."""


def scan(paths: Iterable[Path], inboxes: Sequence[Path] = (), *, now_ns: int, settle_seconds: float) -> Scan:
    """Look at folders (with all below them) and single files.

    A file of the first inbox is named by its path below it, however it is pointed at; any other file by its path
    below its folder with that folder's name before it, so that two folders may hold files of the same name. Hidden
    and unfinished files, what a browser saved beside a page, and links that lead out of their folder are left alone.
    Raises FolderError for a path that is not there or cannot be read.
    """
    found = {file.source: file for path in paths for file in _files_at(path.absolute(), _home_of(path, inboxes))}
    ready: list[InboxFile] = []
    waiting: list[InboxFile] = []
    for file in sorted(found.values(), key=lambda file: file.source):
        age = now_ns - file.modified_ns
        (waiting if 0 <= age < settle_seconds * 1e9 else ready).append(file)
    return Scan(tuple(ready), tuple(waiting))


class Digests:
    """Digests of files, computed again only when a file's size or time of change has moved."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, int, int], str] = {}

    def of(self, file: InboxFile) -> str:
        """SHA-256 of a file of any size, hexadecimal; raises OSError."""
        key = (file.path, file.size, file.modified_ns)
        if key not in self._known:
            with file.path.open("rb") as stream:
                self._known[key] = hashlib.file_digest(stream, "sha256").hexdigest()
        return self._known[key]


class _Home(NamedTuple):
    """The folder to which files belong, and what stands before their names."""

    folder: Path
    prefix: str


def _home_of(path: Path, inboxes: Sequence[Path]) -> _Home:
    path = path.absolute()
    for number, inbox in enumerate(inboxes):
        if path.is_relative_to(inbox.absolute()):
            return _Home(inbox.absolute(), f"{inbox.absolute().name}/" if number else "")
    folder = path if path.is_dir() else path.parent
    return _Home(folder, f"{folder.name}/")


def _files_at(path: Path, home: _Home) -> Iterator[InboxFile]:
    if path.is_file():
        if (file := _inbox_file(path, home)) is not None:
            yield file
        return
    if not path.is_dir():
        raise FolderError(
            path, "expected a file or a folder of bulletin files", "there is none; make it or mend the path"
        )
    if not os.access(path, os.R_OK | os.X_OK):
        raise FolderError(path, "expected a folder that can be read", "its permissions forbid it")
    for folder, folders, names in os.walk(path):
        pages = {Path(name).stem for name in names}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _is_companion(name, pages))
        for name in names:
            if not _is_passed_over(name) and (file := _inbox_file(Path(folder) / name, home)) is not None:
                yield file


def _is_companion(folder: str, pages: Collection[str]) -> bool:
    """Whether a browser saved this folder beside a page: ``News_files`` beside ``News.html``."""
    return any(folder.endswith(ending) and folder.removesuffix(ending) in pages for ending in _COMPANION)


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def _inbox_file(path: Path, home: _Home) -> InboxFile | None:
    """None for what is no regular file, has gone meanwhile, or is a link out of its folder."""
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(home.folder.resolve()):
            return None
        found = path.stat()
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    name = os.fsencode(path.relative_to(home.folder).as_posix()).decode("utf-8", "backslashreplace")
    return InboxFile(path, home.prefix + name, found.st_size, found.st_mtime_ns)
