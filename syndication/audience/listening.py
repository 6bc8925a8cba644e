"""Hearing reports while documents are served, at no cost to other requests."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from syndication.audience.ledger import Figure, Ledger
from syndication.audience.reports import WORD, read_report
from syndication.errors import FolderError
from syndication.logs import log_event
from syndication.recent import Recent

_logger = logging.getLogger(__name__)
SAVE_SECONDS = 60
"""Between two writings of a process: what it heard since the last one is lost if it is killed, and told again soon."""
_MOST_KEPT = 50_000
"""Reports that a process remembers, so as to write only what is new."""
_MOST_WAITING = 5_000
"""Reports that wait to be written: who makes up names shall not fill the memory."""


def _do_later(seconds: float, work: Callable[[], None]) -> None:
    timer = threading.Timer(seconds, work)
    timer.daemon = True
    timer.start()


def _today() -> date:
    return datetime.now(UTC).date()


class Audience:
    """Takes down what services report; threads may share it."""

    def __init__(
        self,
        ledger: Ledger,
        *,
        today: Callable[[], date] = _today,
        clock: Callable[[], float] = time.monotonic,
        later: Callable[[float, Callable[[], None]], None] = _do_later,
    ) -> None:
        """``later`` does work after so many seconds, and so that no reader need wait for the disk."""
        self._ledger = ledger
        self._today = today
        self._clock = clock
        self._later = later
        self._known = Recent[tuple[str, str], Figure](_MOST_KEPT)
        self._waiting: dict[tuple[str, str], Figure] = {}
        self._lock = threading.Lock()
        self._next_save = clock()
        self._is_planned = False

    def hear(self, document: str, user_agent: str) -> None:
        """Take down the report in the ``User-Agent`` of a request for a published document, if there is one."""
        if WORD not in user_agent or (report := read_report(user_agent)) is None:
            return
        key, figure = (document, report.service), Figure(report.subscribers, self._today())
        with self._lock:
            if self._known.find(key) == figure or len(self._waiting) >= _MOST_WAITING:
                return
            self._known.keep(key, figure, 1)
            self._waiting[key] = figure
            was_planned, self._is_planned = self._is_planned, True
        if not was_planned:
            self._later(max(0.0, self._next_save - self._clock()), self._save)

    def _save(self) -> None:
        """Write what waits; where that fails, it waits for the next report: serving needs no folder to write to."""
        with self._lock:
            heard, self._waiting = self._waiting, {}
            self._is_planned, self._next_save = False, self._clock() + SAVE_SECONDS
        try:
            is_written = self._ledger.add(heard, self._today())
        except (FolderError, OSError) as error:
            log_event(_logger, "audience_not_written", level=logging.WARNING, reason=str(error))
            is_written = False
        if not is_written:
            with self._lock:
                self._waiting = heard | self._waiting
