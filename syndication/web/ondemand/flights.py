"""Work that several threads ask for at one time, done once."""

import threading
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Flights(Generic[K, V]):
    """Who asks for what is under way gets the result, or the exception, of who asked first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._under_way: dict[K, Future[V]] = {}

    def join(self, key: K, work: Callable[[], V], patience: float) -> V:
        """Do the work, or wait so many seconds for who is doing it; raises TimeoutError after that."""
        with self._lock:
            others = self._under_way.get(key)
            if others is None:
                own = self._under_way[key] = Future[V]()
        return self._lead(key, own, work) if others is None else others.result(patience)

    def _lead(self, key: K, own: Future[V], work: Callable[[], V]) -> V:
        try:
            own.set_result(work())
        except BaseException as error:
            own.set_exception(error)
            raise
        finally:
            with self._lock:
                del self._under_way[key]
        return own.result()
