"""The library in ``faults.c``, seen from Python: making it, loading it before all others, arming it.

Why a library of ours: ``strace -e inject`` counts the calls of each thread for itself, and publishing has sixteen; and
it starts a new Python for each point, which takes a second, where a fork of a warm one takes milliseconds.
"""

import ctypes
import errno
import os
import shutil
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_SOURCE = Path(__file__).with_name("faults.c")
_LIBRARY = ctypes.CDLL(None)
_RECORD = struct.Struct("6q")
KINDS = (
    "open to create or empty",
    "write",
    "fsync",
    "syncfs",
    "rename",
    "unlink",
    "rmdir",
    "mkdir",
    "truncate",
    "utime",
    "link",
    "chmod",
)
"""In the order of ``enum kind``."""
OPEN, WRITE, FSYNC, SYNCFS, RENAME, UNLINK, RMDIR, MKDIR, TRUNCATE, UTIME = KINDS[:10]


class Fault(Enum):
    """What can be done at a point: the number in ``enum fault``, an error number, and how a table calls it."""

    KILL = 1, 0, "killed before it"
    TEAR = 2, 0, "killed when half is written"
    ENOSPC = 3, errno.ENOSPC, "ENOSPC, once"
    EIO = 3, errno.EIO, "EIO, once"
    FULL = 4, 0, "disk full from it on"
    DEAD = 5, 0, "every call fails from it on"

    @property
    def kills(self) -> bool:
        """Whether the process ends at the point."""
        return self in (Fault.KILL, Fault.TEAR)

    def befalls(self, point: "Point") -> bool:
        """Whether this can be done there: only what is written can be written by half."""
        return self is not Fault.TEAR or point.kind == WRITE


@dataclass(frozen=True, slots=True)
class Point:
    """One call of a cycle: of a kind, on a file, for the so many-eth time. The same in each run of that cycle."""

    kind: str
    path: str
    """Below the site's folder."""
    occurrence: int
    """From 1."""

    def __str__(self) -> str:
        return f"{self.kind} {self.path or '.'} ({self.occurrence})"


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it was made."""

    kind: str
    path: str
    other: str
    """The new path, of a renaming."""
    at: int
    """Offset of a writing, size of a truncation, nanoseconds of a date."""
    data: bytes
    succeeded: bool


def arm(root: Path, trace: int = -1, fault: Fault | None = None, point: Point | None = None) -> None:
    """Watch what is changed below a folder: trace it into a file (its descriptor), break one point of it."""
    number, code, _ = fault.value if fault else (0, 0, "")
    kind, path, occurrence = (KINDS.index(point.kind), point.path, point.occurrence) if point else (0, "", 0)
    _LIBRARY.faults_arm(os.fsencode(root), trace, number, code, kind, os.fsencode(path), occurrence)


def disarm() -> None:
    """Let everything pass again."""
    _LIBRARY.faults_disarm()


def has_met() -> bool:
    """Whether the process came to the point since the library was armed."""
    return bool(_LIBRARY.faults_met())


def preload() -> None:
    """Begin this process anew with the library loaded, unless it is. Raises CalledProcessError without a compiler."""
    if hasattr(_LIBRARY, "faults_arm"):
        shutil.rmtree(Path(os.environ.pop("LD_PRELOAD")).parent)  # it stays loaded, here and in what is forked off
        return
    library = Path(tempfile.mkdtemp(prefix="syndication-faults-")) / "faults.so"
    words = ["-shared", "-fPIC", "-O2", "-o", str(library), str(_SOURCE), "-ldl", "-lpthread"]
    subprocess.run([os.environ.get("CC", "cc"), *words], check=True)  # noqa: S603  # the compiler of this machine
    os.execve(sys.executable, sys.orig_argv, os.environ | {"LD_PRELOAD": str(library)})  # noqa: S606  # ourselves


def read_trace(trace: bytes) -> Iterator[Call]:
    """The calls of a trace, in their order."""
    at = 0
    while at < len(trace):
        kind, result, offset, *lengths = _RECORD.unpack_from(trace, at)
        at += _RECORD.size
        parts = []
        for length in lengths:
            parts.append(trace[at : at + length])
            at += length
        path, other, data = parts
        yield Call(KINDS[kind], os.fsdecode(path), os.fsdecode(other), offset, data, result >= 0)


def points_of(calls: list[Call]) -> list[Point]:
    """Every call as a point, in their order."""
    seen: dict[tuple[str, str], int] = {}
    points = []
    for call in calls:
        key = (call.kind, call.path)
        seen[key] = seen.get(key, 0) + 1
        points.append(Point(call.kind, call.path, seen[key]))
    return points
