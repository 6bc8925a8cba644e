"""An edition is another when anything is that documents are made of besides the archive, and only then."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from syndication.feeds import digest_edition
from syndication.feeds.edition import digest_sources
from tests.feeds.making import SETTINGS, TAXONOMY, with_feeds


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the program."""
    own = Path(str(files("syndication")))
    return Path(shutil.copytree(own, tmp_path / "syndication", ignore=shutil.ignore_patterns("__pycache__")))


@pytest.mark.parametrize("module", ["feeds/atom.py", "models/dates.py", "formats.py"])
def test_a_line_more_in_what_writes_documents_is_another_edition(package, module):
    before = digest_sources(package)
    with (package / module).open("a") as source:
        source.write("# more\n")
    assert digest_sources(package) != before


def test_what_writes_no_document_does_not_count(package):
    before = digest_sources(package)
    (package / "feeds/__pycache__").mkdir()
    (package / "inbox.py").write_text("")
    assert digest_sources(package) == before == digest_sources(files("syndication"))


def test_other_settings_are_another_edition():
    one = digest_edition(SETTINGS, TAXONOMY)
    assert digest_edition(with_feeds(items=SETTINGS.feeds.items + 1), TAXONOMY) != one
    assert digest_edition(with_feeds(items=SETTINGS.feeds.items), TAXONOMY) == one
