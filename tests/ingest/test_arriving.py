"""What a look at the inbox takes on: what is new and stands still, the newest first, and no more than memory holds."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from syndication.archive import Known
from syndication.ingest import arriving
from syndication.ingest.arriving import Arrived, find_arrived, look_twice
from syndication.pipeline import run_cycle
from syndication.service import Service
from tests.conftest import SiteFolder

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def look(service: Service, now: datetime = NOW) -> Arrived:
    return find_arrived(service, now)


def test_of_a_great_many_files_the_newest_come_first(
    site: SiteFolder, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "AT_ONCE", 2)
    for number, name in enumerate("abc"):
        site.drop(f"{name}.txt", "nothing", at=1_000 + number)
    arrived = look(service)
    assert ([file.source for file in arrived.ready], arrived.more) == (["b.txt", "c.txt"], True)


def test_what_waits_is_named(site: SiteFolder, service: Service) -> None:
    site.drop("a.txt", "nothing", at=NOW.timestamp())
    assert look(service).waiting == ("a.txt",)
    assert [file.source for file in look(service, NOW + timedelta(seconds=2)).ready] == ["a.txt"]


def test_a_look_tells_what_the_archive_has_of_a_file_that_was_touched(site: SiteFolder, service: Service) -> None:
    path = site.drop("a.txt", "nothing")
    run_cycle(service, NOW)
    assert look(service).ready == ()
    os.utime(path, (5, 5))
    [known] = look(service).known.values()
    assert isinstance(known, Known)
    assert run_cycle(service, NOW).read == ()
    assert look(service).ready == ()


def test_who_may_wait_looks_again_after_what_it_takes_to_tell(site: SiteFolder, service: Service) -> None:
    waited: list[float] = []

    def clock() -> datetime:
        return NOW + timedelta(seconds=sum(waited))

    site.drop("old.txt", "nothing")
    assert [file.source for file in look_twice(service, clock, waited.append).ready] == ["old.txt"]
    assert waited == []
    site.drop("new.txt", "nothing", at=NOW.timestamp())
    arrived = look_twice(service, clock, waited.append)
    assert ([file.source for file in arrived.ready], arrived.waiting) == (["new.txt", "old.txt"], ())
    assert waited == [service.settings.inbox.settle_seconds]
