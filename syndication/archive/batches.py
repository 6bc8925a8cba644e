"""Values cut into pieces that a statement can take."""

from collections.abc import Collection, Iterator
from typing import TypeVar

from syndication.batches import cut

T = TypeVar("T")

_BATCH = 500
"""Values in one IN (...): every engine takes so many."""


def in_batches(values: Collection[T]) -> Iterator[list[T]]:
    """Cut values into lists short enough for a statement's parameters."""
    return cut(values, _BATCH)
