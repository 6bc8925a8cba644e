"""What was dated ahead is taken in when its day has come."""

from datetime import UTC, datetime, timedelta

import pytest

from syndication.ingest import ripening
from syndication.models import ALL
from syndication.pipeline import run_cycle
from syndication.safekeeping.proving import prove
from syndication.service import Service
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING, titles

BEHIND = datetime(2019, 8, 1, 9, tzinfo=UTC)
EVE, DAY = datetime(2019, 8, 8, 23, tzinfo=UTC), datetime(2019, 8, 9, tzinfo=UTC)
"""Before and after the 10th has begun somewhere on earth."""
LEFT, AHEAD = "Teachers end their strike in Tacna", "Copper mine in Moquegua waits for its water licence"


@pytest.fixture
def waiting(site: SiteFolder, service: Service) -> Service:
    """A service that holds a file's items, of the 10th and the 17th, and has the file no more."""
    site.drop("listing.txt", LISTING)
    for seconds in (0, 2):
        run_cycle(service, BEHIND + timedelta(seconds=seconds))
    assert (service.archive.count(ALL), len(service.archive.quarantine())) == (0, 2)
    (site.root / "inbox" / "listing.txt").unlink()
    return service


def test_it_is_taken_in_on_its_day_and_what_is_still_ahead_goes_on_waiting(waiting: Service) -> None:
    assert run_cycle(waiting, EVE).read == ()
    report = run_cycle(waiting, DAY)
    assert (report.read, titles(waiting, "/all"), waiting.archive.count(ALL)) == (("listing.txt",), [LEFT], 1)
    assert [entry.title for entry in waiting.archive.quarantine()] == [AHEAD]


def test_it_is_read_again_once(waiting: Service) -> None:
    run_cycle(waiting, DAY)
    assert run_cycle(waiting, DAY + timedelta(hours=1)).read == ()
    run_cycle(waiting, DAY + timedelta(days=7))
    assert (waiting.archive.count(ALL), waiting.archive.quarantine()) == (2, [])
    assert [arrival.at for arrival in waiting.archive.arrivals()][1:] == [DAY, DAY + timedelta(days=7)]


def test_an_archive_made_anew_has_it_too(waiting: Service) -> None:
    run_cycle(waiting, DAY)
    assert prove(waiting).differences == ()


def test_what_a_person_dropped_stays_away(waiting: Service) -> None:
    for entry in waiting.archive.quarantine():
        waiting.archive.drop(entry.number)
    assert run_cycle(waiting, DAY + timedelta(days=30)).read == ()


def test_a_cycle_reads_no_more_than_so_many(
    site: SiteFolder, waiting: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ripening, "MOST", 1)
    site.drop("another.txt", LISTING.replace("Copper", "Silver"))
    for seconds in (4, 6):
        run_cycle(waiting, BEHIND + timedelta(seconds=seconds))
    assert [run_cycle(waiting, DAY + timedelta(hours=hour)).read for hour in range(3)] == [
        ("another.txt",),
        ("listing.txt",),
        (),
    ]


def test_a_file_whose_original_is_lost_is_read_from_the_inbox(
    site: SiteFolder, waiting: Service, caplog: pytest.LogCaptureFixture
) -> None:
    (digest,) = waiting.originals.digests()
    waiting.originals.locate(digest).unlink()
    assert run_cycle(waiting, DAY).read == run_cycle(waiting, DAY).read == ()
    assert [record.message for record in caplog.records].count("original_unread") == 1
    site.drop("listing.txt", LISTING, at=BEHIND.timestamp())
    for seconds in (1, 3):
        run_cycle(waiting, DAY + timedelta(seconds=seconds))
    assert waiting.archive.count(ALL) == 1
