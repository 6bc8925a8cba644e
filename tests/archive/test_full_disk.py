"""A disk that becomes full while files are taken in: SQLite undoes the whole transaction by itself then."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from syndication.archive import Archive, database
from syndication.errors import ArchiveError
from syndication.models import ALL, Reading
from tests.archive.conftest import AUTHORITY
from tests.archive.pages import NOW, page, tell

FEW = [page(f"{name}.html", tell(f"Story {name}", f"The text of {name}")) for name in "abc"]
MANY = page("many.html", *(tell(f"Story {number}", f"The text of {number} " * 20) for number in range(40)))


def allow(_: object) -> tuple[str, ...]:
    return ()


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Of an archive that holds few items."""
    address = f"sqlite:///{tmp_path / 'archive.db'}"
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb(FEW, NOW, allow)
    return address


@contextmanager
def open_without_room(address: str) -> Iterator[Archive]:
    """The archive on a disk that has no room for another page of its file."""
    set_pragmas = database._set_pragmas

    def allow_no_page(connection: Any, record: Any) -> None:
        set_pragmas(connection, record)
        connection.execute("PRAGMA max_page_count = 1")  # which SQLite raises to the pages that there are

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "_set_pragmas", allow_no_page)
        with Archive.open(address, authority=AUTHORITY) as archive:
            yield archive


@pytest.mark.parametrize("readings", [[MANY], [MANY, page("d.html", tell("Story d", "The text of d"))]])
def test_that_the_disk_is_full_is_said_and_nothing_is_lost(address: str, readings: list[Reading]) -> None:
    with open_without_room(address) as archive:
        with pytest.raises(ArchiveError, match=r"database or disk is full; make room for .*: nothing is lost"):
            archive.absorb(readings, NOW, allow)
        assert (archive.count(ALL), archive.digests().keys()) == (3, {"a.html", "b.html", "c.html"})
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb(readings, NOW, allow)
        assert archive.count(ALL) == 3 + sum(len(reading.items) for reading in readings)
