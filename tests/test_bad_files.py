"""Bad files: each waits in quarantine with its reason, and the good rest of its batch is published."""

import os
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from syndication.archive import QuarantineEntry
from syndication.models import ALL, ArchivedItem
from syndication.pipeline import run_cycle
from syndication.service import Service, open_service
from tests.conftest import REPOSITORY, SiteFolder

FOLDER = REPOSITORY / "tests" / "data" / "bad"
REASONS = tomllib.loads((FOLDER / "reasons.toml").read_text("utf-8"))
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOOD = "• The mast is raised\n\n    18 August 2017\n\n    It carries the new light.\n"


@dataclass(frozen=True)
class Outcome:
    """What a cycle over all specimens, and a good file, came to."""

    entries: list[QuarantineEntry]
    items: list[ArchivedItem]

    def published(self, source: str) -> set[str]:
        return {item.title for item in self.items if source in item.sources}


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    site = SiteFolder(tmp_path_factory.mktemp("bad") / "site", REPOSITORY / "config")
    for name in REASONS:
        site.drop(name, (FOLDER / name).read_bytes())
    site.drop("good.txt", GOOD)
    with open_service(site.settings()) as service:
        run_cycle(service, NOW)
        return Outcome(service.archive.quarantine(), list(service.archive.newest(ALL, 100)))


LARGE = 2_000_000_000


def test_a_file_of_2_gb_is_held_unread_and_once(site: SiteFolder, service: Service) -> None:
    os.truncate(site.drop("large.txt", GOOD), LARGE)  # a sparse file
    os.utime(site.root / "inbox" / "large.txt", (1, 1))
    site.drop("good.txt", GOOD)
    assert run_cycle(service, NOW).read == ("good.txt", "large.txt")
    [entry] = service.archive.quarantine()
    assert "too large: 2,000,000,000 bytes, expected at most 20,000,000" in entry.reason
    assert run_cycle(service, NOW).read == ()


def test_a_line_of_100_mb_is_held_unread(site: SiteFolder) -> None:
    os.truncate(site.drop("line.txt", "word " * 1000), 100_000_000)
    with open_service(site.settings(inbox__settle_seconds=0)) as service:
        run_cycle(service, NOW)
        [entry] = service.archive.quarantine()
    assert "too large: 100,000,000 bytes" in entry.reason


def test_a_link_that_leaves_the_inbox_is_held_once(site: SiteFolder, service: Service) -> None:
    (site.root / "inbox" / "link.txt").symlink_to(site.root / "config" / "syndication.toml")
    run_cycle(service, NOW)
    [entry] = service.archive.quarantine()
    assert (entry.source, "leaves the inbox" in entry.reason) == ("link.txt", True)
    assert run_cycle(service, NOW).read == ()


def test_every_specimen_has_its_reason_written_down() -> None:
    assert {path.name for path in FOLDER.iterdir()} - {"README.md", "reasons.toml"} == set(REASONS)


@pytest.mark.parametrize("name", sorted(REASONS))
def test_a_bad_file_waits_in_quarantine_with_its_reason(outcome: Outcome, name: str) -> None:
    [entry] = [entry for entry in outcome.entries if entry.source == name]
    assert REASONS[name]["reason"] in entry.reason
    assert entry.line == REASONS[name].get("line")


@pytest.mark.parametrize("name", sorted(REASONS))
def test_the_good_rest_of_a_bad_file_is_published(outcome: Outcome, name: str) -> None:
    assert outcome.published(name) == set(REASONS[name]["published"])


def test_the_good_files_beside_bad_ones_are_published(outcome: Outcome) -> None:
    assert outcome.published("good.txt") == {"The mast is raised"}


def test_a_held_item_says_which_feeds_it_would_have_reached(outcome: Outcome) -> None:
    [entry] = [entry for entry in outcome.entries if entry.source == "far-date.txt"]
    assert ALL in entry.selections
