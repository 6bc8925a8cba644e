"""What was used last, kept in memory within a bound."""

import threading
from collections import OrderedDict
from collections.abc import Iterable
from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, the least recently used out first. Threads may share it."""

    def __init__(self, limit: int) -> None:
        """``limit`` is in the unit of the sizes that :meth:`keep` is told."""
        self._limit = limit
        self._size = 0
        self._kept = OrderedDict[K, tuple[V, int]]()
        self._lock = threading.Lock()

    def find(self, key: K) -> V | None:
        """The value kept under a key, if it is still there."""
        with self._lock:
            return self._use(key)

    def find_all(self, keys: Iterable[K]) -> list[V | None]:
        """:meth:`find` for each of these keys at once."""
        with self._lock:
            return [self._use(key) for key in keys]

    def _use(self, key: K) -> V | None:
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def keep(self, key: K, value: V, size: int) -> None:
        """Keep a value in the place of what is under its key; one that is larger than the bound is not kept."""
        with self._lock:
            self._size -= self._kept.pop(key, (value, 0))[1]
            if size > self._limit:
                return
            self._kept[key] = value, size
            self._size += size
            while self._size > self._limit:
                self._size -= self._kept.popitem(last=False)[1][1]
