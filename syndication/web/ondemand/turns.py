"""Who may make a document now: few at a time, and few who wait for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from syndication.errors import ArchiveError

AT_ONCE = 2
"""Documents that a process makes at one time: fewer than the reading room has seats, so that pages find one."""
WAITING = 4
"""Requests that wait for a turn: with those under way fewer than the process has threads, so that published
documents find one."""


class Turns:
    """Turns at making a document; raises ArchiveError where there is none."""

    def __init__(self) -> None:
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._places = threading.BoundedSemaphore(AT_ONCE + WAITING)

    @contextmanager
    def take(self, patience: float) -> Iterator[None]:
        """Wait so many seconds for a turn, unless too many wait already."""
        if not self._places.acquire(blocking=False):
            raise ArchiveError(f"{AT_ONCE} documents are being made, and {WAITING} more are waited for")
        try:
            with self._take_next(patience):
                yield
        finally:
            self._places.release()

    @contextmanager
    def _take_next(self, patience: float) -> Iterator[None]:
        if not self._turns.acquire(timeout=patience):
            raise ArchiveError(f"{AT_ONCE} documents are being made, and take longer than {patience} s")
        try:
            yield
        finally:
            self._turns.release()
