"""``backup`` and ``restore`` as an operator calls them."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.conftest import SiteFolder
from tests.test_pipeline import LISTING


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """One of few feeds."""
    return SiteFolder(tmp_path / "site", Path(__file__).parent.parent / "web" / "harbour")


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
