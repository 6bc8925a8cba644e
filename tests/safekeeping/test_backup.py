"""Backups of an archive in use."""

import sqlite3
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from syndication.archive import Archive
from syndication.errors import ArchiveError, FolderError
from syndication.ingest.originals import Originals
from syndication.safekeeping.backup import back_up
from tests.archive.conftest import AUTHORITY
from tests.archive.pages import NOW, page, tell


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'archive.db'}"


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", tell(), tell("Another story", "All of it is told in other words"))], NOW)
        yield archive


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "backups").mkdir()
    return tmp_path / "backups" / "monday.db"


def contents_of(file: Path) -> object:
    with Archive.open(f"sqlite:///{file}", authority=AUTHORITY) as copy:
        return copy.contents()


def test_a_backup_holds_what_the_archive_held(archive: Archive, address: str, file: Path) -> None:
    done = back_up(address, None, file, overwrite=False)
    assert (done.items, done.readings, done.size) == (2, 1, file.stat().st_size)
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    assert contents_of(file) == archive.contents()


def test_a_backup_is_one_moment_of_an_archive_that_is_written_to(archive: Archive, address: str, file: Path) -> None:
    stop, written = threading.Event(), threading.Semaphore(0)

    def write() -> None:
        for number in range(1000):
            if stop.is_set():
                return
            pair = (
                tell(f"Story {number} of the north", f"North {number} ok"),
                tell(f"South {number}", f"{number} is so"),
            )
            archive.absorb([page(f"{number}.html", *pair)], NOW)
            written.release()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        backups = [
            back_up(address, None, file.with_name(f"{number}.db"), overwrite=False)
            for number in range(4)
            if written.acquire()
        ]
    finally:
        stop.set()
        writer.join()
    assert [done.items for done in backups] == [2 * done.readings for done in backups]  # each file has two
    assert backups[-1].readings > 4


def test_a_file_that_is_there_is_written_over_only_when_told_to(archive: Archive, address: str, file: Path) -> None:
    file.write_text("precious")
    with pytest.raises(FolderError, match="--force"):
        back_up(address, None, file, overwrite=False)
    assert file.read_text() == "precious"
    back_up(address, None, file, overwrite=True)
    assert contents_of(file) == archive.contents()


def test_a_backup_that_fails_leaves_nothing_behind(archive: Archive, address: str, file: Path) -> None:
    with sqlite3.connect(address.removeprefix("sqlite:///")) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("DELETE FROM variants")
    connection.close()
    with pytest.raises(ArchiveError, match="refers to a row of variants that is not there"):
        back_up(address, None, file, overwrite=False)
    assert list(file.parent.iterdir()) == []


def test_where_a_backup_cannot_be_written_it_is_told(archive: Archive, address: str, file: Path) -> None:
    with pytest.raises(FolderError, match="expected to write the backup there"):
        back_up(address, None, file.parent / "nowhere" / "monday.db", overwrite=False)


def test_no_archive_is_made_where_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="expected an archive, found no file"):
        back_up(f"sqlite:///{tmp_path / 'none.db'}", None, tmp_path / "monday.db", overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_postgresql_has_a_tool_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"pg_dump .*postgresql://me:\*\*\*@db/feeds"):
        back_up("postgresql+psycopg://me:secret@db/feeds", None, tmp_path / "monday.db", overwrite=False)


def test_originals_are_written_along_when_they_are_wanted(archive: Archive, address: str, file: Path) -> None:
    originals = Originals(file.parent.parent / "originals")
    with originals.keeping() as keep:
        keep(b"one")
        keep(b"other")
    done = back_up(address, originals, file, overwrite=False)
    with tarfile.open(file) as tar:
        names = tar.getnames()
    kept = [f"originals/{digest[:2]}/{digest}.zst" for digest in originals.digests()]
    assert (done.originals, names) == (2, ["archive.db", *kept])
