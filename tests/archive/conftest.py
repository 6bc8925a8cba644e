"""Both engines, and readings made in a line."""

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from syndication.archive import Archive

AUTHORITY = "archive.example.org"


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of an empty database at each call."""
    numbers = itertools.count()
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / f'archive-{next(numbers)}.db'}"
    new_postgresql_url: Callable[[], str] = request.getfixturevalue("new_postgresql_url")
    return new_postgresql_url


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    return new_address()


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    with Archive.open(address, authority=AUTHORITY) as archive:
        yield archive
