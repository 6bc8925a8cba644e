"""``backup`` and ``restore`` as an operator calls them."""

import sqlite3
from pathlib import Path

import pytest

from syndication.safekeeping.access import keeping_out, working
from tests.cli.conftest import Run
from tests.conftest import HARBOUR, SiteFolder
from tests.test_pipeline import LISTING


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """One of few feeds."""
    return SiteFolder(tmp_path / "site", HARBOUR)


def test_a_backup_is_restored_and_published(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    gone = run("ingest").lines[0]["added"][0]
    saved = run("backup", "monday.db")
    assert [(line["items"], line["files"], line["originals"]) for line in saved.lines] == [(2, 1, 0)]
    assert "--originals" in saved.err
    run("withdraw", gone)
    assert run("status").lines[0]["items"] == 1
    [done] = run("restore", "monday.db").lines
    assert (done["items"], done["published"] > 0, Path(done["replaced"]).is_file()) == (2, True, True)
    assert (run("status").lines[0]["items"], run("check").code) == (2, 0)


def test_what_cannot_be_done_is_told_in_a_line(site: SiteFolder, run: Run) -> None:
    for words in (("backup", "monday.db"), ("restore", site.root / "config" / "topics.toml")):
        outcome = run(*words)
        assert (outcome.code, outcome.err.startswith("syndication: "), outcome.err.count("\n")) == (1, True, 1)


def test_an_archive_is_made_anew_and_compared(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    outcome = run("rebuild-archive")
    assert (outcome.code, outcome.out) == (0, "")
    assert "1 files came; 2 items and" in outcome.err
    assert run("rebuild-archive", "--keep", "anew.db").code == 0
    assert run("restore", "anew.db").lines[0]["items"] == 2
    assert "the former archive is" in run("rebuild-archive", "--replace").err
    assert run("check").code == 0


def test_what_came_out_otherwise_is_printed_and_nothing_replaced(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    with sqlite3.connect(site.root / "data" / "archive.db") as connection:
        connection.execute("UPDATE items SET day_order = 7")
    connection.close()
    outcome = run("rebuild-archive", "--replace")
    assert (outcome.code, outcome.out.count("day order: 7 in the archive, 0 made anew")) == (1, 2)
    assert ("not replaced" in outcome.err, "2 differences" in outcome.err) == (True, True)
    assert run("rebuild-archive", "--keep", "a", "--replace").code == 2


def test_commands_wait_for_no_replacing_and_say_so(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    run("backup", "monday.db")
    settings = site.settings()
    with keeping_out(settings):
        for words in (("ingest",), ("build",), ("withdraw", "tag:x"), ("quarantine", "list")):
            outcome = run(*words)
            assert (outcome.code, "another archive is being put in the place of this one" in outcome.err) == (1, True)
    with working(settings):
        for words in (("restore", "monday.db"), ("rebuild-archive", "--replace")):
            outcome = run(*words)
            assert (outcome.code, "another command works on this archive" in outcome.err) == (1, True)
        assert run("ingest").code == 0
