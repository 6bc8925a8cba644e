"""What ``check`` finds in the archive itself and in the originals."""

import os
import re
import shutil
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


def test_a_database_that_does_not_agree_with_itself_is_a_fault(filled: SiteFolder, run: Run) -> None:
    with sqlite3.connect(filled.root / "data" / "archive.db") as connection:
        connection.execute("UPDATE tallies SET item_count = 7 WHERE selection = '/all'")
    connection.close()
    outcome = run("check")
    assert (outcome.code, "/all: 7 items are noted, 2 are listed" in outcome.out) == (1, True)


def test_a_damaged_original_is_a_fault_and_a_missing_one_a_note(filled: SiteFolder, run: Run) -> None:
    [original] = (filled.root / "data" / "originals").glob("*/*.zst")
    original.write_bytes(b"half")
    outcome = run("check")
    assert (outcome.code, str(original) in outcome.out) == (1, True)
    original.unlink()
    outcome = run("check")
    assert (outcome.code, "note: listing.txt: the original is not kept" in outcome.err) == (0, True)
    run("ingest")
    assert "original" not in run("check").err


def test_an_original_of_what_a_file_said_before_is_missed_too(filled: SiteFolder, run: Run) -> None:
    [original] = (filled.root / "data" / "originals").glob("*/*.zst")
    filled.drop("listing.txt", "Nothing dated here.\n")
    run("ingest")
    original.unlink()
    outcome = run("check")
    assert (outcome.code, "listing.txt: the original of what it said before is not kept" in outcome.err) == (0, True)


def test_what_is_wrong_with_many_documents_is_one_line(filled: SiteFolder, run: Run) -> None:
    for document in (filled.root / "data" / "documents").rglob("*.*"):
        os.utime(document, (1, 1))
    outcome = run("check")
    [line] = outcome.out.splitlines()
    assert re.match(r"\d+ documents \(/\S+, /\S+, /\S+, …\): the manifest, or a file's date", line)
    assert (outcome.code, "1 fault" in outcome.err) == (1, True)


def test_originals_that_are_all_missing_are_one_note(filled: SiteFolder, run: Run) -> None:
    filled.drop("other.txt", LISTING + "\n")
    run("ingest")
    shutil.rmtree(filled.root / "data" / "originals")
    assert "note: 2 files (listing.txt, other.txt): the original is not kept" in run("check").err
