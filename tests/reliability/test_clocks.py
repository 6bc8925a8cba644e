"""Clocks that are wrong, set back or ahead, and nights on which they jump: nothing is lost, repeated or re-dated."""

import os
import shutil
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest

from syndication.documents import Manifest
from syndication.models import ALL
from syndication.pipeline import build, run_cycle
from syndication.service import open_service
from tests.test_pipeline import LISTING

NOW = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = timedelta(days=1)
MORE = """# URL: http://bulletins.example/news.php?position={number}
• Story number {number} of Puno

    19 August 2019

    Some {number} people of the lake tell what they saw, and {number} did not.
"""


def dates(settings) -> dict[str, datetime]:
    """The Last-Modified of every document."""
    return {path: entry.last_modified for path, entry in Manifest.load(settings.documents_folder).items()}


@pytest.mark.parametrize("jump", [-2000 * DAYS, -timedelta(hours=1), 2000 * DAYS], ids=str)
def test_a_clock_that_jumps_loses_and_re_dates_nothing(site, service, jump):
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    build(service, NOW)
    items, before = service.archive.contents()["items"], dates(service.settings)
    for number, now in enumerate((NOW + jump, NOW + DAYS)):
        run_cycle(service, now)
        site.drop(f"more-{number}.txt", MORE.format(number=number))
        run_cycle(service, now)
        after = dates(service.settings)
        assert all(after[path] >= before[path] for path in before)
        assert after["/all.atom"] > before["/all.atom"]
        before = after
    found = {item["id"]: item for item in service.archive.contents()["items"]}
    assert [found[item["id"]]["date"] for item in items] == [item["date"] for item in items]
    assert service.archive.count(ALL) == 4


@pytest.fixture(scope="module")
def faketime() -> str:
    """Debian's program of that name; continuous integration installs it, and must not leave its tests out."""
    found = shutil.which("faketime")
    if found is None:
        assert os.environ.get("CI") != "true", "expected libfaketime (Debian: faketime), found none"
        pytest.skip("faketime is not installed (Debian: faketime)")
    return found


@pytest.mark.parametrize("jump", ["-2000d", "+2000d"])
def test_a_machine_whose_clock_is_wrong_for_a_while_loses_and_re_dates_nothing(site, faketime, jump):
    """With the commands themselves, whose every clock is another: libfaketime stands between them and the kernel's."""
    clocks = ([], [faketime, "-f", jump], [])
    before, items = {}, {}
    for number, clock in enumerate(clocks):
        site.drop(f"more-{number}.txt", MORE.format(number=number))
        command = [*clock, sys.executable, "-m", "syndication", "--config", str(site.root / "config")]
        environ = os.environ | {"NO_FAKE_STAT": "1"}  # the dates of files are those of the disk
        for word in ("ingest", "check" if before else "build"):
            ended = subprocess.run([*command, word], capture_output=True, text=True, env=environ, check=False)
            assert ended.returncode == 0, ended.stdout + ended.stderr
        after = dates(site.settings())
        assert all(after[path] >= date for path, date in before.items())
        assert not before or after["/all.atom"] > before["/all.atom"]
        with open_service(site.settings()) as service:
            found = {item["id"]: item["date"] for item in service.archive.contents()["items"]}
        assert (len(found), found | items) == (number + 1, found)
        before, items = after, found


NIGHTS = [
    ("Europe/London", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
    ("Europe/London", datetime(2026, 10, 25, 0, 59, tzinfo=UTC)),
    ("America/Lima", datetime(2026, 1, 1, 4, 59, tzinfo=UTC)),
]


@pytest.fixture
def set_zone(monkeypatch):
    """Sets the zone of this process, for a test."""

    def set_to(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield set_to
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(("zone", "night"), NIGHTS, ids=str)
def test_a_night_on_which_the_hour_jumps_is_one_like_others(site, service, set_zone, zone, night):
    """A look every half hour, over the jump and after it, with a file at each: every date of a document goes on."""
    set_zone(zone)
    build(service, night - timedelta(hours=1))
    before = dates(service.settings)["/all.atom"]
    for number in range(5):
        now = night + number * timedelta(minutes=30)
        site.drop(f"more-{number}.txt", MORE.format(number=number), at=(now - 2 * DAYS).timestamp())
        report = run_cycle(service, now)
        after = dates(service.settings)["/all.atom"]
        assert (report.waiting, after > before, after) == ((), True, now)
        before = after
    assert service.archive.count(ALL) == 5
    assert {item["date"] for item in service.archive.contents()["items"]} == {"2019-08-19"}


def test_what_seemed_ahead_of_a_clock_that_was_behind_is_held_until_it_goes_right(site, service):
    site.drop("listing.txt", LISTING)
    behind = datetime(2010, 1, 1, tzinfo=UTC)
    for seconds in (0, 2):  # by that clock the file comes from the future: a second look tells that it stands still
        run_cycle(service, behind + timedelta(seconds=seconds))
    held = service.archive.quarantine()
    assert [entry.reason.startswith("dated ahead of today") for entry in held] == [True, True]
    run_cycle(service, NOW)
    assert (service.archive.count(ALL), len(service.archive.quarantine())) == (2, 0)
