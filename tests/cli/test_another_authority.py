"""Commands where the settings are not those that the archive was made with: nothing is added to it."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import HARBOUR, SiteFolder
from tests.test_pipeline import LISTING


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """One of another authority than the ready configuration's."""
    return SiteFolder(tmp_path / "site", HARBOUR)


@pytest.fixture
def left(site: SiteFolder, run: Run) -> SiteFolder:
    """A site in use whose settings' file is called otherwise by a slip."""
    site.drop("listing.txt", LISTING)
    run("ingest")
    (site.root / "config" / "syndication.toml").rename(site.root / "config" / "syndication.tml")
    return site


def test_no_item_is_added_under_the_authority_of_the_ready_configuration(left: SiteFolder, run: Run) -> None:
    left.drop("more.txt", LISTING.replace("Copper", "Tin"))
    refused = [run(command) for command in ("ingest", "build", "status")]
    assert [outcome.code for outcome in refused] == [1, 1, 1]
    told = f"which is that of the ready configuration: there is no config/syndication.toml in {left.root}; put it back"
    assert all(told in outcome.err for outcome in refused)
    (left.root / "config" / "syndication.tml").rename(left.root / "config" / "syndication.toml")
    assert run("status").lines[0]["items"] == 2


def test_it_is_a_fault_for_check(left: SiteFolder, run: Run) -> None:
    outcome = run("check")
    assert (outcome.code, "site.authority: expected harbour.example.org, as in the ids of" in outcome.out) == (1, True)
    assert outcome.out.count("\n") == 1


def test_serve_lays_out_no_other_configuration_in_the_place_of_a_lost_one(left: SiteFolder, run: Run) -> None:
    (left.root / "config").rename(left.root / "lost")
    outcome = run("serve")
    assert (outcome.code, "site.authority: expected harbour.example" in outcome.err) == (1, True)
    assert sorted(path.name for path in left.root.iterdir()) == ["data", "inbox", "lost"]


def test_status_says_whose_site_it_is_and_which_settings_it_goes_by(site: SiteFolder, run: Run) -> None:
    [status] = run("status").lines
    assert (status["authority"], status["settings"]) == (
        "harbour.example.org",
        str(site.root / "config" / "syndication.toml"),
    )
