"""A made-up organisation of a country without a map, in one language: no page has a trace of the ready site."""

import re
from collections.abc import Iterator
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kinds import KINDS
from tests.browser.serving import Served, serving_site
from tests.browser.visiting import visit
from tests.conftest import REPOSITORY
from tests.test_any_site import facts_of

OTHERLAND = REPOSITORY / "tests" / "data" / "otherland"
TERMS = {"mining": "pescas", "water": "saude", "cusco": "ilha-verde"}
"""Terms of the ready site to those of the other one."""
MACHINES = ("/embed.js", "/all.atom", "/all.rss", "/feeds.opml", "/sitemap.xml", "/robots.txt", "/openapi.json")


def of_otherland(path: str) -> str:
    for ready, own in TERMS.items():
        path = path.replace(ready, own)
    return path


PATHS = {name: of_otherland(kind.path) for name, kind in KINDS.items()}


@pytest.fixture(scope="module")
def otherland(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    bulletins = (OTHERLAND / "bulletins").iterdir()
    folder = tmp_path_factory.mktemp("otherland") / "site"
    with serving_site(folder, OTHERLAND / "config", bulletins) as served:
        yield served


@pytest.fixture(scope="module")
def trace() -> re.Pattern[str]:
    """What belongs to the ready site alone."""
    facts = {*facts_of(REPOSITORY / "config"), "Peru", "Perú", "Peruvian", "peruano", "Lima", "America/Lima", "PSG"}
    return re.compile(rf"\b({'|'.join(map(re.escape, sorted(facts)))})\b", re.IGNORECASE)


def read(address: str) -> str:
    """What comes from an address, whatever the status."""
    try:
        reply = urlopen(address, timeout=60)  # noqa: S310 (the address is ours)
    except HTTPError as error:
        reply = error
    with reply:
        return str(reply.read().decode())


@pytest.mark.parametrize("path", [*PATHS.values(), *MACHINES])
def test_no_reply_has_a_trace_of_the_ready_site(otherland: Served, trace: re.Pattern[str], path: str) -> None:
    text = read(otherland.address(path))
    assert text
    assert trace.findall(text) == []


@pytest.mark.parametrize("name", PATHS)
def test_a_page_offers_no_other_language(otherland: Served, name: str) -> None:
    text = read(otherland.address(PATHS[name]))
    assert '<html lang="en"' in text, "the words of the interface, of which there are none in Portuguese"
    assert "hreflang" not in text


def test_the_home_page_shows_regions_as_tiles_and_axe_finds_no_fault(browser: Browser, otherland: Served) -> None:
    seen = visit(browser, otherland.address("/"))
    assert (seen.status, seen.complaints, seen.violations) == (200, (), {"light": [], "dark": []})


def test_a_visitor_finds_news_of_an_island(browser: Browser, otherland: Served) -> None:
    page: Page = browser.new_page()
    page.goto(otherland.base)
    page.locator("main a[href='/regions/ilha-verde']").first.click()
    expect(page.locator("h1")).to_contain_text("Ilha Verde")
    page.context.close()
