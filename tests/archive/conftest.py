"""Both engines, and readings made in a line."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from syndication.archive import Archive

AUTHORITY = "archive.example.org"
LendAddress = Callable[[], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def _sqlite_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive without items, to copy: making its schema takes longer than most tests."""
    file = tmp_path_factory.mktemp("sqlite") / "archive.db"
    Archive.open(f"sqlite:///{file}", authority=AUTHORITY).close()
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def lend_address(request: pytest.FixtureRequest, tmp_path: Path) -> LendAddress:
    """Lends the address of an archive without items, of each engine, for the time of a ``with``."""
    if request.param == "postgresql":
        lend_postgresql_archive: LendAddress = request.getfixturevalue("lend_postgresql_archive")
        return lend_postgresql_archive
    numbers, empty = itertools.count(), request.getfixturevalue("_sqlite_archive")
    return lambda: nullcontext(f"sqlite:///{shutil.copy(empty, tmp_path / f'archive-{next(numbers)}.db')}")


@pytest.fixture
def address(lend_address: LendAddress) -> Iterator[str]:
    with lend_address() as address:
        yield address


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    with Archive.open(address, authority=AUTHORITY) as archive:
        yield archive
