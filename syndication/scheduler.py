"""Polling the inbox: one elected process, one APScheduler job, woken by file events between its ticks.

Any number of processes may start a :class:`Poller`; the one that holds the archive's lock polls, the others
stand by and take over when it goes. The job itself is :func:`syndication.pipeline.run_cycle`.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import sqlalchemy as sa
import watchfiles
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler

from syndication.config import Settings
from syndication.election import Election, election_for
from syndication.errors import SyndicationError
from syndication.ingest.arriving import look_twice
from syndication.ingest.inbox import make_inbox
from syndication.logs import log_event
from syndication.models import Selection
from syndication.pipeline import build, run_cycle
from syndication.service import Service, open_service

_logger = logging.getLogger(__name__)
_JOB = "poll"
_STAND_BY_SECONDS = 1.0
_WATCH_AGAIN_SECONDS = 1.0


class StoppedError(Exception):
    """The process is told to go while it publishes many feeds."""


class Poller:
    """Stands for election and, when elected, polls until it is stopped."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._settings = settings
        self._clock = clock
        self._election = election_for(settings)
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._stand, name="poller", daemon=True)

    def start(self) -> None:
        """Stand for election in a thread of its own; returns at once."""
        self._thread.start()

    def stop(self) -> None:
        """Let another process take over: a cycle under way takes in what it has read, and leaves the publishing."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _stand(self) -> None:
        while not self._stopping.is_set():
            try:
                if self._election.win():
                    self._lead()
            except StoppedError:
                log_event(_logger, "publishing_left_to_the_next")
            except SyndicationError as error:
                log_event(_logger, "poller_failed", level=logging.ERROR, reason=str(error))
            except Exception:  # the poller must outlive whatever a cycle or a database does; it tries again
                _logger.exception("poller_failed")
            finally:
                self._election.resign()
            self._stopping.wait(_STAND_BY_SECONDS)

    def _lead(self) -> None:
        make_inbox(self._settings.inbox_folders)
        with open_service(self._settings, stays=True) as service:
            log_event(_logger, "poller_elected", interval_seconds=self._settings.inbox.interval_seconds)
            Term(service, self._election, self._clock, self._stopping).serve()


class Term:
    """One poller's time in office: from its election until it is stopped or loses the lock."""

    def __init__(
        self, service: Service, election: Election, clock: Callable[[], datetime], stopping: threading.Event
    ) -> None:
        self._service = service
        self._election = election
        self._clock = clock
        self._stopping = stopping
        self._lost = threading.Event()
        # One thread and two instances: a wake-up during a cycle queues exactly one more, which sees it all.
        self._scheduler = BackgroundScheduler(executors={"default": ThreadPoolExecutor(1)}, timezone=UTC)

    def serve(self) -> None:
        """Build every document, then poll until the term ends. Raises what goes wrong before the first poll."""
        arrived = look_twice(self._service, self._clock, self._stopping.wait)  # else they would wait for the build
        run_cycle(self._service, self._clock(), arrived, self._unless_stopping)
        build(self._service, self._clock(), self._unless_stopping)  # settings may have changed while nobody polled
        seconds = self._service.settings.inbox.interval_seconds
        self._scheduler.add_job(
            self._poll, "interval", seconds=seconds, id=_JOB, coalesce=True, max_instances=2, misfire_grace_time=seconds
        )
        self._scheduler.start()
        self._wake()  # for what arrived while the documents were built
        watcher = threading.Thread(target=self._watch, name="inbox-watcher", daemon=True)
        watcher.start()
        try:
            while not self._is_over():
                self._stopping.wait(_STAND_BY_SECONDS)
        finally:
            watcher.join()
            self._scheduler.shutdown(wait=True)

    def _unless_stopping(self, selections: Sequence[Selection]) -> Iterator[Selection]:
        """The feeds to publish, until this process is told to go: the next poller finds the rest still due."""
        for selection in selections:
            if self._stopping.is_set():
                raise StoppedError
            yield selection

    def _is_over(self) -> bool:
        return self._stopping.is_set() or self._lost.is_set()

    def _poll(self) -> None:
        if not self._still_elected():
            self._lost.set()
            return
        try:
            late = time.monotonic() + self._service.settings.inbox.cycle_seconds
            report = run_cycle(
                self._service, self._clock(), progress=self._unless_stopping, is_late=lambda: time.monotonic() > late
            )
        except StoppedError:
            log_event(_logger, "publishing_left_to_the_next")
            return
        except SyndicationError as error:  # such as an inbox folder that is away; the next tick may find it back
            log_event(_logger, "poll_failed", level=logging.ERROR, reason=str(error))
            return
        if report.more:
            self._wake()
        elif report.waiting:
            self._wake(timedelta(seconds=self._service.settings.inbox.settle_seconds))

    def _still_elected(self) -> bool:
        try:
            return self._election.win()
        except sa.exc.SQLAlchemyError as error:  # the session that held the lock is gone, and the lock with it
            log_event(_logger, "election_lost", level=logging.WARNING, reason=str(error))
            return False

    def _wake(self, after: timedelta = timedelta()) -> None:
        if not self._is_over():
            self._scheduler.modify_job(_JOB, next_run_time=datetime.now(UTC) + after)

    def _watch(self) -> None:
        """Wake the job on every file event. Polling stays the truth: network shares deliver no events."""
        may_have_missed = False
        while not self._is_over():
            try:
                self._watch_folders(may_have_missed)
            except OSError as error:  # a folder is away, or the system has no watches left
                log_event(_logger, "file_events_unavailable", level=logging.WARNING, reason=str(error))
                self._stopping.wait(self._service.settings.inbox.interval_seconds)
            except RuntimeError as error:  # the watch's own, of a name that is no Unicode: others may have come with it
                log_event(_logger, "file_events_unavailable", level=logging.WARNING, reason=str(error))
                self._stopping.wait(_WATCH_AGAIN_SECONDS)
            may_have_missed = True

    def _watch_folders(self, may_have_missed: bool) -> None:
        """Until the term is over, or a folder is another than it was: a watch stays with the folder it was set on.

        The job is woken at once, when the watch is set, if events may have been missed before.
        """
        folders = self._service.settings.inbox_folders
        watched = _identities(folders)
        for changes in watchfiles.watch(*folders, debounce=400, step=100, rust_timeout=500, yield_on_timeout=True):
            if self._is_over() or _identities(folders) != watched:
                return
            if changes or may_have_missed:
                self._wake()
                may_have_missed = False


def _identities(folders: Iterable[Path]) -> list[tuple[int, int]]:
    """Device and inode of each folder; raises OSError where one is away."""
    return [(found.st_dev, found.st_ino) for found in (folder.stat() for folder in folders)]
