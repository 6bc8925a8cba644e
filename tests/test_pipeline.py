"""One cycle from a dropped file to the documents it touches."""

import json
import os
import threading
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from syndication.archive import Absorption
from syndication.archive.admitting import absorb_within
from syndication.archive.values.absorption import NOTHING
from syndication.documents import Manifest
from syndication.formats import ATOM
from syndication.ingest.arriving import find_arrived
from syndication.models import ALL, Document, Reading, Selection
from syndication.pipeline import build, preview_cycle, run_cycle, take_in
from syndication.publishing import publish_due
from syndication.service import Service, open_service
from tests.conftest import SiteFolder

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=1)

LISTING = """# URL: http://bulletins.example/news.php?position=10
• Copper mine in Moquegua waits for its water licence

    17 August 2019

    Farmers of the valley ask who will measure the river once the mine is at work.

  • Teachers end their strike in Tacna

    10 August 2019

    Classes begin again on Monday after four weeks.
"""
UNDATED = """# URL: http://bulletins.example/news.php?position=20
• A walk for the archive

    31 December 1969

    Volunteers are wanted for a sponsored walk in the spring.
"""


def titles(service: Service, path: str) -> list[str]:
    published = (service.settings.documents_folder / f"{path[1:]}.json").read_bytes()
    return [item["title"] for item in json.loads(published)["items"]]


def test_a_dropped_file_reaches_the_feeds_of_its_items(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    report = run_cycle(service, NOW)
    assert report.read == ("listing.txt",)
    assert titles(service, "/all") == [
        "Copper mine in Moquegua waits for its water licence",
        "Teachers end their strike in Tacna",
    ]
    assert titles(service, "/topics/mining/regions/moquegua") == ["Copper mine in Moquegua waits for its water licence"]
    assert titles(service, "/regions/tacna") == ["Teachers end their strike in Tacna"]


def test_only_the_documents_of_touched_feeds_change(site: SiteFolder, service: Service) -> None:
    build(service, NOW)
    site.drop("listing.txt", LISTING)
    report = run_cycle(service, LATER)
    feeds = {path.rsplit(".", 1)[0] for path in report.published}
    assert feeds == {selection.path for selection in report.absorption.touched}
    assert "/regions/puno" not in feeds


def test_a_second_cycle_and_a_second_build_change_nothing(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    build(service, NOW)
    again = run_cycle(service, LATER)
    assert (again.read, again.published) == ((), ())
    assert build(service, LATER) == ()


def test_a_cycle_that_died_before_publishing_is_completed_by_the_next(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)

    def die(*_: object) -> tuple[str, ...]:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(type(service.store), "publish", die)
        run_cycle(service, NOW)
    assert "/topics/mining/regions/moquegua.atom" in run_cycle(service, LATER).published


def test_an_item_without_a_date_waits_in_quarantine_with_its_reason(site: SiteFolder, service: Service) -> None:
    site.drop("undated.txt", UNDATED)
    run_cycle(service, NOW)
    [entry] = service.archive.quarantine()
    assert (entry.source, entry.title) == ("undated.txt", "A walk for the archive")
    assert "date" in entry.reason
    assert service.archive.count(ALL) == 0


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("report.txt", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        ("photo.html", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        ("empty.txt", b"", "empty"),
        ("letter.txt", b"Dear reader,\n\nnothing here is dated or listed.\n", "no items"),
    ],
)
def test_a_bad_file_is_held_and_the_others_are_published(
    site: SiteFolder, service: Service, name: str, content: bytes, reason: str
) -> None:
    site.drop(name, content)
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    [entry] = service.archive.quarantine()
    assert entry.source == name
    assert reason.lower() in entry.reason.lower()
    assert service.archive.count(ALL) == 2


def test_a_file_over_the_limit_is_held_unread(site: SiteFolder) -> None:
    site.drop("large.txt", LISTING + "x" * 2000)
    with open_service(site.settings(inbox__max_bytes=1000)) as service:
        run_cycle(service, NOW)
        [entry] = service.archive.quarantine()
    assert "inbox.max_bytes" in entry.reason


def test_a_mended_file_leaves_quarantine(site: SiteFolder, service: Service) -> None:
    site.drop("page.txt", b"Nothing dated here.\n")
    run_cycle(service, NOW)
    site.drop("page.txt", LISTING)
    run_cycle(service, LATER)
    assert service.archive.quarantine() == []
    assert service.archive.count(Selection.of(region="tacna")) == 1


def test_a_preview_writes_nothing(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    report = preview_cycle(service, NOW)
    assert len(report.absorption.added) == 2
    assert service.archive.count(ALL) == 0
    assert publish_due(service, NOW) == ()


def test_a_preview_takes_in_no_more_at_once_than_a_cycle(
    site: SiteFolder, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []

    def count(connection: Connection, readings: Sequence[Reading], *more: Any) -> Absorption:
        sizes.append(len(readings))
        return absorb_within(connection, readings, *more)

    monkeypatch.setattr("syndication.pipeline._TOGETHER", 2)
    monkeypatch.setattr("syndication.archive.archive.absorb_within", count)
    for number in range(5):
        site.drop(f"{number}.txt", LISTING.replace("2019", f"201{number}"))
    preview = preview_cycle(service, NOW)
    assert sizes == [2, 2, 1]
    assert preview.absorption.added == run_cycle(service, NOW).absorption.added
    assert len(preview.read) == 5


def test_a_file_that_may_still_grow_is_reported_as_waiting(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING, at=NOW.timestamp())
    report = run_cycle(service, NOW)
    assert (report.read, report.waiting) == ((), ("listing.txt",))
    assert run_cycle(service, LATER).read == ("listing.txt",)


AHEAD = LISTING.replace("10 August 2019", "10 August 2096")


def test_an_item_dated_ahead_is_held_and_the_rest_published(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", AHEAD)
    run_cycle(service, NOW)
    [entry] = service.archive.quarantine()
    assert (entry.title, entry.selections) != (None, ())
    assert "ahead of today: 2096-08-10" in entry.reason
    assert titles(service, "/all") == ["Copper mine in Moquegua waits for its water licence"]


def test_an_item_dated_today_somewhere_on_earth_is_published(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING.replace("10 August 2019", "23 November 2026"))
    run_cycle(service, NOW)
    assert service.archive.quarantine() == []


def test_a_cycle_heals_documents_that_are_missing(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    build(service, NOW)
    for name in ("all.rss", "feeds.opml", "topics/mining.json.br"):
        (site.settings().documents_folder / name).unlink()
    assert set(run_cycle(service, LATER).published) == {"/all.rss", "/feeds.opml", "/topics/mining.json"}


def test_a_build_heals_a_file_that_was_written_over_in_its_place(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    build(service, NOW)
    (site.settings().documents_folder / "all.rss").write_bytes(b"half")
    assert build(service, LATER) == ("/all.rss",)


def test_a_cycle_writes_a_manifest_that_is_missing(site: SiteFolder, service: Service) -> None:
    build(service, NOW)
    folder = site.settings().documents_folder
    before = Manifest.load(folder)
    (folder / ".manifest.json").unlink()
    run_cycle(service, LATER)
    assert Manifest.load(folder) == before is not None


def test_a_build_takes_out_the_documents_of_feeds_that_are_no_more(site: SiteFolder, service: Service) -> None:
    former = Document("/topics/former.atom", ATOM.content_type, b"<feed/>")
    service.store.publish([former], service.archive, NOW)
    assert former.path in build(service, NOW)
    assert not (service.settings.documents_folder / former.path[1:]).exists()


def test_a_slow_publisher_puts_no_old_document_over_a_newer_one(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    withdrawn = service.archive.newest(ALL, 1)[0]

    def decide() -> None:  # a person, in another process, while a build is under way
        service.archive.withdraw(withdrawn.id, "told wrongly", LATER)
        publish_due(service, LATER)

    person = threading.Thread(target=decide)

    def slowly(selections: Sequence[Selection]) -> Iterator[Selection]:
        yield from selections
        person.start()
        person.join(timeout=1)

    build(service, NOW, slowly)
    person.join()
    assert withdrawn.title not in titles(service, "/all")


def test_a_file_that_cannot_be_read_is_held_once_and_keeps_what_was_read(
    site: SiteFolder, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    site.drop("known.txt", LISTING)
    run_cycle(service, NOW)
    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        site.drop("locked.txt", LISTING)
        os.utime(site.root / "inbox" / "known.txt", (1, 1))
        assert run_cycle(service, LATER).read == ("known.txt", "locked.txt")
        assert run_cycle(service, LATER).read == ()
    held = [(entry.source, "Permission denied" in entry.reason) for entry in service.archive.quarantine()]
    assert held == [("known.txt", True), ("locked.txt", True)]
    assert service.archive.count(ALL) == 2
    for name in ("known.txt", "locked.txt"):
        os.utime(site.root / "inbox" / name, (2, 2))
    run_cycle(service, LATER)
    assert service.archive.quarantine() == []


@pytest.mark.parametrize("grows", [True, False])
def test_a_file_that_grows_or_goes_after_the_look_is_not_taken_in(
    site: SiteFolder, service: Service, grows: bool
) -> None:
    path = site.drop("listing.txt", LISTING[:300])
    arrived = find_arrived(service, NOW)
    path.write_text(LISTING) if grows else path.unlink()
    assert take_in(service, arrived, NOW) == ((), NOTHING)
    assert (service.originals.digests(), service.archive.quarantine()) == ([], [])


def test_who_has_other_settings_leaves_publishing_to_who_made_the_documents(site: SiteFolder, service: Service) -> None:
    build(service, NOW)
    site.drop("listing.txt", LISTING)
    with open_service(site.settings(serve__port=9999)) as other:
        assert run_cycle(other, NOW).published == ()
    assert "/all.atom" in run_cycle(service, LATER).published
    published = (service.settings.documents_folder / "all.atom").read_text()
    assert ":9999" not in published and titles(service, "/all")


def test_a_build_with_other_settings_takes_over(site: SiteFolder, service: Service) -> None:
    build(service, NOW)
    with open_service(site.settings(serve__port=9999)) as other:
        assert "/all.atom" in build(other, LATER)
        site.drop("listing.txt", LISTING)
        assert "/all.atom" in run_cycle(other, LATER).published
