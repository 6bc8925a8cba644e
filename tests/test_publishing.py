"""Publishing while others do, with other settings; what no build has made; how Python's collector is left."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndication.ingest.arriving import find_arrived
from syndication.pipeline import build, run_cycle, take_in
from syndication.publishing import find_unbuilt, is_publisher, publish_due
from syndication.service import Service, open_service
from tests.conftest import HARBOUR, SiteFolder
from tests.test_pipeline import LISTING

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    return SiteFolder(tmp_path / "site", HARBOUR)


@pytest.fixture
def other(site: SiteFolder) -> Iterator[Service]:
    with open_service(site.settings(feeds__items=1)) as other:
        yield other


@pytest.fixture
def overtaken(site: SiteFolder, service: Service, other: Service, monkeypatch: pytest.MonkeyPatch) -> Service:
    """A service that finds, when its turn to publish has come, that another has built, and that a file has come."""
    build(service, NOW)
    publishing = service.store.publishing

    @contextmanager
    def wait() -> Iterator[None]:
        build(other, LATER)
        site.drop("listing.txt", LISTING)
        take_in(other, find_arrived(other, LATER), LATER)
        with publishing():
            yield

    monkeypatch.setattr(service.store, "publishing", wait)
    return service


def test_who_waits_while_others_build_with_other_settings_leaves_publishing_to_them(
    overtaken: Service, other: Service
) -> None:
    assert publish_due(overtaken, LATER) == ()
    assert "/all.atom" in publish_due(other, LATER)


def test_of_two_builds_with_different_settings_the_later_one_is_the_publisher(
    overtaken: Service, other: Service
) -> None:
    assert "/all.atom" in build(overtaken, LATER)
    assert (is_publisher(overtaken), is_publisher(other)) == (True, False)


@pytest.mark.parametrize("collects", [True, False])
def test_a_build_leaves_the_collector_on_or_off_as_it_was(service: Service, collects: bool) -> None:
    before = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        build(service, NOW)
        assert gc.isenabled() == collects
    finally:
        (gc.enable if before else gc.disable)()
        gc.unfreeze()


def test_unbuilt_is_what_no_cycle_has_published_until_there_was_a_build(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    documents = service.settings.documents_folder
    (documents / "all.atom").unlink()
    unbuilt = find_unbuilt(service)
    assert ("/feeds.opml" in unbuilt, "/all.atom" in unbuilt) == (True, False)
    assert unbuilt.isdisjoint(service.archive.publications())
    assert unbuilt < set(build(service, LATER))
    (documents / "feeds.opml").unlink()
    assert find_unbuilt(service) == frozenset()
