"""The documents say what is really there."""

import re
from pathlib import Path

import click
import pytest

from syndication.cli import main
from syndication.config import declarations, load_settings, variables
from syndication.config.describe import describe
from syndication.web import create_app

PROJECT = Path(__file__).parent.parent
PAGES = sorted([*PROJECT.glob("*.md"), *(PROJECT / "docs").glob("*.md"), *(PROJECT / "samples").glob("*.md")])

README = (PROJECT / "README.md").read_text("utf-8")
NOT_FOR_PEOPLE = {"/favicon.ico", "/static"}


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


@pytest.mark.parametrize("command", main.list_commands(click.Context(main)))
def test_the_readme_lists_every_command(command: str) -> None:
    assert f"| `syndication {command}" in README


def test_the_readme_lists_every_address() -> None:
    rules = {
        as_readme_writes(rule.rule)
        for rule in create_app(load_settings(PROJECT / "config", environ={})).url_map.iter_rules()
    }
    assert {address for address in rules - NOT_FOR_PEOPLE if f"`{address}`" not in README} == set()


def as_readme_writes(rule: str) -> str:
    """An address without its format, with the README's words for its parts."""
    rule = rule.replace("/<any(topics,regions):scheme>", "/topics").removesuffix("/<path:filename>")
    if rule.endswith("<period:period>.<format:form>"):
        return "…/YYYY.atom"
    rule = rule.replace("<period:period>", "YYYY").replace("<slug:term>", "SLUG")
    rule = re.sub(r"<union:(topics|regions)>", "SLUG", rule.removesuffix(".<format:form>"))
    rule = re.sub(r"<colour:(\w+)>", lambda part: part[1].upper(), rule)
    return re.sub(r"<[^>]*:(year|month|day|slug)>", lambda part: DATE[part[1]], rule)


DATE = {"year": "YYYY", "month": "MM", "day": "DD", "slug": "slug"}
