"""What visitors come for: to find a feed, to take its address along, to build one of their own."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from reader import make_reader

from tests.browser.kinds import PREFIXES
from tests.browser.serving import Served

WATER_IN_PIURA = "/topics/water/regions/piura"
HEADLINE = "Drinking water for Piura after the flood"


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    context.set_default_timeout(60_000)  # other tests may have the machine
    page = context.new_page()
    page.goto(site.base)
    yield page
    context.close()


@pytest.fixture
def page_without_script(browser: Browser, site: Served) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.base)
    yield page
    context.close()


def tab_to(page: Page, address: str) -> None:
    """Press Tab until the link to an address has the focus, as who has no mouse does."""
    for _ in range(300):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.href ?? ''") == address:
            return
    pytest.fail(f"the Tab key does not lead to {address}")


def find_water_in_piura(page: Page) -> None:
    """On the map, and then by the topics of the region."""
    page.locator("svg a[href='/regions/piura'] path").click()
    page.wait_for_url("**/regions/piura")
    page.locator(f"main a[href='{WATER_IN_PIURA}']").first.click()


def test_a_visitor_finds_water_in_piura_and_subscribes_to_it(page: Page, site: Served) -> None:
    find_water_in_piura(page)
    expect(page).to_have_url(site.address(WATER_IN_PIURA))
    expect(page.locator("main")).to_contain_text(HEADLINE)
    page.locator("button[data-copy]").first.click()
    expect(page.get_by_role("status")).not_to_be_empty()
    copied = page.evaluate("navigator.clipboard.readText()")
    with make_reader(":memory:") as reader:
        reader.add_feed(copied)
        reader.update_feeds()
        assert HEADLINE in {entry.title for entry in reader.get_entries()}


def test_a_visitor_without_a_mouse_finds_it_too(page: Page, site: Served) -> None:
    tab_to(page, site.address("/regions/piura"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/regions/piura")
    tab_to(page, site.address(WATER_IN_PIURA))
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(HEADLINE)


def test_a_visitor_without_script_finds_it_by_the_list_and_by_searching(
    page_without_script: Page, site: Served
) -> None:
    page = page_without_script
    page.locator("main ul a[href='/regions/piura']").first.click()
    expect(page.locator("main")).to_contain_text(HEADLINE)
    page.goto(site.base)
    page.locator("main input[name=q]").fill("Catacaos")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text(HEADLINE)


@pytest.mark.parametrize("language", PREFIXES)
def test_a_visitor_builds_a_feed_and_sees_it_grow(page: Page, site: Served, language: str) -> None:
    page.goto(site.address(f"{PREFIXES[language]}/build"))
    result = page.locator("#result")
    page.locator("input[value=water]").check()
    page.locator("input[value=piura]").check()
    expect(result).to_contain_text(site.address(f"{WATER_IN_PIURA}.atom"))
    expect(result).to_contain_text(HEADLINE)


def test_a_visitor_without_script_builds_a_feed(page_without_script: Page, site: Served) -> None:
    page = page_without_script
    page.goto(site.address("/build"))
    page.locator("input[value=water]").check()
    page.locator("input[value=piura]").check()
    page.locator("main button[type=submit]").first.click()
    expect(page.locator("#result")).to_contain_text(site.address(f"{WATER_IN_PIURA}.atom"))


def test_a_visitor_changes_the_language_and_stays_on_the_page(page: Page, site: Served) -> None:
    page.goto(site.address(WATER_IN_PIURA))
    page.locator("a[hreflang=es]").first.click()
    expect(page).to_have_url(site.address(f"/es{WATER_IN_PIURA}"))
    expect(page.locator("h1")).to_contain_text("Agua")
    page.locator("main article h3 a").first.click()
    page.wait_for_url("**/es/items/**")
