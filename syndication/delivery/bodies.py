"""Bytes of documents in memory: those in use stay, within a bound."""

import threading
from collections import OrderedDict
from collections.abc import Callable


class Bodies:
    """Bytes by ETag, the least recently used out first. Threads may share it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, etag: str, load: Callable[[], bytes]) -> bytes:
        """The bytes kept under an ETag, else those that ``load`` gives; what it raises goes through."""
        with self._lock:
            body = self._kept.get(etag)
            if body is not None:
                self._kept.move_to_end(etag)
                return body
        body = load()  # two may load the same: better than to let one wait for the other's disk
        with self._lock:
            self._keep(etag, body)
        return body

    def _keep(self, etag: str, body: bytes) -> None:
        if etag in self._kept:
            return
        self._kept[etag] = body
        self._size += len(body)
        while self._size > self._limit:
            _, dropped = self._kept.popitem(last=False)
            self._size -= len(dropped)
