"""Values cut into pieces that a statement can take."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import TypeVar

T = TypeVar("T")

_BATCH = 500
"""Values in one IN (...): every engine takes so many."""


def in_batches(values: Collection[T]) -> Iterator[list[T]]:
    """Cut values into lists short enough for a statement's parameters."""
    rest = iter(values)
    while batch := list(islice(rest, _BATCH)):
        yield batch
