"""The way back from a backup: the same archive, and no reader told a wrong "not modified"."""

import shutil
import sqlite3
import tarfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive
from syndication.config import Settings
from syndication.documents import Manifest
from syndication.election import election_for
from syndication.errors import ArchiveError, SyndicationError
from syndication.ingest.originals import OriginalError, Originals
from syndication.models import ALL
from syndication.pipeline import build, run_cycle
from syndication.safekeeping.backup import back_up
from syndication.safekeeping.restoring import restore
from syndication.service import open_service
from tests.archive.conftest import AUTHORITY
from tests.archive.pages import page, tell
from tests.conftest import SiteFolder
from tests.safekeeping.conftest import MONDAY, OTHER, TUESDAY, WEDNESDAY
from tests.test_pipeline import LISTING, UNDATED


def ingest(configured: Settings, now: datetime) -> dict[str, object]:
    """One cycle, and every document; returns everything in the archive."""
    with open_service(configured) as service:
        run_cycle(service, now)
        build(service, now)
        return service.archive.contents()


def documents(configured: Settings) -> dict[str, bytes]:
    folder = configured.documents_folder
    return {path: (folder / path[1:]).read_bytes() for path in Manifest.load(folder) or {}}


def dates(configured: Settings) -> dict[str, datetime]:
    return {path: entry.last_modified for path, entry in (Manifest.load(configured.documents_folder) or {}).items()}


def backup_of(configured: Settings, name: str = "backup.db", originals: Originals | None = None) -> Path:
    file = configured.root / name
    back_up(configured.archive_url, originals, file, overwrite=False)
    return file


def restore_and_build(configured: Settings, file: Path, now: datetime) -> dict[str, object]:
    restore(configured, file, now)
    with open_service(configured) as service:
        build(service, now)
        return service.archive.contents()


def test_a_restored_archive_and_its_documents_are_what_they_were(site: SiteFolder, configured: Settings) -> None:
    site.drop("one.txt", LISTING)
    site.drop("undated.txt", UNDATED)
    archived, published = ingest(configured, MONDAY), documents(configured)
    file = backup_of(configured)
    site.drop("two.txt", OTHER)
    later = ingest(configured, TUESDAY)
    assert restore_and_build(configured, file, WEDNESDAY) == archived != later
    assert documents(configured) == published


def test_the_replaced_archive_is_kept_beside_the_new_one(site: SiteFolder, configured: Settings) -> None:
    ingest(configured, MONDAY)
    file = backup_of(configured)
    site.drop("one.txt", LISTING)
    later = ingest(configured, TUESDAY)
    replaced = restore(configured, file, WEDNESDAY).replaced
    assert replaced is not None
    with Archive.open(f"sqlite:///{replaced}", authority=configured.site.authority) as former:
        assert former.contents() == later


@pytest.mark.parametrize("fate", ["in use", "damaged", "lost"])
def test_no_document_gets_an_older_date_or_another_state_at_its_date(
    site: SiteFolder, configured: Settings, fate: str
) -> None:
    ingest(configured, MONDAY)
    file = backup_of(configured)
    site.drop("one.txt", LISTING)
    ingest(configured, WEDNESDAY)
    before, seen = documents(configured), dates(configured)
    archive = configured.data_folder / "archive.db"
    if fate == "damaged":
        archive.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    elif fate == "lost":
        archive.unlink()
    restore_and_build(configured, file, TUESDAY)  # by a clock that was set back
    after, now_seen = documents(configured), dates(configured)
    assert after["/all.atom"] != before["/all.atom"]
    for path, date in seen.items():
        assert now_seen[path] > date or (now_seen[path] == date and before[path] == after[path])


def test_changes_go_on_from_those_of_the_replaced_archive(site: SiteFolder, configured: Settings) -> None:
    site.drop("one.txt", LISTING)
    ingest(configured, MONDAY)
    file = backup_of(configured)
    site.drop("one.txt", OTHER)
    ingest(configured, WEDNESDAY)
    with open_service(configured) as service:
        before = service.archive.change(ALL)
        restore(configured, file, TUESDAY)
        after = service.archive.change(ALL)  # who has it open sees the restored one
        assert (after.number > before.number, after.at > before.at) == (True, True)
        assert service.archive.newest(ALL, 9)[-1].title == "Teachers end their strike in Tacna"


def test_what_came_after_the_backup_is_read_again(site: SiteFolder, configured: Settings) -> None:
    site.drop("one.txt", LISTING)
    ingest(configured, MONDAY)
    file = backup_of(configured)
    site.drop("two.txt", OTHER)
    later = ingest(configured, TUESDAY)
    restore(configured, file, WEDNESDAY)
    assert ingest(configured, WEDNESDAY) == later


def test_originals_come_back_with_the_backup(site: SiteFolder, configured: Settings) -> None:
    site.drop("one.txt", LISTING)
    ingest(configured, MONDAY)
    originals = Originals(configured.originals_folder)
    kept = originals.digests()
    file = backup_of(configured, "backup.tar", originals)
    shutil.rmtree(configured.data_folder)
    assert restore(configured, file, TUESDAY).originals == len(kept) == 1
    assert [originals.load(digest) for digest in originals.digests()] == [LISTING.encode()]


def test_a_damaged_original_in_a_backup_is_told_and_nothing_replaced(site: SiteFolder, configured: Settings) -> None:
    site.drop("one.txt", LISTING)
    archived = ingest(configured, MONDAY)
    originals = Originals(configured.originals_folder)
    originals.locate(originals.digests()[0]).write_bytes(b"half")
    file = backup_of(configured, "backup.tar", originals)
    with pytest.raises(OriginalError, match=str(file)):
        restore(configured, file, TUESDAY)
    assert ingest(configured, TUESDAY) == archived


def test_a_running_poller_is_not_disturbed(configured: Settings) -> None:
    archived = ingest(configured, MONDAY)
    file = backup_of(configured)
    poller = election_for(configured)
    assert poller.win()
    with pytest.raises(SyndicationError, match="stop it first"):
        restore(configured, file, TUESDAY)
    poller.resign()
    assert restore_and_build(configured, file, TUESDAY) == archived


def write_text(file: Path) -> None:
    file.write_text("no database")


def write_damaged(file: Path) -> None:
    """With a page in its middle that is none."""
    Archive.open(f"sqlite:///{file}", authority=AUTHORITY).close()
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + b"\xff" * 8192 + whole[3 * 4096 :])


def write_other_database(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE songs (title)")
    connection.close()


def write_newer_schema(file: Path) -> None:
    Archive.open(f"sqlite:///{file}", authority=AUTHORITY).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()


def write_other_site(file: Path) -> None:
    with Archive.open(f"sqlite:///{file}", authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", tell())], MONDAY)


def write_other_tar(file: Path) -> None:
    with tarfile.open(file, "w") as tar:
        tar.add(__file__, "songs.txt")


@pytest.mark.parametrize(
    ("write", "reason"),
    [
        (write_text, "not a database"),
        (write_damaged, "expected an archive that is whole|is whole, but"),
        (write_other_database, "found another database"),
        (write_newer_schema, "newer version"),
        (write_other_site, f"found those of {AUTHORITY}"),
        (write_other_tar, "archive.db"),
    ],
)
def test_what_is_no_backup_of_this_site_is_refused(configured: Settings, write: object, reason: str) -> None:
    archived = ingest(configured, MONDAY)
    file = configured.root / "given"
    assert callable(write)
    write(file)
    with pytest.raises(ArchiveError, match=reason) as refused:
        restore(configured, file, TUESDAY)
    assert str(refused.value).startswith(f"{file}: ")
    assert ingest(configured, TUESDAY) == archived
    assert list(configured.data_folder.glob("*.new")) == []


PAGES = st.lists(
    st.tuples(st.sampled_from("abc"), st.lists(st.sampled_from(range(6)), min_size=1, max_size=3, unique=True)),
    max_size=4,
)


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=PAGES, after=PAGES)
def test_whatever_came_before_and_after_a_backup_it_gives_the_same_back(
    configured: Settings, tmp_path_factory: pytest.TempPathFactory, before: list[object], after: list[object]
) -> None:
    moved = configured.model_copy(update={"root": tmp_path_factory.mktemp("law")})
    site = moved.site.authority

    def absorb(pages: list[object]) -> dict[str, object]:
        with Archive.open(moved.archive_url, authority=site) as archive:
            for name, numbers in pages:  # type: ignore[misc,attr-defined]
                told = [tell(f"Story number {n}", f"The text of {n} goes on", f"2010-08-1{n}") for n in numbers]
                archive.absorb([page(name, *told)], MONDAY)
            return archive.contents()

    moved.data_folder.mkdir()
    archived = absorb(before)
    file = backup_of(moved)
    absorb(after)
    restore(moved, file, WEDNESDAY)
    assert absorb([]) == archived
