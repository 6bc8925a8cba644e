"""``disown``: first what leaves, then the question, then the archive."""

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Run
from tests.cli.test_curating_commands import BRIDGE, GONE, LEFT, feed
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING


@pytest.fixture
def mended(site: SiteFolder, run: Run) -> SiteFolder:
    """A wrong file came out, and was mended."""
    for text in (LISTING, BRIDGE.replace("2 August", "20 August")):
        site.drop("listing.txt", text)
        assert run("ingest").code == 0
    assert set(feed(site, "all")) == {GONE, LEFT, "The bridge is mended"}
    return site


def test_a_dry_run_prints_contents_and_items_and_writes_nothing(mended: SiteFolder, run: Run) -> None:
    content, *items, number = run("disown", "listing.txt", "--dry-run").out.splitlines()
    assert (content.endswith(" UTC, 2 items"), number) == (True, "2 items leave")
    assert {line.partition("  ")[0] for line in items} == {feed(mended, "all")[title] for title in (GONE, LEFT)}
    assert run("disown", "listing.txt", "--dry-run", "--content", content[:8]).out.endswith("2 items leave\n")


def test_yes_prints_the_same_and_publishes_and_undo_takes_it_back(mended: SiteFolder, run: Run) -> None:
    before = feed(mended, "all")
    plan = run("disown", "listing.txt", "--dry-run").out
    outcome = run("disown", "listing.txt", "--yes")
    assert (outcome.out, outcome.err.startswith("disowned; ")) == (plan, True)
    assert set(feed(mended, "all")) == {"The bridge is mended"}
    assert "listing.txt (17 August 2019) was found to be wrong" in run("history", before[GONE]).out
    assert run("disown", "listing.txt", "--undo").out == plan.replace("leave", "return")
    assert feed(mended, "all") == before


def test_without_a_terminal_it_asks_for_a_flag_and_does_nothing(mended: SiteFolder, run: Run) -> None:
    outcome = run("disown", "listing.txt", stdin="y\n")
    assert (outcome.code, "--yes" in outcome.err) == (2, True)
    assert GONE in feed(mended, "all")


@pytest.mark.parametrize(("answer", "stays"), [("n", True), ("y", False)])
def test_on_a_terminal_it_asks_after_the_plan(mended: SiteFolder, answer: str, stays: bool) -> None:
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())
    command = [sys.executable, "-m", "syndication", "disown", "listing.txt"]
    done = subprocess.run(command, stdin=theirs, capture_output=True, cwd=mended.root, timeout=120, check=True)
    os.close(ours)
    os.close(theirs)
    assert (b"Do it? [y/N]" in done.stderr, b"2 items leave" in done.stdout) == (True, True)
    assert (GONE in feed(mended, "all")) == stays


def test_what_cannot_be_disowned_is_told(mended: SiteFolder, run: Run) -> None:
    for words in (("none.txt", "--yes"), ("listing.txt", "--undo")):
        outcome = run("disown", *words)
        assert (outcome.code, f"{words[0]}: expected" in outcome.err) == (1, True)
    assert run("disown", "listing.txt", "--undo", "--yes").code == 2
