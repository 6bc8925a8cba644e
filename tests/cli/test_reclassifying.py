"""``reclassify``: first the plan, then the question, then the archive."""

import os
import subprocess
import sys

import pytest

from syndication.archive import Move
from syndication.cli.reclassifying import describe
from syndication.models import REGIONS, TOPICS, Category, Evidence
from tests.cli.conftest import Run
from tests.cli.test_curating_commands import GONE, LEFT, feed, filled
from tests.conftest import SiteFolder

__all__ = ["filled"]

WATER, MINING, NORTH = Category(TOPICS, "water", 1.0), Category(TOPICS, "mining", 1.0), Category(REGIONS, "north", 1.0)


def test_the_plan_tells_items_feeds_and_how_many_only_get_other_reasons() -> None:
    reason = Evidence("well", "title", TOPICS, "water", 1.0)
    moves = [
        Move("tag:a", "A well", (WATER, NORTH), (MINING, WATER)),
        Move("tag:b", "A pit", (), (MINING,)),
        Move("tag:c", "A spring", (WATER,), (Category(TOPICS, "water", 1.0, (reason,)),)),
    ]
    assert list(describe(moves)) == [
        "tag:a  A well",
        "  topics: water -> mining, water",
        "  regions: north -> none",
        "tag:b  A pit",
        "  topics: none -> mining",
        "/regions/north: -1 +0",
        "/topics/mining: -0 +2",
        "/topics/water/regions/north: -1 +0",
        "2 items move; 1 more only get other reasons",
    ]


@pytest.fixture
def changed(filled: SiteFolder, run: Run) -> SiteFolder:
    """An archive whose taxonomy puts two names elsewhere since; one item was decided by a person."""
    run("correct", feed(filled, "all")[LEFT], "--regions", "ica")
    path = filled.root / "config" / "regions.toml"
    text = path.read_text("utf-8")
    for slug, name in (("moquegua", "Moquegua"), ("tacna", "Tacna")):
        entry = f'regions = ["{slug}"]\nwords = ["{name}"'
        assert entry in text
        text = text.replace(entry, entry.replace(slug, "puno"))
    path.write_text(text, "utf-8")
    return filled


def test_a_dry_run_prints_the_plan_and_writes_nothing(changed: SiteFolder, run: Run) -> None:
    outcome = run("reclassify", "--dry-run")
    identifier = feed(changed, "all")[GONE]
    assert f"{identifier}  {GONE}\n" in outcome.out
    assert "  regions: moquegua -> puno\n" in outcome.out
    assert "/regions/moquegua: -1 +0\n" in outcome.out
    assert LEFT not in outcome.out
    assert (set(feed(changed, "regions/moquegua")), run("status").lines[0]["feeds_due"]) == ({GONE}, 0)


def test_yes_prints_the_plan_and_publishes_what_changed(changed: SiteFolder, run: Run) -> None:
    plan = run("reclassify", "--dry-run").out
    assert run("reclassify", "--yes").out == plan
    assert (set(feed(changed, "regions/moquegua")), set(feed(changed, "regions/puno"))) == (set(), {GONE})
    assert set(feed(changed, "regions/ica")) == {LEFT}
    assert run("reclassify", "--yes").out == "0 items move; 0 more only get other reasons\n"


def test_without_a_terminal_it_asks_for_a_flag_and_does_nothing(changed: SiteFolder, run: Run) -> None:
    outcome = run("reclassify", stdin="y\n")
    assert (outcome.code, "--yes" in outcome.err) == (2, True)
    assert set(feed(changed, "regions/moquegua")) == {GONE}


@pytest.mark.parametrize(("answer", "left"), [("n", {GONE}), ("y", set())])
def test_on_a_terminal_it_asks_after_the_plan(changed: SiteFolder, answer: str, left: set[str]) -> None:
    ours, theirs = os.openpty()
    os.write(ours, f"{answer}\n".encode())
    command = [sys.executable, "-m", "syndication", "reclassify"]
    done = subprocess.run(command, stdin=theirs, capture_output=True, cwd=changed.root, timeout=120, check=True)
    os.close(ours)
    os.close(theirs)
    assert b"Do it? [y/N]" in done.stderr
    assert b"1 items move" in done.stdout
    assert set(feed(changed, "regions/moquegua")) == left
