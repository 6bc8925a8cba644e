"""Bulletin files that have arrived: which there are, and what they are called. However many: one at a time."""

import logging
import os
import stat
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from syndication.errors import FolderError
from syndication.files import make_folder
from syndication.logs import log_event

_logger = logging.getLogger(__name__)
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
    """When its bytes changed last, in nanoseconds since 1970: programs that copy files set it as they like."""
    changed_ns: int
    """When anything of it changed last, by the clock of its file system: nobody can set it back."""
    leads_out: bool = False
    """Whether it is a link out of its folder, which is not followed."""


def make_inbox(inboxes: Iterable[Path]) -> None:
    """Make the folders of the inbox that are missing; raises FolderError."""
    for folder in inboxes:
        make_folder(folder)


def list_files(paths: Iterable[Path], inboxes: Sequence[Path] = ()) -> Iterator[InboxFile]:
    """The files at paths (folders with all below them, and single files), in no order.

    A file of the first inbox is named by its path below it, however it is pointed at; any other file by its path
    below its folder with that folder's name before it, so that two folders may hold files of the same name. Hidden
    and unfinished files, and what a browser saved beside a page, are left alone. Raises FolderError for a path that is
    not there or cannot be read; a folder below one that cannot is logged.
    """
    for path in paths:
        yield from _files_at(path.absolute(), _home_of(path, inboxes))


def locate(source: str, inboxes: Sequence[Path]) -> Iterator[Path]:
    """Where a file with this name is now, in the inboxes that :func:`list_files` names files by; nothing if nowhere."""
    for number, inbox in enumerate(inboxes):
        prefix = _prefix_of(inbox, number)
        file = inbox / source.removeprefix(prefix)
        if source.startswith(prefix) and file.is_file():
            yield file


def stands_still(file: InboxFile) -> bool:
    """Whether a file is still as it was when it was looked at: one that changed while it was read is not whole."""
    try:
        found = file.path.stat()
    except OSError:
        return False
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns) == (file.size, file.modified_ns, file.changed_ns)


class _Home(NamedTuple):
    """The folder to which files belong, and what stands before their names."""

    folder: Path
    prefix: str


def _home_of(path: Path, inboxes: Sequence[Path]) -> _Home:
    path = path.absolute()
    for number, inbox in enumerate(inboxes):
        if path.is_relative_to(inbox.absolute()):
            return _Home(inbox.absolute(), _prefix_of(inbox, number))
    folder = path if path.is_dir() else path.parent
    return _Home(folder, f"{folder.name}/")


def _prefix_of(inbox: Path, number: int) -> str:
    return f"{inbox.absolute().name}/" if number else ""


def _files_at(path: Path, home: _Home) -> Iterator[InboxFile]:
    if path.is_file():
        yield from _look_at(path, home)
        return
    if not path.is_dir():
        raise FolderError(
            path, "expected a file or a folder of bulletin files", "there is none; make it or mend the path"
        )
    if not os.access(path, os.R_OK | os.X_OK):
        raise FolderError(path, "expected a folder that can be read", "its permissions forbid it")
    yield from _files_below(path, home)


def _files_below(folder: Path, home: _Home) -> Iterator[InboxFile]:
    """What is in a folder and in those below; of one that cannot be read, that is logged."""
    unseen = [folder]
    while unseen:
        folder = unseen.pop()
        try:
            unseen += yield from _files_in(folder, home)
        except FileNotFoundError:  # it has gone meanwhile
            continue
        except OSError as error:
            reason = f"expected a folder that can be read, but {error.strerror}; what is in it is not looked at"
            name = home.prefix + _name_of(folder, home)
            log_event(_logger, "folder_unread", level=logging.WARNING, folder=name, reason=reason)


def _files_in(folder: Path, home: _Home) -> Generator[InboxFile, None, list[Path]]:
    """The files of a folder; returns the folders in it."""
    folders = [name for name, is_folder in _list(folder) if is_folder and not name.startswith(".")]
    suspects = {page for name in folders for page in _pages_of(name)}
    pages: set[str] = set()
    for name, is_folder in _list(folder):
        if not is_folder:
            pages |= suspects & {Path(name).stem} if suspects else set()
            if not _is_passed_over(name):
                yield from _look_at(folder / name, home)
    return [folder / name for name in folders if pages.isdisjoint(_pages_of(name))]


def _list(folder: Path) -> Iterator[tuple[str, bool]]:
    """Names, and whether each is a folder (a link to one is none); without keeping them, for there may be a million."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry.name, entry.is_dir(follow_symlinks=False)


def _pages_of(folder: str) -> Iterator[str]:
    """The names of pages beside which a browser may have saved this folder: ``News_files`` beside ``News.html``."""
    return (folder.removesuffix(ending) for ending in _COMPANION if folder.endswith(ending))


def _is_passed_over(name: str) -> bool:
    return name.startswith(".") or name.lower().endswith(UNFINISHED)


def _look_at(path: Path, home: _Home) -> Iterator[InboxFile]:
    """Nothing for what is no regular file, or has gone meanwhile."""
    try:
        leads_out = path.is_symlink() and not path.resolve(strict=True).is_relative_to(home.folder.resolve())
        found = path.lstat() if leads_out else path.stat()
    except (OSError, RuntimeError):  # a link that leads nowhere, or in a circle
        return
    if leads_out or stat.S_ISREG(found.st_mode):
        name = home.prefix + _name_of(path, home)
        yield InboxFile(path, name, found.st_size, found.st_mtime_ns, found.st_ctime_ns, leads_out)


def _name_of(path: Path, home: _Home) -> str:
    """A name that can be shown and kept, whatever bytes it has: what is no character, or unseen, is spelled out."""
    name = os.fsencode(path.relative_to(home.folder).as_posix()).decode("utf-8", "backslashreplace")
    return "".join(each if each.isprintable() else each.encode("unicode_escape").decode() for each in name)
