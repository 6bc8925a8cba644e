"""Pages use the room they have, from a phone to a desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.kinds import KINDS, PREFIXES
from tests.browser.serving import Served
from tests.browser.visiting import DESKTOP

TABLET = {"width": 768, "height": 1024}


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page(viewport=DESKTOP)
    yield page
    page.close()


def right_edge(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"]


def test_an_item_fills_a_desk_as_wide_as_the_rest_of_the_page(page: Page, site: Served) -> None:
    page.goto(site.address(KINDS["item"].path))
    assert right_edge(page, ".known") == pytest.approx(right_edge(page, "header nav:last-of-type"), abs=1)


@pytest.mark.parametrize("language", PREFIXES)
def test_the_other_language_stands_at_the_right_on_a_tablet(page: Page, site: Served, language: str) -> None:
    page.set_viewport_size(TABLET)
    page.goto(site.address(KINDS["home"].path_in(language)))
    assert TABLET["width"] - right_edge(page, "header nav:last-of-type") == pytest.approx(24, abs=1)


def test_the_names_beside_the_map_stand_in_a_line_each_on_a_narrow_desk(page: Page, site: Served) -> None:
    page.set_viewport_size({"width": 1000, "height": 800})
    page.goto(site.address("/"))
    heights = page.locator(".regions a").evaluate_all("names => names.map(name => name.offsetHeight)")
    assert len(set(heights)) == 1, heights
