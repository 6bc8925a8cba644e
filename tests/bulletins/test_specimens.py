"""Specimen pages beside their expectations: adding a case means adding two files."""

import json
from pathlib import Path

import pytest

from syndication.bulletins import parse_bulletin
from syndication.config.settings import Bulletins
from syndication.models import Item

FOLDER = Path(__file__).parents[1] / "data" / "bulletins"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".html"))
SETTINGS = Bulletins(names=("Update", "Harbour News", "Boletín"), closing=("All news", "All articles"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_specimen_gives_what_is_expected(page: Path) -> None:
    expected = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    bulletin = parse_bulletin(page.read_bytes(), page.name, SETTINGS)
    assert [_told(item) for item in bulletin.items] == expected["items"]
    assert {omission.title for omission in bulletin.omissions} >= set(expected["omitted"])


def _told(item: Item) -> dict[str, str | None]:
    date = str(item.date) if item.date else None
    told = {"title": item.title, "date": date, "summary": item.summary, "caption": item.caption}
    return told | ({"picture": item.picture.url} if item.picture else {})
