"""Both engines, and readings made in a line."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from syndication.archive import Archive

AUTHORITY = "archive.example.org"


@pytest.fixture(scope="session")
def _sqlite_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive without items, to copy: making its schema takes longer than most tests."""
    file = tmp_path_factory.mktemp("sqlite") / "archive.db"
    Archive.open(f"sqlite:///{file}", authority=AUTHORITY).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of an archive without items at each call."""
    if request.param == "postgresql":
        new_postgresql_archive: Callable[[], str] = request.getfixturevalue("new_postgresql_archive")
        return new_postgresql_archive
    numbers, empty = itertools.count(), request.getfixturevalue("_sqlite_archive")
    return lambda: f"sqlite:///{shutil.copy(empty, tmp_path / f'archive-{next(numbers)}.db')}"


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    return new_address()


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    with Archive.open(address, authority=AUTHORITY) as archive:
        yield archive
