"""A broken export reaches no subscriber: it waits as a plan until a person lets it through."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndication.errors import ArchiveError
from syndication.ingest import ripening
from syndication.ingest.originals import Originals
from syndication.models import ALL
from syndication.pipeline import preview_cycle, release, run_cycle
from syndication.safekeeping.proving import prove
from syndication.service import Service, open_service
from tests.conftest import SiteFolder

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)
WALK = "• The walk is held\n\n    17 August 2019\n\n    Some forty people walked from the square to the old mill.\n"
BOAT = "• The boat is mended\n\n    10 August 2019\n\n    It goes to the island twice a day as it did before May.\n"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """One of few feeds."""
    return SiteFolder(tmp_path / "site", Path(__file__).parent / "web" / "harbour")


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


def test_a_plan_that_harms_nothing_any_more_is_let_through_by_a_later_look(
    broken: SiteFolder, service: Service
) -> None:
    broken.drop("other.txt", BOAT)
    report = run_cycle(service, LATER + timedelta(minutes=1))
    assert (report.read, service.archive.quarantine()) == (("other.txt", "export.txt"), [])
    assert set(titles(service)) == {"The walk is held", "The boat is mended"}
    assert prove(service).differences == ()


def test_a_plan_that_still_harms_waits_with_its_number_and_reason(broken: SiteFolder, service: Service) -> None:
    before = service.archive.quarantine()
    broken.drop("other.txt", WALK.replace("walk", "race"))
    assert run_cycle(service, LATER + timedelta(days=3)).read == ("other.txt",)
    assert service.archive.quarantine() == before


def test_a_plan_that_was_dropped_is_not_let_through_by_a_later_look(broken: SiteFolder, service: Service) -> None:
    service.archive.drop_planned(1)
    broken.drop("other.txt", BOAT)
    assert run_cycle(service, LATER + timedelta(minutes=1)).read == ("other.txt",)


def test_what_waits_in_many_files_is_left_to_a_person(
    broken: SiteFolder, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ripening, "MOST_HELD", 0)
    broken.drop("other.txt", BOAT)
    assert run_cycle(service, LATER + timedelta(minutes=1)).read == ("other.txt",)


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


EXPORTS = {
    "one.txt": ("Bridge", "The bridge over the upper river is shut to lorries until somebody has mended it."),
    "three.txt": ("School", "Pupils of the lower town have no classroom since the roof fell in during the storm."),
    "two.txt": ("Snow", "Nobody could cross the pass on Friday, and the bus to the valley turned back at noon."),
}


def tell(name: str) -> str:
    title, text = EXPORTS[name]
    return f"• {title}\n\n    3 August 2019\n\n    {text}\n"


@pytest.fixture
def wide(site: SiteFolder, service: Service) -> SiteFolder:
    """A site of three exports, each of which has lost an item of its own; they have been looked at."""
    for name in EXPORTS:
        site.drop(name, WALK + tell(name))
    run_cycle(service, NOW)
    for name in EXPORTS:
        site.drop(name, WALK)
    run_cycle(service, LATER)
    return site


def waiting(service: Service) -> list[str]:
    return [entry.source for entry in service.archive.quarantine()]


def test_an_export_that_is_copied_slowly_is_held_as_at_once(site: SiteFolder) -> None:
    for name in EXPORTS:
        site.drop(name, tell(name))
    with open_service(site.settings(guard__revised_items=1)) as service:
        run_cycle(service, NOW)
        plans: list[int] = []
        for number, name in enumerate(EXPORTS, 1):
            site.drop(name, tell(name).replace(".", ". Nobody knows why."))
            plans.append(len(run_cycle(service, NOW + timedelta(hours=number)).absorption.plans))
    assert plans == [0, 1, 1]


@pytest.mark.usefixtures("wide")
def test_the_files_of_a_plan_are_released_one_by_one(service: Service) -> None:
    report = release(service, 1, LATER, ["two.txt"])
    assert (report.read, len(report.absorption.absent)) == (("two.txt",), 1)
    assert waiting(service) == ["one.txt", "three.txt"]
    release(service, 1, LATER)
    assert waiting(service) == []


@pytest.mark.usefixtures("wide")
def test_the_files_of_a_plan_are_dropped_one_by_one(service: Service) -> None:
    assert set(service.archive.drop_planned(1, ["two.txt"])) == {"two.txt"}
    assert waiting(service) == ["one.txt", "three.txt"]
    assert set(release(service, 1, LATER).read) == {"one.txt", "three.txt"}
    assert titles(service) == ["The walk is held", "Snow"]


@pytest.mark.usefixtures("wide")
def test_a_file_that_does_not_wait_with_the_plan_is_not_released(service: Service) -> None:
    with pytest.raises(ArchiveError, match=r"four.txt: expected files that wait with plan 1, found one.txt, three.txt"):
        release(service, 1, LATER, ["one.txt", "four.txt"])
    assert len(waiting(service)) == 3


def test_what_is_mended_while_a_plan_is_read_is_not_released(wide: SiteFolder, service: Service) -> None:
    load = service.originals.load

    def mend(digest: str) -> bytes:
        """Somebody else's look comes in between."""
        wide.drop("one.txt", WALK + tell("one.txt"))
        run_cycle(service, LATER)
        return load(digest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Originals, "load", lambda _, digest: mend(digest))
        with pytest.raises(ArchiveError, match=r"one.txt: expected files that wait with plan 1"):
            release(service, 1, LATER)
    assert "Bridge" in titles(service)
    assert waiting(service) == ["three.txt", "two.txt"]


@pytest.mark.usefixtures("wide")
def test_a_reason_says_as_of_when_it_is(service: Service) -> None:
    [reason, *_] = {entry.reason for entry in service.archive.quarantine()}
    assert reason.startswith("held with plan 1 of 3 files, which on 2026-11-22 09:01 UTC would bring")
    assert "`syndication release 1 FILE`" in reason
