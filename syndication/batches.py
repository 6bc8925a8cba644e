"""Values cut into pieces, so that what is done at once stays bounded."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")


def cut(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Lists of so many values, the last one with what is left; takes the next values when the next list is asked for.

    ``itertools.batched`` from Python 3.12 on.
    """
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
