"""html-validate and csp_evaluator find nothing on any kind of page."""

from dataclasses import dataclass
from http.client import HTTPMessage
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.browser.kinds import EVERY_PAGE, KINDS
from tests.browser.serving import Served
from tests.npm import ask_node

POLICY = "Content-Security-Policy"
every_page = pytest.mark.parametrize(("name", "language"), EVERY_PAGE)

Judged = dict[tuple[str, str], list[str]]


@dataclass(frozen=True)
class Reply:
    headers: HTTPMessage
    html: str


@pytest.fixture(scope="module")
def replies(site: Served) -> dict[tuple[str, str], Reply]:
    """Every page, as it comes from the server."""
    return {(name, language): fetch(site.address(KINDS[name].path_in(language))) for name, language in EVERY_PAGE}


def fetch(address: str) -> Reply:
    """A page, whatever its status says."""
    try:
        reply = urlopen(address, timeout=60)  # noqa: S310 (the address is ours)
    except HTTPError as error:
        reply = error
    with reply:
        return Reply(reply.headers, reply.read().decode())


@pytest.fixture(scope="module")
def markup(replies: dict[tuple[str, str], Reply]) -> Judged:
    """What html-validate says of each page."""
    return dict(zip(replies, ask_node("validate-pages.js", [each.html for each in replies.values()]), strict=True))


@pytest.fixture(scope="module")
def policies(replies: dict[tuple[str, str], Reply]) -> Judged:
    """What csp_evaluator says of the policy of each page."""
    stated = [each.headers[POLICY] for each in replies.values()]
    return dict(zip(replies, ask_node("evaluate-policies.js", stated), strict=True))


@every_page
def test_html_validate_finds_no_error(markup: Judged, name: str, language: str) -> None:
    assert markup[name, language] == []


@every_page
def test_csp_evaluator_finds_nothing(policies: Judged, name: str, language: str) -> None:
    assert policies[name, language] == []


def test_the_judges_do_find_faults() -> None:
    [[fault, *_]] = ask_node(
        "validate-pages.js", ["<!DOCTYPE html><html lang=en><title>A</title><p id=a><b id=a>b</b>"]
    )
    assert "no-dup-id" in fault
    [[fault]] = ask_node("evaluate-policies.js", ["default-src 'none'; script-src 'self'; base-uri 'none'"])
    assert "can be problematic" in fault
