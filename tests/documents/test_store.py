"""The published tree: what is written when, with which validators."""

from datetime import timedelta
from pathlib import Path

import pytest

from syndication.documents import DocumentStore, Manifest, Records, Variant, preparing
from syndication.documents.copies import make_copies
from syndication.documents.tree import copies_of
from syndication.documents.versions import load_versions
from syndication.formats import ATOM
from tests.documents.making import MINING, NOW, THEN, UNPACK, document, look, open_store

SECOND = timedelta(seconds=1)


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


@pytest.mark.parametrize("path", ["/../outside.atom", "/topics/.hidden.atom", "outside.atom", "/page.html", "//a.atom"])
def test_nothing_is_written_outside_the_tree(store: DocumentStore, records: Records, tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="expected the address of a document"):
        store.publish([document(b"1"), document(b"1", path)], records, NOW)
    assert records.publications() == {}
    assert not (tmp_path / "documents").exists()
