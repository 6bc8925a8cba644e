"""What was used last, kept in memory within a bound."""

import threading
from contextlib import suppress
from operator import itemgetter
from typing import Generic, TypeVar

from cachetools import LRUCache

K = TypeVar("K")
V = TypeVar("V")


class Recent(Generic[K, V]):
    """Values by key, the least recently used out first. Threads may share it."""

    def __init__(self, limit: int) -> None:
        """``limit`` is in the unit of the sizes that :meth:`keep` is told."""
        self._kept: LRUCache[K, tuple[V, int]] = LRUCache(limit, getsizeof=itemgetter(1))
        self._lock = threading.Lock()

    def find(self, key: K) -> V | None:
        """The value kept under a key, if it is still there."""
        with self._lock:
            found = self._kept.get(key)
        return found[0] if found else None

    def keep(self, key: K, value: V, size: int) -> None:
        """Keep a value in the place of what is under its key; one that is larger than the bound is not kept."""
        with self._lock, suppress(ValueError):
            self._kept.pop(key, None)
            self._kept[key] = (value, size)
