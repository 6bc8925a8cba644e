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
    refused: tuple[str, ...] = ()
    """Names of links that lead out of their folder."""


def scan(paths: Iterable[Path], inboxes: Sequence[Path] = (), *, now_ns: int, settle_seconds: float) -> Scan:
    """Look at folders (with all below them) and single files.

    A file of the first inbox is named by its path below it, however it is pointed at; any other file by its path
    below its folder with that folder's name before it, so that two folders may hold files of the same name. Hidden
    and unfinished files, and what a browser saved beside a page, are left alone; links that lead out of their folder
    are named. Raises FolderError for a path that is not there or cannot be read.
    """
    found = {name: file for path in paths for name, file in _files_at(path.absolute(), _home_of(path, inboxes))}
    ready: list[InboxFile] = []
    waiting: list[InboxFile] = []
    for file in (found[name] for name in sorted(found)):
        if file is not None:
            age = now_ns - file.modified_ns
            (waiting if 0 <= age < settle_seconds * 1e9 else ready).append(file)
    return Scan(tuple(ready), tuple(waiting), tuple(sorted(name for name, file in found.items() if file is None)))


def stands_still(file: InboxFile) -> bool:
    """Whether a file is still as it was when it was looked at: one that changed while it was read is not whole."""
    try:
        found = file.path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns) == (file.size, file.modified_ns)


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


def _files_at(path: Path, home: _Home) -> Iterator[tuple[str, InboxFile | None]]:
    """Names and files; None in place of a link that leads out."""
    if path.is_file():
        yield from _look_at(path, home)
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
        for name in (*names, *(each for each in folders if (Path(folder) / each).is_symlink())):
            if not _is_passed_over(name):
                yield from _look_at(Path(folder) / name, home)


def _is_companion(folder: str, pages: Collection[str]) -> bool:
    """Whether a browser saved this folder beside a page: ``News_files`` beside ``News.html``."""
    return any(folder.endswith(ending) and folder.removesuffix(ending) in pages for ending in _COMPANION)


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def _look_at(path: Path, home: _Home) -> Iterator[tuple[str, InboxFile | None]]:
    """Nothing for what is no regular file, or has gone meanwhile."""
    name = home.prefix + _name_of(path, home)
    try:
        if path.is_symlink() and not path.resolve(strict=True).is_relative_to(home.folder.resolve()):
            yield name, None
            return
        found = path.stat()
    except (OSError, RuntimeError):  # a link that leads nowhere, or in a circle
        return
    if stat.S_ISREG(found.st_mode):
        yield name, InboxFile(path, name, found.st_size, found.st_mtime_ns)


def _name_of(path: Path, home: _Home) -> str:
    """A name that can be shown and kept, whatever bytes it has: what is no character, or unseen, is spelled out."""
    name = os.fsencode(path.relative_to(home.folder).as_posix()).decode("utf-8", "backslashreplace")
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in name)
