"""The documents say what is really there."""

import re
from pathlib import Path

import pytest

from syndication.config import declarations, variables
from syndication.config.describe import describe

PROJECT = Path(__file__).parent.parent
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), *(PROJECT / "samples").glob("*.md")])


def test_the_settings_page_is_made_from_the_declarations() -> None:
    page = (PROJECT / "docs" / "settings.md").read_text("utf-8")
    assert page == describe(), "write it anew: python -m syndication.config.describe > docs/settings.md"


@pytest.mark.parametrize("key", [key for key, _ in declarations()])
def test_every_setting_says_what_it_is(key: str) -> None:
    assert dict(declarations())[key].description


@pytest.mark.parametrize("name", sorted(variables()))
def test_every_variable_is_described(name: str) -> None:
    assert f"`{name}`" in describe()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_file_that_a_page_links_to_is_there(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []
