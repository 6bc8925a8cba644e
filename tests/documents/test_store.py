"""The published tree: what is written when, with which validators."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from syndication import files
from syndication.archive import Archive
from syndication.documents import DocumentStore, Manifest, Records, Variant, preparing
from syndication.documents.copies import make_copies
from syndication.documents.manifest import MANIFEST
from syndication.documents.tree import copies_of
from syndication.documents.versions import load_versions
from syndication.errors import FolderError
from syndication.files import NewFile
from syndication.formats import ATOM
from syndication.models import Document
from tests.documents.making import UNPACK, MemoryRecords, open_store

NOW = datetime(2026, 11, 22, 9, 30, 15, 250_000, UTC)
THEN = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
SECOND = timedelta(seconds=1)
MINING = "/topics/mining.atom"


@pytest.fixture(params=["memory", "archive"])
def records(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Records]:
    if request.param == "memory":
        yield MemoryRecords()
        return
    with Archive.open(f"sqlite:///{tmp_path / 'archive.db'}", authority="harbour.example") as archive:
        yield archive


@pytest.fixture
def memory() -> Records:
    return MemoryRecords()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "documents"


@pytest.fixture
def store(folder: Path) -> DocumentStore:
    return open_store(folder)


def document(body: bytes, path: str = MINING, items: tuple[str, ...] | None = None) -> Document:
    return Document(path, ATOM.content_type, body, items)


def look(folder: Path) -> tuple[bytes, datetime]:
    """The document's bytes and date, as a web server that serves the tree finds them."""
    file = folder / MINING[1:]
    return file.read_bytes(), datetime.fromtimestamp(file.stat().st_mtime, UTC)


def test_a_document_stands_at_its_address_with_its_date(store: DocumentStore, records: Records, folder: Path) -> None:
    assert store.publish([document(b"<feed/>")], records, NOW) == (MINING,)
    assert look(folder) == (b"<feed/>", THEN)


def test_the_same_bytes_are_not_written_again(store: DocumentStore, records: Records, folder: Path) -> None:
    store.publish([document(b"<feed/>")], records, NOW)
    before = (folder / MINING[1:]).stat()
    assert store.publish([document(b"<feed/>")], records, NOW + timedelta(days=1)) == ()
    after = (folder / MINING[1:]).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_only_what_differs_is_written(store: DocumentStore, records: Records) -> None:
    store.publish([document(b"1"), document(b"1", "/all.atom")], records, NOW)
    assert store.publish([document(b"1"), document(b"2", "/all.atom")], records, NOW) == ("/all.atom",)


@pytest.mark.parametrize("passed", [timedelta(0), timedelta(milliseconds=5), timedelta(hours=-3)])
def test_other_bytes_are_at_least_a_second_younger(
    store: DocumentStore, records: Records, folder: Path, passed: timedelta
) -> None:
    store.publish([document(b"1")], records, NOW)
    store.publish([document(b"2")], records, NOW + passed)
    assert look(folder) == (b"2", THEN + SECOND)


def test_bytes_that_return_are_a_change_too(store: DocumentStore, records: Records, folder: Path) -> None:
    for body in (b"1", b"2", b"1"):
        store.publish([document(body)], records, NOW)
    assert look(folder) == (b"1", THEN + 2 * SECOND)


@pytest.mark.parametrize("name", ["mining.atom", "mining.atom.gz", "mining.atom.br", "mining.atom.zst"])
@pytest.mark.parametrize("damage", ["gone", "other length", "same length", "other date"])
def test_a_file_that_is_not_as_recorded_is_healed(
    store: DocumentStore, memory: Records, folder: Path, name: str, damage: str
) -> None:
    store.publish([document(b"<feed/>")], memory, NOW)
    before = read_tree(folder)
    file = folder / "topics" / name
    if damage == "gone":
        file.unlink()
    elif damage == "other date":
        os.utime(file, (0, 0))
    else:
        date = file.stat().st_mtime
        file.write_bytes(b"half" if damage == "other length" else bytes(len(file.read_bytes())))
        os.utime(file, (date, date))
    assert store.find_damaged(memory.publications().values()) == ({MINING} if damage != "same length" else set())
    assert store.publish([document(b"<feed/>")], memory, NOW + timedelta(days=1)) == (MINING,)
    assert read_tree(folder) == before
    assert store.find_damaged(memory.publications().values()) == set()


@pytest.mark.parametrize("found", [None, b"{}", b"half"])
def test_a_manifest_that_is_missing_or_broken_is_healed(
    store: DocumentStore, memory: Records, folder: Path, found: bytes | None
) -> None:
    store.publish([document(b"<feed/>")], memory, NOW)
    before = read_tree(folder)
    (folder / MANIFEST).unlink() if found is None else (folder / MANIFEST).write_bytes(found)
    assert store.find_damaged(memory.publications().values()) == {MINING}
    store.publish([document(b"<feed/>")], memory, NOW + timedelta(days=1))
    assert read_tree(folder) == before


def test_documents_of_a_version_with_fewer_codings_get_the_others(
    store: DocumentStore, memory: Records, folder: Path
) -> None:
    store.publish([document(b"<feed/>")], memory, NOW)
    before = read_tree(folder)
    told = json.loads((folder / MANIFEST).read_bytes())
    del told[MINING]["copies"]["zstd"]
    (folder / MANIFEST).write_text(json.dumps(told))
    assert store.find_damaged(memory.publications().values()) == {MINING}
    assert store.publish([document(b"<feed/>")], memory, NOW + timedelta(days=1)) == (MINING,)
    assert read_tree(folder) == before


class Killed(BaseException):
    """The process has ended here: nothing is tidied up."""


@pytest.mark.parametrize("steps", range(0, 28, 3))
def test_publishing_that_is_killed_at_any_step_is_completed_by_the_next(
    memory: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: int
) -> None:
    killed, whole = tmp_path / "killed" / "documents", tmp_path / "whole" / "documents"
    old, new = ([document(body), document(body, "/all.atom")] for body in (b"<feed>1</feed>", b"<feed>2</feed>"))
    for folder in (killed, whole):
        open_store(folder).publish(old, memory, NOW)
    told = Manifest.load(killed)
    with monkeypatch.context() as patched:
        left = iter(range(steps))
        for step in ("_write", "_put_in_place"):
            patched.setattr(files, step, partial(_do_or_die, left, getattr(files, step)))
        with suppress(Killed):
            open_store(killed).publish(new, memory, NOW)
    for plain in (killed / "all.atom", killed / MINING[1:]):
        assert {plain.read_bytes(), *unpack_copies(plain)} <= {found.body for found in (*old, *new)}
    assert Manifest.load(killed) == told or tells_what_stands(killed)
    later = NOW + timedelta(days=1)
    open_store(killed).publish(new, memory, later)
    open_store(whole).publish(new, memory, later)
    assert read_tree(killed) == read_tree(whole)


def tells_what_stands(folder: Path) -> bool:
    manifest = Manifest.load(folder) or {}
    return all(entry.plain.has((folder / path[1:]).read_bytes()) for path, entry in manifest.items())


def _do_or_die(left: Iterator[int], step: Callable[[NewFile], None], new: NewFile) -> None:
    if next(left, None) is None:
        raise Killed
    step(new)


def read_tree(folder: Path) -> dict[str, tuple[bytes, float | None]]:
    """What can be seen of a tree: the bytes of every file, and the date of those that are served."""
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}
    return {
        name: (path.read_bytes(), None if path.name.startswith(".") else path.stat().st_mtime)
        for name, path in found.items()
        if not name.endswith(".versions")
    }


def unpack_copies(plain: Path) -> list[bytes]:
    return [UNPACK[coding](copy.read_bytes()) for coding, copy in copies_of(plain).items()]


def test_every_copy_is_the_document_with_an_etag_of_its_own(
    store: DocumentStore, memory: Records, folder: Path
) -> None:
    store.publish([document(b"<feed/>")], memory, NOW)
    entry = (Manifest.load(folder) or {})[MINING]
    for coding, copy in copies_of(folder / MINING[1:]).items():
        body = copy.read_bytes()
        assert UNPACK[coding](body) == b"<feed/>"
        assert entry.copies[coding] == entry.plain.copy(coding, body)
    assert entry.plain == Variant.plain(b"<feed/>")
    assert (entry.media_type, entry.last_modified) == (ATOM.content_type, THEN)


def test_only_what_changed_is_compressed(
    store: DocumentStore, memory: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.publish([document(b"1"), document(b"1", "/all.atom")], memory, NOW)
    compressed: list[bytes] = []
    monkeypatch.setattr(preparing, "make_copies", lambda body: compressed.append(body) or make_copies(body))
    store.publish([document(b"1"), document(b"2", "/all.atom")], memory, NOW)
    assert compressed == [b"2"]


def test_a_changed_setting_changes_the_manifest_and_no_file(memory: Records, folder: Path) -> None:
    open_store(folder).publish([document(b"1")], memory, NOW)
    hub = "https://hub.example/"
    assert open_store(folder, hub=hub).publish([document(b"1")], memory, NOW) == ()
    assert (Manifest.load(folder) or {})[MINING].link.endswith(f'<{hub}>; rel="hub"')


def test_what_is_no_document_of_the_site_any_more_is_taken_out(
    store: DocumentStore, memory: Records, folder: Path
) -> None:
    for body in (b"1", b"2"):
        store.publish([document(body), document(body, "/all.atom")], memory, NOW)
    assert store.retire_others({"/all.atom"}) == (MINING,)
    assert set(Manifest.load(folder) or ()) == {"/all.atom"}
    assert not list((folder / "topics").iterdir())
    assert store.retire_others({"/all.atom"}) == ()
    store.publish([document(b"1")], memory, NOW)
    assert (Manifest.load(folder) or {})[MINING].last_modified == THEN + 2 * SECOND


def test_the_last_versions_of_a_document_are_remembered(store: DocumentStore, memory: Records, folder: Path) -> None:
    for number in range(12):
        store.publish([document(b"<feed>%d</feed>" % number)], memory, NOW)
    states = [version.state for version in load_versions(folder / MINING[1:])]
    assert states == [Variant.plain(b"<feed>%d</feed>" % number).state for number in range(10, 2, -1)]


def test_a_version_that_another_process_published_is_remembered_too(memory: Records, folder: Path) -> None:
    ours, other = open_store(folder), open_store(folder)
    for number, store in enumerate((ours, other, other, ours)):
        store.publish([document(b"<feed>%d</feed>" % number, items=(f"{number:016}",))], memory, NOW)
    expected = [(), (f"{1:016}",), ()]  # what is taken from a file that no store has in mind has no item here
    assert [version.items for version in load_versions(folder / MINING[1:])] == expected


def test_a_crash_between_record_and_file_is_healed(store: DocumentStore, records: Records, folder: Path) -> None:
    obstacle = folder / MINING[1:] / "in the way"
    obstacle.mkdir(parents=True)
    with pytest.raises(FolderError, match="expected to write there"):
        store.publish([document(b"<feed/>")], records, NOW)
    obstacle.rmdir()
    obstacle.parent.rmdir()
    assert store.publish([document(b"<feed/>")], records, NOW + timedelta(days=1)) == (MINING,)
    assert look(folder) == (b"<feed/>", THEN)


def test_another_replica_writes_the_same_validators(
    store: DocumentStore, records: Records, folder: Path, tmp_path: Path
) -> None:
    replica = tmp_path / "replica" / "documents"
    store.publish([document(b"<feed/>")], records, NOW)
    open_store(replica).publish([document(b"<feed/>")], records, NOW + timedelta(hours=1))
    assert look(replica) == look(folder)
    assert Manifest.load(replica) == Manifest.load(folder) is not None


def test_a_reader_with_the_old_file_open_keeps_it_whole(store: DocumentStore, records: Records, folder: Path) -> None:
    store.publish([document(b"old")], records, NOW)
    with (folder / MINING[1:]).open("rb") as reader:
        store.publish([document(b"new")], records, NOW)
        assert reader.read() == b"old"


def test_nothing_unfinished_is_left_behind(store: DocumentStore, records: Records, folder: Path) -> None:
    for body in (b"1", b"2"):
        store.publish([document(body)], records, NOW)
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {
        *(".manifest.json", ".mining.atom.versions"),
        *("mining.atom", "mining.atom.br", "mining.atom.gz", "mining.atom.zst"),
    }


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_unfinished(
    store: DocumentStore, records: Records, folder: Path
) -> None:
    (folder / MINING[1:] / "in the way").mkdir(parents=True)
    with pytest.raises(FolderError):
        store.publish([document(b"1")], records, NOW)
    assert not list((folder / "topics").glob(".*"))


@pytest.mark.parametrize("path", ["/../outside.atom", "/topics/.hidden.atom", "outside.atom", "/page.html", "//a.atom"])
def test_nothing_is_written_outside_the_tree(store: DocumentStore, records: Records, tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="expected the address of a document"):
        store.publish([document(b"1"), document(b"1", path)], records, NOW)
    assert records.publications() == {}
    assert not (tmp_path / "documents").exists()
