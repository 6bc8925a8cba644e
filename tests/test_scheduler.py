"""Who polls, when, and what wakes the poller."""

import itertools
import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from syndication import scheduler
from syndication.archive import Archive
from syndication.errors import FolderError
from syndication.models import ALL
from syndication.publishing import publish_due
from syndication.scheduler import Poller
from syndication.service import open_service
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING

DEADLINE_SECONDS = 60


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            pytest.fail("what was waited for did not come to pass")
        time.sleep(0.05)


class Ticks:
    """A clock that counts how often it is read: once for each cycle."""

    def __init__(self) -> None:
        self.count = 0
        self._lock = threading.Lock()

    def __call__(self) -> datetime:
        with self._lock:
            self.count += 1
        return datetime.now(UTC)


@pytest.fixture
def start(site: SiteFolder) -> Iterator[Callable[..., Ticks]]:
    """Start a poller on the site; all are stopped in the end."""
    pollers: list[Poller] = []

    def start_one(**flags: object) -> Ticks:
        ticks = Ticks()
        pollers.append(Poller(site.settings(**flags), clock=ticks))
        pollers[-1].start()
        return ticks

    yield start_one
    for poller in pollers:
        poller.stop()


def items(site: SiteFolder) -> int:
    with open_service(site.settings()) as service:
        return service.archive.count(ALL)


def quarantined(site: SiteFolder) -> int:
    with open_service(site.settings()) as service:
        return len(service.archive.quarantine())


def test_a_dropped_file_is_taken_in_without_waiting_for_the_next_tick(
    site: SiteFolder, start: Callable[..., Ticks]
) -> None:
    start(inbox__interval_seconds=86_400)
    wait_until(lambda: (site.settings().documents_folder / "feeds.opml").is_file())
    site.drop("listing.txt", LISTING, at=time.time())
    wait_until(lambda: items(site) == 2)


def test_a_name_that_is_no_unicode_does_not_end_the_watch(site: SiteFolder, start: Callable[..., Ticks]) -> None:
    start(inbox__interval_seconds=86_400)
    wait_until(lambda: (site.settings().documents_folder / "feeds.opml").is_file())
    odd = os.fsencode(site.root / "inbox") + b"/odd\xff.txt"
    Path(os.fsdecode(odd)).write_bytes(b"PK\x03\x04")
    wait_until(lambda: quarantined(site) == 1)
    site.drop("listing.txt", LISTING, at=time.time())
    wait_until(lambda: items(site) == 2)


def test_two_pollers_on_one_archive_poll_once_per_tick(site: SiteFolder, start: Callable[..., Ticks]) -> None:
    both = [start(inbox__interval_seconds=1), start(inbox__interval_seconds=1)]
    wait_until(lambda: any(ticks.count >= 6 for ticks in both))
    assert min(ticks.count for ticks in both) == 0


@pytest.mark.parametrize("failing", [(0, 1), (2, 3)], ids=["at election", "in the job"])
@pytest.mark.parametrize("error", [OSError("no space left on device"), FolderError(Path("inbox"), "a folder", "none")])
def test_a_failing_cycle_does_not_end_the_polling(
    site: SiteFolder,
    start: Callable[..., Ticks],
    monkeypatch: pytest.MonkeyPatch,
    failing: tuple[int, ...],
    error: Exception,
) -> None:
    run, numbers = scheduler.run_cycle, itertools.count()

    def fail_twice(*arguments: object, **named: object) -> object:
        if next(numbers) in failing:
            raise error
        return run(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(scheduler, "run_cycle", fail_twice)
    start(inbox__interval_seconds=1)
    wait_until(lambda: next(numbers) > max(failing))
    site.drop("listing.txt", LISTING)
    wait_until(lambda: items(site) == 2)


def test_a_poller_whose_session_is_lost_stands_again(
    site: SiteFolder, start: Callable[..., Ticks], new_postgresql_url: Callable[[], str]
) -> None:
    url = new_postgresql_url()
    start(inbox__interval_seconds=1, data__archive=url)
    wait_until(lambda: (site.settings().documents_folder / "feeds.opml").is_file())
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'")
    site.drop("listing.txt", LISTING)
    with Archive.open(url, authority=site.settings().site.authority) as archive:
        wait_until(lambda: archive.count(ALL) == 2)


def test_files_in_an_inbox_that_was_made_anew_are_taken_in(site: SiteFolder, start: Callable[..., Ticks]) -> None:
    start(inbox__interval_seconds=1)
    wait_until(lambda: (site.settings().documents_folder / "feeds.opml").is_file())
    (site.root / "inbox").rename(site.root / "gone")
    time.sleep(1.5)
    (site.root / "inbox").mkdir()
    site.drop("listing.txt", LISTING)
    wait_until(lambda: items(site) == 2)


# The time is asked for by the first look, a cycle, the build and a cycle.
@pytest.mark.parametrize("moment", [0, 3], ids=["at election", "in the job"])
def test_a_poller_that_is_told_to_go_leaves_what_is_due_to_the_next(
    site: SiteFolder, caplog: pytest.LogCaptureFixture, moment: int
) -> None:
    settings, looks = site.settings(), itertools.count()

    def tell_the_time() -> datetime:
        if next(looks) == moment:
            site.drop("listing.txt", LISTING)
            stopper.start()
            wait_until(poller._stopping.is_set)
        return datetime.now(UTC)

    poller = Poller(settings, clock=tell_the_time)
    stopper = threading.Thread(target=poller.stop)
    poller.start()
    wait_until(lambda: stopper.ident is not None and not stopper.is_alive())
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == []
    with open_service(settings) as service:
        assert (service.archive.count(ALL), ALL in service.archive.due()) == (2, True)
        assert "/all.atom" in publish_due(service, datetime.now(UTC))
