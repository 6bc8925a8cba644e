"""Where the files of the published tree are."""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from syndication.documents.copies import CODINGS
from syndication.formats import format_of

_ADDRESS = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9._+-]{0,127}){1,8}")
"""No empty, hidden or upward part: nothing outside the folder, and no file that is still being written.

No name either that is longer than a file system takes.
"""
_REMEMBERED = 4_096
"""Places of documents: each publishing asks for those of hundreds, again and again the same."""


def is_address(path: str) -> bool:
    """Whether a document could be published at this path."""
    return format_of(path) is not None and _ADDRESS.fullmatch(path) is not None


@lru_cache(_REMEMBERED)
def locate(folder: Path, path: str) -> Path:
    """The plain file of a document; raises ValueError for a path that is no address of one."""
    if not is_address(path):
        raise ValueError(f"expected the address of a document, such as /all.atom, found {path!r}")
    return folder / path[1:]


@lru_cache(_REMEMBERED)
def copies_of(file: Path) -> Mapping[str, Path]:
    """Content coding to the file of the compressed copy, for the plain file of a document."""
    return {coding.name: file.with_name(file.name + coding.suffix) for coding in CODINGS}


def identify(path: Path) -> tuple[int, ...] | None:
    """Which file, or which state of a folder's list of names, there is now; None if there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
