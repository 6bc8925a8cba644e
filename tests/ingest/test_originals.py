"""Files that were taken in are kept, whatever became of them."""

import hashlib
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from syndication.errors import FolderError
from syndication.ingest import originals as originals_module
from syndication.ingest.originals import OriginalError, Originals
from syndication.pipeline import preview_cycle, run_cycle
from syndication.service import Service
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING, UNDATED

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


def digest_of(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def test_every_file_is_kept_under_its_digest_whatever_is_in_it(site: SiteFolder, service: Service) -> None:
    contents = [LISTING.encode(), UNDATED.encode(), b"%PDF-1.4\n", b"", b"nothing dated\n"]
    for number, content in enumerate(contents):
        site.drop(f"{number}.txt", content)
    run_cycle(service, NOW)
    assert [service.originals.load(digest_of(content)) for content in contents] == contents


def test_a_content_under_two_names_is_one_original(site: SiteFolder, service: Service) -> None:
    site.drop("one.txt", LISTING)
    site.drop("other.txt", LISTING)
    run_cycle(service, NOW)
    assert service.originals.digests() == [digest_of(LISTING)]


def test_the_former_content_of_a_replaced_file_stays(site: SiteFolder, service: Service) -> None:
    for content in (LISTING, UNDATED):
        site.drop("page.txt", content)
        run_cycle(service, NOW)
    assert service.originals.digests() == sorted([digest_of(LISTING), digest_of(UNDATED)])


def test_a_file_is_kept_before_the_archive_tells_of_it(
    site: SiteFolder, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[list[str]] = []
    monkeypatch.setattr(type(service.archive), "absorb", lambda *_: seen.append(service.originals.digests()) or 1 / 0)
    site.drop("listing.txt", LISTING)
    with pytest.raises(ZeroDivisionError):
        run_cycle(service, NOW)
    assert seen == [[digest_of(LISTING)]]


def test_a_file_that_a_killed_cycle_has_kept_is_kept_anew_for_the_disk_may_not_have_it(
    site: SiteFolder, service: Service
) -> None:
    with service.originals.keeping() as keep:
        keep(LISTING.encode())
    left = service.originals.locate(digest_of(LISTING)).stat().st_ino
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    assert service.originals.locate(digest_of(LISTING)).stat().st_ino != left


def test_a_file_that_cannot_be_kept_is_not_taken_in(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    folder = service.settings.originals_folder
    folder.mkdir(parents=True)
    (folder / digest_of(LISTING)[:2]).write_text("no folder")
    with pytest.raises(FolderError):
        run_cycle(service, NOW)
    assert service.archive.digests() == {}


def test_a_preview_keeps_nothing(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    preview_cycle(service, NOW)
    assert service.originals.digests() == []


def test_a_file_that_was_taken_in_and_not_kept_is_kept_at_the_next_look(site: SiteFolder, service: Service) -> None:
    site.drop("listing.txt", LISTING)
    run_cycle(service, NOW)
    service.originals.locate(digest_of(LISTING)).unlink()
    report = run_cycle(service, NOW + timedelta(minutes=1))
    assert (report.read, service.originals.digests()) == ((), [digest_of(LISTING)])


@pytest.mark.parametrize("damage", [b"", b"half of a frame", None])
def test_an_original_that_is_not_what_it_was_is_told(tmp_path: Path, damage: bytes | None) -> None:
    originals = Originals(tmp_path)
    with originals.keeping() as keep:
        keep(b"as it came")
        keep(b"another")
    file = originals.locate(digest_of(b"as it came"))
    file.write_bytes(damage if damage is not None else originals.locate(digest_of(b"another")).read_bytes())
    with pytest.raises(OriginalError, match=str(file)):
        originals.load(digest_of(b"as it came"))
    file.unlink()
    with pytest.raises(OriginalError, match="found none"):
        originals.load(digest_of(b"as it came"))
    file.mkdir()
    with pytest.raises(OriginalError, match="expected an original that can be read"):
        originals.load(digest_of(b"as it came"))


def test_what_waits_to_be_kept_does_not_fill_the_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(originals_module, "_WAITING_BYTES", 1_000)
    originals = Originals(tmp_path)
    with originals.keeping() as keep:
        keep(os.urandom(600))
        assert originals.digests() == []
        keep(os.urandom(600))
        assert len(originals.digests()) == 2


def test_many_that_keep_the_same_files_at_once_keep_each_whole(tmp_path: Path) -> None:
    contents = [bytes([number]) * 5000 for number in range(40)]

    def keep_all() -> None:
        with Originals(tmp_path).keeping() as keep:
            for content in contents:
                keep(content)

    threads = [threading.Thread(target=keep_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    originals = Originals(tmp_path)
    assert sorted(map(originals.load, originals.digests())) == contents
