"""An archive that another program keeps locked: readers have all there is, the poller says so and goes on later."""

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from syndication.archive import database
from syndication.errors import ArchiveError
from syndication.models import ALL
from syndication.pipeline import build, run_cycle
from syndication.scheduler import Poller
from syndication.service import open_service
from syndication.web import create_app
from tests.test_pipeline import LISTING, NOW
from tests.test_scheduler import wait_until

LOCK = """
import sqlite3, sys
archive = sqlite3.connect(sys.argv[1], isolation_level=None)
archive.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
"""


@contextmanager
def locked(archive: Path) -> Iterator[None]:
    """Another process has a transaction open that nobody else may write in."""
    command = [sys.executable, "-c", LOCK, str(archive)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        yield
        other.communicate()


@pytest.fixture(autouse=True)
def _short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_LOCK_WAIT_SECONDS", 0.1)


@pytest.fixture
def published(site):
    """The settings of a site that has published two items."""
    site.drop("listing.txt", LISTING)
    with open_service(site.settings(inbox__interval_seconds=1)) as service:
        run_cycle(service, NOW)
        build(service, NOW)
        return service.settings


def test_documents_pages_and_searches_are_there(published):
    client = create_app(published).test_client()
    with locked(published.data_folder / "archive.db"):
        for path in ("/all.atom", "/all", "/all?q=copper", "/all/2019.rss", "/status"):
            assert client.get(path).status_code == 200, path


def test_a_command_by_hand_says_what_is_wrong(site, published):
    site.drop("more.txt", LISTING.replace("Copper", "Silver"))
    with (
        open_service(published) as service,
        locked(published.data_folder / "archive.db"),
        pytest.raises(ArchiveError, match="locked"),
    ):
        run_cycle(service, NOW)


def test_the_poller_says_so_and_goes_on_when_it_is_free(site, published, caplog):
    def count() -> int:
        with open_service(published) as service:
            return service.archive.count(ALL)

    poller = Poller(published)
    poller.start()
    try:
        with locked(published.data_folder / "archive.db"):
            caplog.clear()
            site.drop("more.txt", LISTING.replace("Copper", "Silver").replace("17 August 2019", "18 August 2019"))
            wait_until(lambda: any("locked" in record.getMessage() + str(record.__dict__) for record in caplog.records))
        wait_until(lambda: count() == 3)
    finally:
        poller.stop()
    assert [record for record in caplog.records if record.exc_info] == []
    assert all(record.levelno <= logging.ERROR for record in caplog.records)
