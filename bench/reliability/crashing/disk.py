"""What is sure to be on a disk: a model of a file system whose power may go at any moment.

Sure is what was waited for: the bytes and the date of a file by its fsync, the names in a folder by the folder's own,
everything below a folder by syncfs (what is beside it may be on another disk). All else is under way, and may be there
or not.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath

from bench.reliability.crashing.faults import FSYNC, MKDIR, OPEN, RENAME, SYNCFS, TRUNCATE, UNLINK, UTIME, WRITE, Call


@dataclass(frozen=True, slots=True)
class File:
    """A file's bytes and its date; which names it has, its folder knows."""

    body: bytes = b""
    modified: int | None = None
    """Nanoseconds; None for the time of writing."""


@dataclass
class Tree:
    """Files below a folder: names, and what they are names of."""

    names: dict[str, int] = field(default_factory=dict)
    files: dict[int, File] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, root: Path) -> "Tree":
        """What is below a folder."""
        tree = cls()
        for number, path in enumerate(sorted(root.rglob("*"))):
            name = str(path.relative_to(root))
            if path.is_dir():
                tree.folders.add(name)
            else:
                tree.names[name] = number
                tree.files[number] = File(path.read_bytes(), path.stat().st_mtime_ns)
        return tree

    def copy(self) -> "Tree":
        return Tree(dict(self.names), dict(self.files), set(self.folders))

    def shown(self) -> dict[str, File]:
        """Each name with its file, where the folders above it are there."""
        return {
            name: self.files.get(number, File())
            for name, number in self.names.items()
            if all(str(folder) in self.folders for folder in PurePath(name).parents[:-1])
        }

    def state(self) -> object:
        """Equal for trees that hold the same."""
        return frozenset(self.shown().items()), frozenset(self.folders)

    def write(self, root: Path) -> None:
        """Make a folder hold this."""
        for folder in sorted(self.folders):
            (root / folder).mkdir(parents=True, exist_ok=True)
        for name, file in self.shown().items():
            (root / name).write_bytes(file.body)
            if file.modified is not None:
                os.utime(root / name, ns=(file.modified, file.modified))


@dataclass(frozen=True, slots=True)
class Step:
    """One change under way: of a file's bytes or date, or of the names in a folder."""

    change: Callable[[Tree], object]
    path: str
    file: int | None = None
    folder: str | None = None


class Disk:
    """A disk that calls are made on."""

    def __init__(self, tree: Tree) -> None:
        """``tree`` is what is sure."""
        self._sure = tree.copy()
        self._now = tree.copy()
        """What processes see."""
        self._pending: list[Step] = []
        self._number = max(tree.files, default=0)

    def make(self, call: Call) -> None:
        """Make a call on it."""
        if not call.succeeded or call.path.endswith(" (deleted)"):
            return
        if call.kind == SYNCFS:
            self._settle(lambda step: step.path.startswith(f"{call.path}/"))
        elif call.kind == FSYNC and call.path in self._now.names:
            self._settle(lambda step: step.file == self._now.names[call.path])
        elif call.kind == FSYNC:
            self._settle(lambda step: step.folder == call.path)
        else:
            for step in self._steps_of(call):
                step.change(self._now)
                self._pending.append(step)

    def now(self) -> Tree:
        """What processes see."""
        return self._now.copy()

    def cut(self, is_kept: Callable[[Step], bool]) -> Tree:
        """What is there when the power has gone: what is sure, and of what was under way what is kept, in its order."""
        left = self._sure.copy()
        for step in filter(is_kept, self._pending):
            step.change(left)
        return left

    def _settle(self, is_waited_for: Callable[[Step], bool]) -> None:
        for step in filter(is_waited_for, self._pending):
            step.change(self._sure)
        self._pending = [step for step in self._pending if not is_waited_for(step)]

    def _steps_of(self, call: Call) -> Iterable[Step]:
        number = self._now.names.get(call.path)
        if call.kind == OPEN and number is None:
            self._number += 1
            number = self._number
            yield _rename(call, lambda tree: tree.names.__setitem__(call.path, number))
        if call.kind == OPEN and call.at & os.O_TRUNC:
            yield _edit(call, number, lambda file: replace(file, body=b""))
        elif call.kind == TRUNCATE:
            yield _edit(call, number, lambda file: replace(file, body=file.body[: call.at].ljust(call.at, b"\0")))
        elif call.kind == WRITE:
            yield _edit(call, number, lambda file: _write(file, call.at, call.data))
        elif call.kind == UTIME:
            yield _edit(call, number, lambda file: replace(file, modified=call.at))
        elif call.kind == RENAME:
            yield _rename(call, lambda tree: _move(tree.names, call.path, call.other))
        elif call.kind == UNLINK:
            yield _rename(call, lambda tree: tree.names.pop(call.path, None))
        elif call.kind == MKDIR:
            yield _rename(call, lambda tree: tree.folders.add(call.path))


def _rename(call: Call, change: Callable[[Tree], object]) -> Step:
    return Step(change, call.path, folder=str(PurePath(call.path).parent).removeprefix("."))


def _edit(call: Call, number: int | None, edit: Callable[[File], File]) -> Step:
    if number is None:
        raise ValueError(f"{call.path}: expected a file that was opened before")
    return Step(
        lambda tree: tree.files.__setitem__(number, edit(tree.files.get(number, File()))), call.path, file=number
    )


def _move(names: dict[str, int], old: str, new: str) -> None:
    if old in names:  # else the name itself was lost
        names[new] = names.pop(old)


def _write(file: File, at: int, data: bytes) -> File:
    body = file.body.ljust(at, b"\0")
    return replace(file, body=body[:at] + data + body[at + len(data) :])
