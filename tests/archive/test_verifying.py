"""A database is whole, or says what of it is not."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from syndication.archive import Archive, database
from tests.archive.conftest import AUTHORITY
from tests.archive.pages import NOW, page, tell

PAGES = [page("a.html", tell(), tell("Pass shut", "Snow"), tell("Letter", "", "2010-09"))]


@pytest.fixture
def filled(archive: Archive) -> Archive:
    archive.absorb(PAGES, NOW)
    return archive


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An archive in SQLite that nobody has open."""
    file = tmp_path / "own.db"
    with Archive.open(f"sqlite:///{file}", authority=AUTHORITY) as archive:
        archive.absorb(PAGES, NOW)
    return file


def faults_of(file: Path) -> list[str]:
    with Archive.open(f"sqlite:///{file}", authority=AUTHORITY) as archive:
        return archive.faults()


def test_a_whole_database_has_no_faults(filled: Archive) -> None:
    assert filled.faults() == []


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        ("UPDATE tallies SET item_count = 7 WHERE selection = '/all'", ["/all: 7 items are noted, 3 are listed"]),
        (
            "DELETE FROM months WHERE selection = '/all'",
            ["/all 2010-08: 0 items are noted, 2 are listed", "/all 2010-09: 0 items are noted, 1 are listed"],
        ),
    ],
)
def test_numbers_that_are_not_those_of_the_items_listed_are_faults(
    filled: Archive, address: str, statement: str, faults: list[str]
) -> None:
    engine = database.connect(address)
    with database.writing(engine) as connection:
        connection.execute(text(statement))
    engine.dispose()
    assert filled.faults() == faults


def test_a_reference_to_what_is_not_there_is_a_fault(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("DELETE FROM variants WHERE id = 1")
    told = "row 1 of sightings refers to a row of variants that is not there; restore a backup"
    assert told in faults_of(file)


def test_a_lost_index_is_a_fault(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'items_of_day'")
    assert any(fault.startswith("the database is damaged: ") for fault in faults_of(file))


def test_a_lost_page_is_a_fault(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tallies'").fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(content)
    assert any(fault.startswith("the database is damaged: ") for fault in faults_of(file))
