"""What goes wrong in the year, one thing at a time."""

import os
import resource
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from sqlalchemy import Engine, event

KINDS = (
    "killed",
    "disk full",
    "file damaged",
    "clock set back",
    "clock set ahead",
    "restart",
    "documents lost",
    "archive lost",
)
_CALLS = ("replace", "rename", "fsync")
_MOST_STEPS = 250
"""Statements, commits, renames and waits for the disk in a cycle with news, about."""
_FULL_BYTES = (0, 512, 4_096, 20_000, 100_000)
"""A disk that is nearly full takes small files yet."""


def arm(chance: Random) -> Callable[[], None]:
    """What makes a process kill itself at one of its steps, if it comes so far."""
    last = chance.randrange(1, _MOST_STEPS)

    def prepare() -> None:
        left = iter(range(last))

        def step(*_: object, **__: object) -> None:
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", step)
        event.listen(Engine, "commit", step)
        for name in _CALLS:
            setattr(os, name, _after(step, getattr(os, name)))

    return prepare


def _after(step: Callable[[], None], call: Callable[..., object]) -> Callable[..., object]:
    def stepping(*given: object, **named: object) -> object:
        step()
        return call(*given, **named)

    return stepping


@contextmanager
def full_disk(chance: Random) -> Iterator[None]:
    """No file grows over a size: writing fails as the kernel has it, for SQLite too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (chance.choice(_FULL_BYTES), before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def damage_a_file(documents: Path, chance: Random) -> None:
    """Cut, overwrite or remove a published file, or one that belongs to it."""
    files = sorted(file for file in documents.rglob("*") if file.is_file() and file.stat().st_size)
    if not files:
        return
    file = chance.choice(files)
    content = file.read_bytes()
    match chance.choice(("cut", "overwrite", "swap", "remove")):
        case "cut":
            file.write_bytes(content[: len(content) // 2])
        case "overwrite":
            file.write_bytes(content[:-20] + b"\x00" * 20)
        case "swap":
            other = file.with_name(f"{file.name}.other")
            other.write_bytes(content[::-1])
            other.replace(file)
        case "remove":
            file.unlink()


def lose(documents: Path) -> None:
    """The whole folder is gone."""
    shutil.rmtree(documents, ignore_errors=True)
