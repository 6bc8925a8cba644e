"""Putting files in place so that each is its old self or its new self, whole, even after a loss of power."""

import os
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from syndication.errors import FolderError

_WRITERS = 16


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to put in place."""

    file: Path
    body: bytes
    modified: datetime | None = None
    """The modification time that it gets; None for the time of writing."""


def replace_files(root: Path, files: Sequence[NewFile]) -> None:
    """Put files below ``root`` in place, in this order, and make them last.

    There is one publisher at a time, so the unfinished files have fixed names: what a killed one left behind is
    written over by the next. Raises FolderError.
    """
    with ThreadPoolExecutor(_WRITERS) as writers:
        list(writers.map(_write, files))
    for new in files:
        _unfinished(new.file).replace(new.file)
    _settle(root, {new.file.parent for new in files})


def _unfinished(file: Path) -> Path:
    return file.with_name(f".{file.name}.new")


def _write(new: NewFile) -> None:
    try:
        new.file.parent.mkdir(parents=True, exist_ok=True)
        with _unfinished(new.file).open("wb") as stream:
            stream.write(new.body)
            stream.flush()
            if new.modified:
                os.utime(stream.fileno(), (new.modified.timestamp(),) * 2)
            os.fsync(stream.fileno())
    except OSError as error:
        raise FolderError(new.file, "expected to write this document", error.strerror or str(error)) from error


def _settle(root: Path, folders: Iterable[Path]) -> None:
    """Make the names of new files last: each folder once, and those above it, which may be new themselves."""
    parents = {parent for folder in folders for parent in (folder, *folder.parents) if parent.is_relative_to(root)}
    for folder in sorted(parents):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
