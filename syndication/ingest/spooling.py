"""Readings of more files than memory should hold, on the way to who takes them one piece after the other."""

import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO

from syndication.models import Reading


class Spool:
    """Pieces, in the order in which they were added."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, readings: Sequence[Reading]) -> None:
        pickle.dump(readings, self._file)

    def __iter__(self) -> Iterator[Sequence[Reading]]:
        end = self._file.tell()
        self._file.seek(0)
        while self._file.tell() < end:
            yield pickle.load(self._file)  # noqa: S301  # a file without a name, which this process wrote


@contextmanager
def spooling() -> Iterator[Spool]:
    """Lend a spool, in a file of the system's temporary folder that has no name: no death of the process leaves it."""
    with TemporaryFile() as file:
        yield Spool(file)
