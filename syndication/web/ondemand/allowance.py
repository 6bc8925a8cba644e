"""How much is made for one client: an allowance that fills up again with time."""

import threading
import time
from collections.abc import Callable

from cachetools import TTLCache

_MOST_CLIENTS = 100_000
"""Whose debts are kept, those of the longest time ago going first: some 20 MB."""
_MINUTE = 60.0


class Allowance:
    """Of each client's own, by the clock that nobody sets. Threads may share it; a process knows of itself alone.

    It is told as a debt of time: each making costs a share of a minute, and the debt must stay below the time that
    the largest number at once costs (the generic cell rate algorithm; ITU-T I.371).
    """

    def __init__(self, per_minute: int, at_once: int, clock: Callable[[], float] = time.monotonic) -> None:
        """``per_minute`` in the long run, ``at_once`` after a rest; 0 a minute is no limit."""
        self._cost = _MINUTE / per_minute if per_minute else 0.0
        self._most = at_once * self._cost
        self._clock = clock
        self._paid = TTLCache[str, float](_MOST_CLIENTS, ttl=self._most, timer=clock)
        self._lock = threading.Lock()

    def spend(self, client: str) -> float:
        """Make one more for a client: 0 if there is allowance for it, else the seconds until there is."""
        if not self._cost:
            return 0.0
        with self._lock:
            now = self._clock()
            paid_until = max(now, self._paid.get(client, now)) + self._cost
            missing = paid_until - now - self._most
            if missing > 0:
                return missing
            self._paid[client] = paid_until
            return 0.0
