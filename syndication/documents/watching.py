"""Noticing cheaply that somebody else has been at the published tree."""

from collections.abc import Iterable
from pathlib import Path

from syndication.documents.manifest import MANIFEST
from syndication.documents.tree import identify

MOST_LOOKS = 60
"""At this look at the latest the tree counts as disturbed: a file written over in its place changes no folder."""


class Watch:
    """Knows the folders of a tree as they were left; files that come, go or are replaced change their folder."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._left: dict[Path, tuple[int, ...] | None] = {}
        self._looks = 0

    def is_disturbed(self) -> bool:
        """Whether the files should be looked at one by one; always at the first time."""
        self._looks += 1
        if self._looks < MOST_LOOKS and self._left and all(identify(path) == seen for path, seen in self._left.items()):
            return False
        self._looks = 0
        return True

    def leave(self, paths: Iterable[str]) -> None:
        """Note the tree as its publisher leaves it, with documents at these addresses."""
        folders = {path.rpartition("/")[0][1:] for path in paths} | {""}
        self._left = {path: identify(path) for path in (self._root / MANIFEST, *map(self._root.joinpath, folders))}
