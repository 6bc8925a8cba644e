"""What holds of every kind of page, in every language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.kinds import EVERY_PAGE, KINDS
from tests.browser.serving import Served
from tests.browser.visiting import Visit, visit

MOST_BYTES = 100_000


@pytest.mark.parametrize(("name", "language"), EVERY_PAGE)
def test_chromium_and_axe_find_no_fault(
    browser: Browser, site: Served, pictures: Path, name: str, language: str
) -> None:
    """On a phone, in both themes."""
    kind = KINDS[name]
    seen = visit(browser, site.address(kind.path_in(language)), pictures / f"{name} {language}")
    assert (seen.status, seen.language) == (kind.status, language)
    assert list(faults_of(seen)) == []


def faults_of(seen: Visit) -> Iterator[str]:
    """What is wrong with a page, in words."""
    yield from seen.complaints
    yield from (f"{theme} theme: {violation}" for theme, found in seen.violations.items() for violation in found)
    if sum(seen.weights.values()) > MOST_BYTES:
        yield f"needs more than {MOST_BYTES} bytes: {seen.weights}"
    if seen.overflow > 0:
        yield f"{seen.overflow} pixels wider than a phone"
