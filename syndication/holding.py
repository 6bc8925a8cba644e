"""Old files held open while new ones take their places: to free one can take longer than all else."""

import errno
import os
import resource
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from syndication.threads import do_all

_MOST = 512
"""Old files held open at once, if the process may open twice as many."""
_TO_HOLD = getattr(os, "O_PATH", os.O_RDONLY)
"""Neither to read nor to write: what Linux has for it costs less."""


def count_holdable() -> int:
    """How many old files to hold: half of what may be open is left to whatever else is at work."""
    allowed, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return _MOST if allowed == resource.RLIM_INFINITY else min(_MOST, allowed // 2)


@contextmanager
def freeing_later(files: Iterable[Path]) -> Iterator[None]:
    """Hold the files that stand there now: the system frees one that was replaced when the last lets go of it."""
    held = _hold(files)
    try:
        yield
    finally:
        do_all(os.close, held)


def _hold(files: Iterable[Path]) -> list[int]:
    """Open those that are there; none where no more can be open: others need some, and holding only saves time."""
    held: list[int] = []
    for file in files:
        try:
            held.append(os.open(file, _TO_HOLD))
        except OSError as error:
            if error.errno in (errno.EMFILE, errno.ENFILE):
                do_all(os.close, held)
                return []
    return held
