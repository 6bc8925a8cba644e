"""A disk that refuses: the old document stays, the log says so, and the next attempt trusts nothing."""

import ctypes
import errno
import logging
import os
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from syndication import files
from syndication.archive.values.publication import Publication
from syndication.documents import DocumentStore
from syndication.errors import ArchiveError, FolderError
from syndication.formats import ATOM
from syndication.models import Document
from tests.documents.making import MemoryRecords, open_store

NOW = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
OLD, NEW = (Document("/all.atom", ATOM.content_type, body) for body in (b"<feed>1</feed>", b"<feed>2</feed>"))
FLUSHES = range(6)
"""Of a publishing: four files and the manifest, then their folder."""


@pytest.fixture(autouse=True)
def _quick_disk(waiting_for_the_disk: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that has all at once."""
    monkeypatch.setattr(os, "fsync", lambda descriptor: None)


@pytest.fixture
def published(folder: Path, memory: MemoryRecords) -> DocumentStore:
    store = open_store(folder)
    store.publish([OLD], memory, NOW)
    return store


def fail_at(monkeypatch: pytest.MonkeyPatch, name: str, number: int) -> None:
    """Let one call of a function of ``os`` fail, and all that follow."""
    real, left = getattr(os, name), iter(range(number))

    def fail(*arguments: object) -> object:
        if next(left, None) is None:
            raise OSError(errno.EIO, "Input/output error")
        return real(*arguments)

    monkeypatch.setattr(os, name, fail)


@pytest.mark.parametrize("number", FLUSHES)
def test_a_failed_flush_is_told_and_what_it_was_about_written_anew(
    published: DocumentStore,
    memory: MemoryRecords,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    number: int,
) -> None:
    with monkeypatch.context() as patch, pytest.raises(FolderError):
        fail_at(patch, "fsync", number)
        published.publish([NEW], memory, NOW)
    [event] = [each for each in caplog.records if each.getMessage() == "publishing_failed"]
    assert (event.levelno, str(folder) in str(vars(event))) == (logging.ERROR, True)
    before = (folder / "all.atom").stat().st_ino
    assert published.is_disturbed()
    assert published.find_damaged(memory.publications().values()) == {"/all.atom"}
    assert published.publish([NEW], memory, NOW) == ("/all.atom",)
    assert (folder / "all.atom").stat().st_ino != before
    assert published.publish([NEW], memory, NOW) == ()


@pytest.mark.parametrize("number", FLUSHES[:5])
def test_a_failed_flush_keeps_the_old_document(
    published: DocumentStore, memory: MemoryRecords, folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    fail_at(monkeypatch, "fsync", number)
    with pytest.raises(FolderError):
        published.publish([NEW], memory, NOW)
    assert (folder / "all.atom").read_bytes() == OLD.body
    assert not list(folder.glob(".*.new"))


def test_a_file_system_that_fails_to_write_many_documents_keeps_the_old_ones(
    published: DocumentStore, memory: MemoryRecords, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> int:
        ctypes.set_errno(errno.EIO)
        return -1

    monkeypatch.setattr(files, "_LIBC", SimpleNamespace(syncfs=fail))
    others = [Document(f"/topics/{number}.atom", ATOM.content_type, NEW.body) for number in range(5)]
    with pytest.raises(FolderError, match="Input/output error"):
        published.publish([NEW, *others], memory, NOW)
    assert [(file.name, file.read_bytes()) for file in folder.rglob("*.atom")] == [("all.atom", OLD.body)]


def test_a_document_that_cannot_be_read_back_is_written_anew(
    published: DocumentStore, memory: MemoryRecords, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path) -> bytes:
        if path.name == "all.atom":
            raise OSError(errno.EIO, "Input/output error")
        return read(path)

    before, read = (folder / "all.atom").stat().st_ino, Path.read_bytes
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", fail)
        assert published.publish([OLD], memory, NOW) == ("/all.atom",)
    assert (folder / "all.atom").stat().st_ino != before
    assert (folder / "all.atom").read_bytes() == OLD.body


def test_records_that_cannot_be_kept_keep_the_old_document(published: DocumentStore, folder: Path) -> None:
    with pytest.raises(ArchiveError):
        published.publish([NEW], ForgetfulRecords(), NOW)
    assert {file.name for file in folder.iterdir() if file.name.endswith(".new")} == set()
    assert (folder / "all.atom").read_bytes() == OLD.body


class ForgetfulRecords(MemoryRecords):
    """A database that does not answer."""

    def record_publications(self, publications: list[Publication]) -> None:
        raise ArchiveError("expected an archive that answers")


def test_a_failed_rename_keeps_the_old_document(
    published: DocumentStore, memory: MemoryRecords, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_at(monkeypatch, "replace", 0)
    with pytest.raises(FolderError, match=r"all\.atom.*Input/output error"):
        published.publish([NEW], memory, NOW)
    assert (folder / "all.atom").read_bytes() == OLD.body
