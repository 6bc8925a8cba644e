"""What ``check`` finds in the archive itself and in the originals."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import HARBOUR, SiteFolder
from tests.test_pipeline import LISTING


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """One of few feeds."""
    return SiteFolder(tmp_path / "site", HARBOUR)


@pytest.fixture
def filled(site: SiteFolder, run: Run) -> SiteFolder:
    site.drop("listing.txt", LISTING)
    run("ingest")
    run("build")
    assert run("check").code == 0
    return site


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM variants WHERE id = 1", "of variants that is not there"),
        ("UPDATE tallies SET item_count = 7 WHERE selection = '/all'", "/all: 7 items are noted, 2 are listed"),
        ("DELETE FROM months WHERE selection = '/all'", "/all 2019-08: 0 items are noted, 2 are listed"),
    ],
)
def test_a_database_that_does_not_agree_with_itself_is_a_fault(
    filled: SiteFolder, run: Run, statement: str, fault: str
) -> None:
    with sqlite3.connect(filled.root / "data" / "archive.db") as connection:
        connection.execute(statement)
    connection.close()
    outcome = run("check")
    assert (outcome.code, fault in outcome.out) == (1, True)


def test_a_database_of_which_a_page_is_lost_is_a_fault(filled: SiteFolder, run: Run) -> None:
    file = filled.root / "data" / "archive.db"
    with sqlite3.connect(file) as connection:
        [page] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'tallies'").fetchone()
        [size] = connection.execute("PRAGMA page_size").fetchone()
    connection.close()
    content = bytearray(file.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    file.write_bytes(content)
    outcome = run("check")
    assert (outcome.code, "the database is damaged" in outcome.out) == (1, True)


def test_a_damaged_original_is_a_fault_and_a_missing_one_a_note(filled: SiteFolder, run: Run) -> None:
    [original] = (filled.root / "data" / "originals").glob("*/*.zst")
    original.write_bytes(b"half")
    outcome = run("check")
    assert (outcome.code, str(original) in outcome.out) == (1, True)
    original.unlink()
    outcome = run("check")
    assert (outcome.code, "note: listing.txt: its original is not kept" in outcome.err) == (0, True)
    run("ingest")
    assert "original" not in run("check").err
