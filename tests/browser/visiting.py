"""Visiting a page once, and keeping all that the tests want to know of it."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, Response

from tests.npm import find_package

PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
RUN_AXE = """options => axe.run(document, options).then(({violations}) => violations.flatMap(
    ({id, help, nodes}) => nodes.map(node => `${id}: ${help}: ${node.html} ${node.any.map(a => a.message)}`)))"""
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
"""The rules that a theme can break."""
WIDER_THAN_THE_WINDOW = "() => document.documentElement.scrollWidth - innerWidth"


@dataclass(frozen=True)
class Visit:
    """What a visitor meets on a page."""

    status: int
    language: str
    complaints: tuple[str, ...]
    """What the browser complains of: errors of scripts, what the policy refused, what could not be loaded."""
    weights: dict[str, int]
    """The bytes of all that the page needs, before compression, by address."""
    violations: dict[str, list[str]]
    """What axe finds, by theme."""
    overflow: int
    """By how many pixels the page is wider than a phone."""


def visit(browser: Browser, address: str, pictures: Path | None = None) -> Visit:
    """Load a page anew in a phone and look at it in both themes; keep pictures of it where a name for them is given."""
    context = browser.new_context(viewport=PHONE, color_scheme="light", service_workers="block")
    try:
        return _visit(context, address, pictures)
    finally:
        context.close()


def _visit(context: BrowserContext, address: str, pictures: Path | None) -> Visit:
    context.add_init_script(path=find_package("axe-core") / "axe.min.js")
    page, complaints, replies = context.new_page(), list[str](), list[Response]()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("requestfailed", lambda request: complaints.append(f"{request.url}: {request.failure}"))
    page.on("response", lambda reply: replies.append(reply))
    reply = page.goto(address, wait_until="networkidle")
    assert reply is not None
    overflow = page.evaluate(WIDER_THAN_THE_WINDOW)
    violations = {"light": page.evaluate(RUN_AXE, {})}
    _take(page, pictures, "light")
    page.emulate_media(color_scheme="dark")
    violations["dark"] = page.evaluate(RUN_AXE, COLOURS)
    _take(page, pictures, "dark")
    return Visit(
        status=reply.status,
        language=page.evaluate("document.documentElement.lang"),
        complaints=tuple(each for each in complaints if not _is_of_the_page_itself(each, reply)),
        weights={each.url: len(each.body()) for each in replies if each.status < 300 or each is reply},
        violations=violations,
        overflow=overflow,
    )


def _is_of_the_page_itself(complaint: str, reply: Response) -> bool:
    """Whether the browser only repeats the page's status, which is what was asked for."""
    return f"status of {reply.status} " in complaint


def _take(page: Page, pictures: Path | None, theme: str) -> None:
    if pictures is None:
        return
    for name, size in {"phone": PHONE, "desktop": DESKTOP}.items():
        page.set_viewport_size(size)
        page.screenshot(path=f"{pictures} {theme} {name}.png", full_page=True)
    page.set_viewport_size(PHONE)
