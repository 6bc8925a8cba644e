"""The published tree after a crash, a loss or another version: the next publishing completes it."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from syndication import files
from syndication.documents import DocumentStore, Manifest, Records
from syndication.documents.manifest import MANIFEST
from syndication.documents.tree import copies_of
from syndication.errors import FolderError
from syndication.files import NewFile
from tests.documents.making import MINING, NOW, THEN, UNPACK, document, look, open_store


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


def test_a_crash_between_record_and_file_is_healed(store: DocumentStore, records: Records, folder: Path) -> None:
    obstacle = folder / MINING[1:] / "in the way"
    obstacle.mkdir(parents=True)
    with pytest.raises(FolderError, match="expected to write there"):
        store.publish([document(b"<feed/>")], records, NOW)
    obstacle.rmdir()
    obstacle.parent.rmdir()
    assert store.publish([document(b"<feed/>")], records, NOW + timedelta(days=1)) == (MINING,)
    assert look(folder) == (b"<feed/>", THEN)


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


def test_a_file_that_cannot_be_put_in_place_leaves_nothing_unfinished(
    store: DocumentStore, records: Records, folder: Path
) -> None:
    (folder / MINING[1:] / "in the way").mkdir(parents=True)
    with pytest.raises(FolderError):
        store.publish([document(b"1")], records, NOW)
    assert not list((folder / "topics").glob(".*"))
