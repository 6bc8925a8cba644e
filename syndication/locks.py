"""Files that processes hold, so that others wait or keep away: the kernel lets go of them when their holder dies."""

import fcntl
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

from syndication.errors import FolderError
from syndication.files import make_folder


@contextmanager
def alone(lock: Path) -> Iterator[None]:
    """Be the only one who holds this file, whatever process the others are in; waits for its turn, makes its folder.

    Raises FolderError where that cannot be.
    """
    with _hold(lock, fcntl.LOCK_EX):
        yield


def try_to_hold(lock: Path, *, shared: bool = False) -> IO[str] | None:
    """Hold a file until it is closed, alone or with others who share it; None while somebody's hold forbids that.

    Makes its folder. Raises FolderError where that cannot be.
    """
    try:
        return _hold(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return None


def _hold(lock: Path, kind: int) -> IO[str]:
    make_folder(lock.parent)
    with ExitStack() as unless_held:
        try:
            file = unless_held.enter_context(lock.open("w"))
            fcntl.flock(file, kind)
        except BlockingIOError:
            raise
        except OSError as error:
            raise FolderError(lock, "expected a file that can be written", error.strerror or str(error)) from error
        unless_held.pop_all()
    return file
