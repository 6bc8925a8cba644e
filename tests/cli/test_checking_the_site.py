"""What ``check`` finds in documents, corrections and rules, in a site of few feeds."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import HARBOUR, SiteFolder
from tests.test_pipeline import LISTING

RULE = """
[[rules]]
name = "comparison"
kinds = ["word"]
before = ["as at"]
times = 0
"""


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """One of few feeds."""
    return SiteFolder(tmp_path / "site", HARBOUR)


@pytest.mark.parametrize("name", ["all.atom", "all.atom.gz"])
@pytest.mark.parametrize("damage", ["other bytes", "gone"])
def test_check_finds_a_document_that_was_changed_by_hand(site: SiteFolder, run: Run, name: str, damage: str) -> None:
    run("build")
    assert run("check").code == 0
    file = site.root / "data" / "documents" / name
    file.unlink() if damage == "gone" else file.write_text("<feed/>")
    outcome = run("check")
    assert (outcome.code, outcome.out.count("\n")) == (1, 1)
    assert "/all.atom" in outcome.out
    run("build")
    assert run("check").code == 0


def test_check_notes_documents_that_no_build_has_made_yet_and_finds_no_fault_in_that(
    site: SiteFolder, run: Run
) -> None:
    assert "not published yet" not in run("check").err
    site.drop("listing.txt", LISTING)
    run("ingest")
    outcome = run("check")
    assert (outcome.code, outcome.out, outcome.err.count("not published yet")) == (0, "", 1)
    (site.root / "data" / "documents" / "all.atom").unlink()
    outcome = run("check")
    assert (outcome.code, outcome.out.startswith("/all.atom: expected a published document")) == (1, True)
    run("build")
    assert "not published yet" not in run("check").err


def test_check_notes_rules_that_change_nothing_and_finds_no_fault_in_that(site: SiteFolder, run: Run) -> None:
    with (site.root / "config" / "regions.toml").open("a") as regions:
        regions.write(RULE)
    assert "note:" not in run("check").err
    site.drop("listing.txt", LISTING)
    run("ingest")
    run("build")
    outcome = run("check")
    assert (outcome.code, outcome.out) == (0, "")
    assert "the rule 'comparison' changes nothing in any item of the archive" in outcome.err


def test_check_finds_corrections_that_no_item_answers_to(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    gone, there = run("ingest").lines[0]["added"]
    run("withdraw", gone)
    entry = '[[correction]]\nid = "{}"\ntopics = []\n'
    file = site.root / "config" / "corrections.toml"
    file.write_text(entry.format(there) + entry.format(gone) + entry.format("tag:nobody"))
    run("build")
    outcome = run("check")
    assert (outcome.code, outcome.out.splitlines()) == (
        1,
        [
            f"{file}:4: {gone}: the item was withdrawn; take the entry out",
            f"{file}:7: tag:nobody: expected an item of the archive, found none; mend the id",
        ],
    )
