"""Specimen pages beside their expectations: adding a case means adding two files."""

import json
from pathlib import Path

import pytest

from syndication.bulletins import parse_bulletin
from syndication.config.settings import Bulletins

FOLDER = Path(__file__).parents[1] / "data" / "bulletins"
PAGES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".txt", ".html"))
SETTINGS = Bulletins(names=("Update", "Harbour News", "Boletín"), closing=("All news", "All articles"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_specimen_gives_what_is_expected(page: Path) -> None:
    expected = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    bulletin = parse_bulletin(page.read_bytes(), page.name, SETTINGS)
    found = [
        {"title": i.title, "date": str(i.date) if i.date else None, "summary": i.summary, "caption": i.caption}
        for i in bulletin.items
    ]
    assert found == expected["items"]
    assert {omission.title for omission in bulletin.omissions} >= set(expected["omitted"])
