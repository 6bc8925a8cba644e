"""Corrections in a file: read with all faults, applied at each cycle and build, never undone in silence."""

import logging
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from syndication.corrections import load_corrections
from syndication.errors import ConfigError, Fault
from syndication.models import ALL, TOPICS, Category
from syndication.pipeline import build, preview_cycle, run_cycle
from syndication.service import Service
from tests.conftest import SiteFolder
from tests.test_pipeline import LATER, LISTING, NOW, titles

ELSEWHERE = "expected an address of this site,"
TEACHERS = "Teachers end their strike in Tacna"


def write(site: SiteFolder, text: str) -> Path:
    path = site.root / "config" / "corrections.toml"
    path.write_text(text, "utf-8")
    return path


def entry(id_: str, rest: str = 'topics = ["health"]') -> str:
    return f'[[correction]]\nid = "{id_}"\n{rest}\n'


@pytest.fixture
def teachers(site: SiteFolder, service: Service) -> Callable[[], tuple[Category, ...]]:
    """The categories of an item that is in the archive, as they are now."""
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    return lambda: next(item for item in service.archive.newest(ALL, 9) if item.title == TEACHERS).categories


def id_of(service: Service, title: str = TEACHERS) -> str:
    return next(item.id for item in service.archive.newest(ALL, 9) if item.title == title)


def topics(categories: tuple[Category, ...]) -> list[tuple[str, str]]:
    return [(found.slug, found.decided_by) for found in categories if found.scheme == TOPICS]


@pytest.mark.parametrize("do", [run_cycle, build])
def test_a_cycle_and_a_build_do_what_the_file_says(
    site: SiteFolder,
    service: Service,
    teachers: Callable[[], tuple[Category, ...]],
    do: Callable[[Service, datetime], object],
) -> None:
    write(site, entry(id_of(service), 'topics = ["health", "water"]\nnote = "It is about a clinic."'))
    do(service, LATER)
    assert topics(teachers()) == [("health", "person"), ("water", "person")]
    assert [found.slug for found in teachers() if found.scheme != TOPICS] == ["tacna"]
    assert titles(service, "/topics/health/regions/tacna") == [TEACHERS]


def test_doing_it_again_changes_nothing(site: SiteFolder, service: Service, teachers: Callable[[], object]) -> None:
    write(site, entry(id_of(service)))
    build(service, NOW)
    before = service.archive.contents()
    assert (run_cycle(service, LATER).published, build(service, LATER)) == ((), ())
    assert service.archive.contents() == before


def test_a_decision_of_the_file_survives_new_readings_new_rules_and_its_entry(
    site: SiteFolder, service: Service, teachers: Callable[[], tuple[Category, ...]]
) -> None:
    path = write(site, entry(id_of(service), "topics = []"))
    run_cycle(service, LATER)
    path.unlink()
    site.drop("again.txt", LISTING.replace("four weeks", "four long weeks of talks"))
    run_cycle(service, LATER)
    service.archive.reclassify(service.classifier.classify, LATER)
    assert topics(teachers()) == []


def test_an_item_that_is_not_there_yet_is_corrected_when_it_comes(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    [id_] = [added for added in preview_cycle(service, NOW).absorption.added if "classes-begin" in added]
    write(site, entry("/items/2019/08/10/nobody") + entry(id_))
    run_cycle(service, LATER)
    assert titles(service, "/topics/health") == [TEACHERS]


def test_the_address_of_its_page_names_an_item(
    site: SiteFolder, service: Service, teachers: Callable[[], tuple[Category, ...]]
) -> None:
    path = next(item.path for item in service.archive.newest(ALL, 9) if item.title == TEACHERS)
    write(site, entry(f"{service.settings.site.base_url}/es{path}/"))
    run_cycle(service, LATER)
    assert topics(teachers()) == [("health", "person")]


def test_a_file_that_is_wrong_decides_nothing_and_stops_no_cycle(
    site: SiteFolder, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    write(site, "[[correction]]\n")
    site.drop("listing.txt", LISTING)
    with caplog.at_level(logging.ERROR, "syndication"):
        assert len(run_cycle(service, NOW).absorption.added) == 2
    assert [record.message for record in caplog.records] == ["corrections_refused"]


def test_without_a_file_there_are_no_corrections(service: Service) -> None:
    assert load_corrections(service.settings, service.taxonomy) == ()


def test_all_faults_of_the_declarations_are_told_at_once(site: SiteFolder, service: Service) -> None:
    write(site, entry("7", 'topic = ["water"]') + entry("tag:x,2020:a", 'topics = "water"') + entry("tag:x,2020:b", ""))
    assert [(fault.line, fault.key) for fault in faults(site, service)] == [
        (2, "correction.0.id"),
        (3, "correction.0.topic"),
        (6, "correction.1.topics"),
        (7, "correction.2"),
    ]


def test_what_can_name_no_item_of_this_site_is_a_fault(site: SiteFolder, service: Service) -> None:
    write(site, entry("https://elsewhere.example/items/2019/08/10/a") + entry("/topics/water", 'topics = ["helth"]'))
    assert [(fault.line, fault.message.partition(" (")[0]) for fault in faults(site, service)] == [
        (1, f"https://elsewhere.example/items/2019/08/10/a: {ELSEWHERE} {service.settings.site.base_url}"),
        (4, "/topics/water: expected an item's id"),
        (4, "/topics/water: 'helth' is none of the topics; did you mean health?"),
    ]


def test_unknown_slugs_and_double_decisions_are_faults(site: SiteFolder, service: Service) -> None:
    twice = entry("tag:x,2020:a", 'topics = ["helth"]\nregions = ["atlantis"]') + entry("tag:x,2020:a", "regions = []")
    write(site, twice)
    assert [f"{fault.line}: {fault.message}" for fault in faults(site, service)] == [
        "1: tag:x,2020:a: 'helth' is none of the topics; did you mean health?",
        "1: tag:x,2020:a: 'atlantis' is none of the regions",
        "5: tag:x,2020:a: its regions are decided in line 1 already; keep one of them",
    ]


def faults(site: SiteFolder, service: Service) -> list[Fault]:
    with pytest.raises(ConfigError) as caught:
        load_corrections(service.settings, service.taxonomy)
    return list(caught.value.faults)
