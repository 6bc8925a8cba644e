"""Stores of documents and their records."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from syndication.archive import Archive
from syndication.documents import DocumentStore, Records
from tests.documents.making import MemoryRecords, open_store


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
