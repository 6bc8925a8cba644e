"""A document is a function of archive and settings: no clock, no locale, no zone, no hash seed, no chance."""

import hashlib
import locale
import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import NoReturn

import pytest

from syndication.feeds import Renderer, every_selection, gather, render_opml
from syndication.models import ALL, Selection
from tests.feeds.making import ITEMS, SETTINGS, TAXONOMY, documents_of, make_item, render

REPOSITORY = Path(__file__).parents[2]
PRINT_DIGEST = "from tests.feeds.test_same_bytes import digest; print(digest())"


def digest() -> str:
    """One digest of every document of the made-up site."""
    bodies = [render_opml(every_selection(TAXONOMY), SETTINGS, TAXONOMY).body]
    for selection in every_selection(TAXONOMY):
        bodies += documents_of(*ITEMS, selection=selection).values()
    return hashlib.sha256(b"".join(bodies)).hexdigest()


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Lima", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
        {"TZ": "UTC", "PYTHONHASHSEED": "3", "LC_ALL": "de_DE.UTF-8"},
    ],
)
def test_another_process_writes_the_same_bytes(environment: dict[str, str]) -> None:
    command = [sys.executable, "-c", PRINT_DIGEST]
    run = subprocess.run(command, cwd=REPOSITORY, env={**os.environ, **environment}, capture_output=True, text=True)
    assert run.stdout.strip() == digest(), run.stderr


def test_every_date_in_a_document_comes_from_the_data() -> None:
    known = {instant for item in ITEMS for instant in (item.published, item.updated.replace(microsecond=0))}
    known.add(datetime(2001, 2, 3, 12, tzinfo=UTC))
    for items in ((), ITEMS):
        text = b"".join(documents_of(*items).values()).decode()
        found = {datetime.fromisoformat(date) for date in re.findall(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)", text)}
        found |= {parsedate_to_datetime(date) for date in re.findall(r"\w{3}, \d\d \w{3} \d{4} [\d:]+ [+-]\d+", text)}
        assert found
        assert found <= known


def test_rendering_never_touches_the_locale_of_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be set for every thread; feedgen does so for each date that it writes in RSS."""

    def refuse(*_: object) -> NoReturn:
        raise AssertionError("setlocale was called")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert documents_of(*ITEMS)[".rss"]


def test_a_renderer_that_remembers_items_writes_the_same_bytes() -> None:
    renderer = Renderer(SETTINGS, TAXONOMY)
    feeds = [gather(selection, ITEMS, SETTINGS, TAXONOMY) for selection in (ALL, Selection.of("fishing", "north"), ALL)]
    assert [renderer.render(feed) for feed in feeds] == [render(feed) for feed in feeds]


def test_a_renderer_notices_that_an_item_has_changed() -> None:
    renderer = Renderer(SETTINGS, TAXONOMY)
    for title in ("Before", "After"):
        feed = gather(ALL, [make_item(title=title)], SETTINGS, TAXONOMY)
        assert all(title.encode() in document.body for document in renderer.render(feed))
