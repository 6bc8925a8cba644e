"""Processes that compile feeds say what this process would say, and are never left behind."""

import os
import select
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from multiprocessing import active_children
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.archive import Archive
from syndication.errors import ArchiveError, ConfigError, Fault, FolderError
from syndication.models import Document, Selection
from syndication.pipeline import run_cycle
from syndication.presses import PressError, deal
from syndication.publishing import expected_documents
from syndication.service import Service, open_service
from tests.conftest import SiteFolder

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LISTING = """# URL: http://bulletins.example/news.php?position=10
• Copper mine in Moquegua waits for its water licence

    17 August 2019

    Farmers of the valley ask who will measure the river once the mine is at work.
"""


@pytest.fixture(autouse=True)
def _three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0, 1, 2})


def expect(service: Service) -> list[Document]:
    return sorted(expected_documents(service), key=lambda document: document.path)


def test_presses_compile_what_this_process_would(site: SiteFolder) -> None:
    site.drop("listing.txt", LISTING)
    with open_service(site.settings()) as service:
        run_cycle(service, NOW)
        alone = expect(service)
    with open_service(site.settings(), with_presses=True) as service:
        assert service.presses
        assert len(active_children()) == 3
        assert expect(service) == alone
    assert active_children() == []


@given(st.integers(0, 80), st.integers(0, 6), st.integers(1, 4))
def test_each_feed_is_dealt_once_and_the_feeds_of_a_region_to_one_press(topics: int, regions: int, presses: int):
    places = [None, *map(str, range(regions))]
    feeds = [Selection.of(topic, region) for topic in (None, *map(str, range(topics))) for region in places]
    shares = deal(feeds, presses)
    assert Counter(feed for share in shares for feed in share) == Counter(feeds)
    assert max(map(len, shares)) - min(map(len, shares)) <= 32 + len(places)
    if topics < 32:
        assert sum(len({feed.regions for feed in share}) for share in shares) == len(places)


class StubbornError(Exception):
    """Cannot be pickled at all."""

    def __reduce__(self) -> NoReturn:
        raise TypeError("stays where it is")


@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (ArchiveError("no answer"), ArchiveError),
        (FolderError(Path("/site/originals"), "expected a folder", "there is none"), PressError),
        (ConfigError([Fault("site.toml", "feeds.items", "expected a number")]), PressError),
        (StubbornError("no answer"), PressError),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_what_goes_wrong_in_a_press_is_raised_by_its_publisher(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch, error: Exception, raised: type[Exception]
) -> None:
    def fail(archive: object, ids: object, limit: int) -> NoReturn:
        raise error

    monkeypatch.setattr(Archive, "newest_each", fail)
    with open_service(site.settings(), with_presses=True) as service, pytest.raises(raised) as told:
        expect(service)
    assert str(told.value) == str(error)
    assert active_children() == []


def test_a_press_that_was_killed_is_told(site: SiteFolder) -> None:
    with open_service(site.settings(), with_presses=True) as service:
        active_children()[0].kill()
        with pytest.raises(PressError, match="ended it"):
            expect(service)


PUBLISHER = """
import os, sys, time
from multiprocessing import active_children
from pathlib import Path
from syndication.config import load_settings
from syndication.publishing import expected_documents
from syndication.service import open_service

os.sched_getaffinity = lambda process: {0, 1, 2}
with open_service(load_settings(Path(sys.argv[1]), environ={}), with_presses=True) as service:
    if sys.argv[2] == "at work":
        next(expected := expected_documents(service)), next(expected)
    print(*(press.pid for press in active_children()), flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize("state", ["waiting", "at work"])
def test_presses_end_when_their_publisher_is_killed(site: SiteFolder, state: str) -> None:
    run_in = [sys.executable, "-c", PUBLISHER, site.root / "config", state]
    with subprocess.Popen(run_in, stdout=subprocess.PIPE) as publisher:
        assert publisher.stdout
        presses = [os.pidfd_open(int(pid)) for pid in publisher.stdout.readline().split()]
        publisher.kill()
    ended = [select.select([press], [], [], 60)[0] == [press] for press in presses]
    for press in presses:
        os.close(press)
    assert ended == [True] * 3


def test_presses_that_are_not_needed_end(site: SiteFolder) -> None:
    with open_service(site.settings(), with_presses=True):
        assert len(active_children()) == 3
    assert active_children() == []


def test_one_core_has_no_press(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda process: {0})
    with open_service(site.settings(), with_presses=True) as service:
        assert service.presses is None
