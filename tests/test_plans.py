"""A broken export reaches no subscriber: it waits as a plan until a person lets it through."""

from datetime import UTC, datetime, timedelta

import pytest

from syndication.errors import ArchiveError
from syndication.models import ALL
from syndication.pipeline import preview_cycle, release, run_cycle
from syndication.service import Service
from tests.conftest import SiteFolder

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
WALK = "• The walk is held\n\n    17 August 2019\n\n    Some forty people walked from the square to the old mill.\n"
BOAT = "• The boat is mended\n\n    10 August 2019\n\n    It goes to the island twice a day as it did before May.\n"


@pytest.fixture
def broken(site: SiteFolder, service: Service) -> SiteFolder:
    """A site whose newest export has lost an item; it has been looked at."""
    site.drop("export.txt", WALK + BOAT)
    run_cycle(service, NOW)
    site.drop("export.txt", WALK)
    run_cycle(service, LATER)
    return site


def titles(service: Service) -> list[str]:
    return [item.title for item in service.archive.newest(ALL, 9)]


@pytest.mark.usefixtures("broken")
def test_an_export_that_lost_an_item_waits_and_is_not_looked_at_again(service: Service) -> None:
    [entry] = service.archive.quarantine()
    assert (entry.source, entry.plan) == ("export.txt", 1)
    assert "syndication release 1" in entry.reason
    assert "The boat is mended" in titles(service)
    assert run_cycle(service, LATER).read == ()


@pytest.mark.usefixtures("broken")
def test_a_released_plan_is_taken_in_and_published(service: Service) -> None:
    report = release(service, 1, LATER)
    assert len(report.absorption.absent) == 1
    assert report.published
    assert (titles(service), service.archive.quarantine()) == (["The walk is held"], [])
    with pytest.raises(ArchiveError, match="found no such plan"):
        release(service, 1, LATER)


def test_a_plan_is_released_though_its_file_has_gone(broken: SiteFolder, service: Service) -> None:
    (broken.root / "inbox" / "export.txt").unlink()
    release(service, 1, LATER)
    assert titles(service) == ["The walk is held"]


def test_a_mended_export_takes_the_place_of_what_waits(broken: SiteFolder, service: Service) -> None:
    broken.drop("export.txt", WALK + BOAT)
    run_cycle(service, LATER)
    assert service.archive.quarantine() == []


def test_force_holds_nothing(site: SiteFolder, service: Service) -> None:
    site.drop("export.txt", WALK + BOAT)
    run_cycle(service, NOW)
    site.drop("export.txt", WALK)
    assert preview_cycle(service, LATER).absorption.plans
    assert run_cycle(service, LATER, force=True).absorption.plans == ()
    assert titles(service) == ["The walk is held"]


def test_what_is_held_is_logged(site: SiteFolder, service: Service, caplog: pytest.LogCaptureFixture) -> None:
    site.drop("export.txt", WALK + BOAT)
    run_cycle(service, NOW)
    site.drop("export.txt", WALK)
    run_cycle(service, LATER)
    assert "plan_held" in [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]


@pytest.mark.usefixtures("broken")
def test_a_release_is_no_look_at_the_inbox(service: Service) -> None:
    before = service.archive.last_poll()
    release(service, 1, LATER)
    assert service.archive.last_poll() == before


@pytest.mark.usefixtures("broken")
def test_force_takes_in_what_is_held_already(service: Service) -> None:
    assert preview_cycle(service, LATER).read == ()
    assert len(preview_cycle(service, LATER, force=True).absorption.absent) == 1
    run_cycle(service, LATER, force=True)
    assert (titles(service), service.archive.quarantine()) == (["The walk is held"], [])


@pytest.mark.usefixtures("broken")
def test_force_takes_in_a_file_whose_entry_was_dropped(service: Service) -> None:
    [entry] = service.archive.quarantine()
    service.archive.drop(entry.number)
    run_cycle(service, LATER, force=True)
    assert titles(service) == ["The walk is held"]
