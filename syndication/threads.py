"""The same step for many values: in threads where each waits for the disk, or one after the other."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_THREADS = 16
T = TypeVar("T")


def do_all(step: Callable[[T], None], values: Sequence[T]) -> None:
    """Do a step for each value in threads, also when it fails for one; raises what one of the first raised."""
    if len(values) <= 1:
        do_some(step, values)
        return
    number = min(_THREADS, len(values))
    with ThreadPoolExecutor(number) as threads:
        for done in [threads.submit(do_some, step, values[first::number]) for first in range(number)]:
            done.result()


def do_some(step: Callable[[T], None], values: Iterable[T]) -> None:
    """Do a step for each value, one after the other."""
    for value in values:
        step(value)
