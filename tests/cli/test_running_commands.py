"""``init``, ``ingest``, ``build``, ``check`` and ``status``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from syndication.cli import main
from syndication.ingest.inbox import InboxFile, list_files
from tests.archive.test_opening import take_back
from tests.cli.conftest import Run
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING


def test_init_lays_out_a_folder_that_ingest_fills(tmp_path: Path, run: Run) -> None:
    assert run("init", tmp_path / "own").code == 0
    (tmp_path / "own" / "inbox" / "listing.txt").write_text(LISTING)
    [report] = run("ingest", tmp_path / "own" / "inbox" / "listing.txt", cwd=tmp_path / "own").lines
    assert report["waiting"] == ["listing.txt"] or len(report["added"]) == 2


def test_ingest_reports_what_it_did_and_repeats_nothing(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    [first], [second] = run("ingest").lines, run("ingest").lines
    assert (first["read"], len(first["added"])) == (["listing.txt"], 2)
    assert (second["read"], second["added"], second["published"]) == ([], [], 0)


def test_a_dry_run_tells_the_plan_and_writes_nothing(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    [plan] = run("ingest", "--dry-run").lines
    assert plan["dry_run"]
    assert "/regions/tacna" in plan["feeds"]
    assert run("status").lines[0]["items"] == 0


def trace(folder: Path) -> dict[Path, int]:
    """Everything in a folder, and when each file was written."""
    return {path: path.stat().st_mtime_ns if path.is_file() else 0 for path in folder.rglob("*")}


def test_a_dry_run_makes_nothing_where_nothing_is(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    before = trace(site.root)
    [plan] = run("ingest", "--dry-run").lines
    assert (len(plan["added"]), trace(site.root)) == (2, before)
    (site.root / "inbox" / "listing.txt").unlink()
    (site.root / "inbox").rmdir()
    assert run("ingest", "--dry-run").code == 1
    assert not (site.root / "inbox").exists()


def test_a_dry_run_changes_nothing_that_is_there(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    site.drop("more.txt", LISTING.replace("Teachers", "Nurses"))
    before = trace(site.root)
    [plan] = run("ingest", "--dry-run").lines
    assert (plan["read"], trace(site.root)) == (["more.txt"], before)


def test_a_dry_run_brings_no_archive_to_another_schema(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    take_back(site.settings().archive_url, "0015")
    before = trace(site.root)
    [plan] = run("ingest", "--dry-run").lines
    assert (plan["read"], trace(site.root)) == ([], before)


def test_files_that_stand_still_are_looked_at_once(site: SiteFolder, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[object] = []

    def look(*given: Any) -> Iterator[InboxFile]:
        looks.append(given)
        return list_files(*given)

    monkeypatch.setattr("syndication.ingest.arriving.list_files", look)
    site.drop("listing.txt", LISTING)
    assert run("ingest").lines[0]["read"] == ["listing.txt"]
    assert len(looks) == 1


def test_what_would_change_too_much_is_held_shown_and_released(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    site.drop("listing.txt", LISTING.partition("  • ")[0])
    [preview], [report] = run("ingest", "--dry-run").lines, run("ingest").lines
    assert preview["plans"] == report["plans"]
    [plan] = report["plans"]
    assert plan["files"] == ["listing.txt"]
    assert run("quarantine", "list").lines[0]["plan"] == plan["number"]
    [released] = run("release", plan["number"]).lines
    assert (len(released["absent"]), run("status").lines[0]["items"]) == (1, 1)
    assert run("release", 9).code == 1


def test_a_file_of_a_plan_is_named_to_be_released_or_dropped(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    site.drop("listing.txt", LISTING.partition("  • ")[0])
    run("ingest")
    refused = run("release", "1", "other.txt")
    assert (refused.code, "other.txt: expected files that wait with plan 1, found listing.txt" in refused.err) == (
        1,
        True,
    )
    assert run("release", "1", "listing.txt", "--drop").err == "dropped listing.txt\n"
    assert (run("quarantine", "list").out, run("status").lines[0]["items"]) == ("", 2)


def test_force_lets_everything_through(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    site.drop("listing.txt", LISTING.partition("  • ")[0])
    [report] = run("ingest", "--force").lines
    assert (report["plans"], len(report["absent"])) == ([], 1)


def test_build_prints_what_changed(site: SiteFolder, run: Run) -> None:
    first = run("build")
    assert "/feeds.opml" in first.out.splitlines()
    assert run("build").out == ""


def test_check_finds_every_fault_of_the_configuration_at_once(site: SiteFolder, run: Run) -> None:
    path = site.root / "config" / "syndication.toml"
    path.write_text(path.read_text() + '\n[feeds]\nitems = "fifty"\nregionz = true\n')
    outcome = run("check")
    assert outcome.code == 1
    assert "syndication.toml" in outcome.out
    assert "feeds.items" in outcome.out
    assert "feeds.regionz" in outcome.out


def test_check_finds_two_folders_whose_files_have_the_same_names(site: SiteFolder, run: Run) -> None:
    for folder in ("inbox/mail", "other/mail"):
        (site.root / folder).mkdir(parents=True)
    path = site.root / "config" / "syndication.toml"
    path.write_text(path.read_text("utf-8") + '\n[inbox]\nfolders = ["inbox", "other/mail"]\n', "utf-8")
    outcome = run("check")
    assert outcome.code == 1
    assert "inbox/mail: its files have the same names as those of" in outcome.out


def test_check_reviews_the_taxonomy(site: SiteFolder, run: Run) -> None:
    path = site.root / "config" / "regions.toml"
    text = path.read_text("utf-8").replace('en = "Puno", es = "Puno"', 'en = "Puno"')
    path.write_text(text.replace("point = [-18.0146,", "point = [-8.0146,"), "utf-8")
    outcome = run("check")
    assert outcome.code == 1
    assert "'puno' has no name in es" in outcome.out
    assert "regions.toml:" in outcome.out
    assert "lies outside the bounds of tacna" in outcome.out


def test_check_finds_the_faults_of_the_corrections(site: SiteFolder, run: Run) -> None:
    (site.root / "config" / "corrections.toml").write_text('[[correction]]\nid = "tag:x"\ntopics = ["helth"]\n')
    outcome = run("check")
    assert (outcome.code, "'helth' is none of the topics; did you mean health?" in outcome.out) == (1, True)


def test_no_command_starts_with_faulty_corrections(site: SiteFolder, run: Run) -> None:
    (site.root / "config" / "corrections.toml").write_text('[[correction]]\nid = "tag:x"\n')
    outcome = run("status")
    assert (outcome.code, "corrections.toml:1: correction.0: expected topics, regions or both" in outcome.err) == (
        1,
        True,
    )


def test_status_says_how_it_stands(site: SiteFolder, run: Run) -> None:
    site.drop("listing.txt", LISTING)
    run("ingest")
    [status] = run("status").lines
    assert (status["items"], status["files"], status["newest"], status["feeds_due"]) == (2, 1, "2019-08-17", 0)


def test_check_tells_documents_of_other_settings_in_a_line(site: SiteFolder, run: Run) -> None:
    run("build")
    with (site.root / "config" / "syndication.toml").open("a") as settings:
        settings.write("\n[serve]\nport = 9999\n")
    outcome = run("check")
    assert outcome.code == 1
    assert "expected documents made with these settings" in outcome.out
    assert outcome.err.endswith("1 fault\n")


def test_a_missing_configuration_is_told_without_a_trace(run: Run) -> None:
    outcome = run("--config", "nowhere", "status")
    assert outcome.code == 1
    assert outcome.err.startswith("syndication: nowhere: expected a folder that holds syndication.toml")


def test_every_command_has_help(run: Run) -> None:
    for command in main.commands:
        outcome = run(command, "--help")
        assert (outcome.code, "Usage:" in outcome.out) == (0, True)
        assert command in run("--help").out


def test_check_finds_the_faults_of_settings_and_taxonomy_together(site: SiteFolder, run: Run) -> None:
    for name, line in (("syndication.toml", '\n[feeds]\nitems = "fifty"\n'), ("topics.toml", "\nnonsense = 1\n")):
        path = site.root / "config" / name
        path.write_text(line + path.read_text() if name == "topics.toml" else path.read_text() + line)
    out = run("check").out
    assert "syndication.toml" in out
    assert "topics.toml" in out


def test_check_finds_the_faults_of_the_outlines_and_notes_regions_without_one(site: SiteFolder, run: Run) -> None:
    outlines = site.root / "config" / "outlines.toml"
    lines = outlines.read_text("utf-8").splitlines(keepends=True)
    outlines.write_text("".join(line for line in lines if not line.startswith("callao =")), "utf-8")
    outcome = run("check")
    assert (outcome.code, "note:" in outcome.err, "no outline of callao" in outcome.err) == (0, True, True)
    outlines.write_text("".join([*lines, 'atlantis = "M0 0h9v9z"\n']), "utf-8")
    outcome = run("check")
    assert outcome.code == 1
    assert f"outlines.toml:{len(lines) + 1}: paths.atlantis: expected a region of regions.toml" in outcome.out
