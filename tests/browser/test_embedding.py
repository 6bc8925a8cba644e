"""Headlines on a page of another origin, which has a strict policy of its own."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from syndication.models import ALL, Selection
from syndication.web import create_app
from tests.browser.serving import Served, answering
from tests.browser.visiting import RUN_AXE
from tests.npm import find_package
from tests.web.serving import find_port

MINING = Selection.of("mining")
HOST = """<!DOCTYPE html><html lang="en"><head><title>A partner</title><link rel="stylesheet" href="/style.css"></head>
<body><main><h1>A partner</h1>{}</main></body></html>"""
STYLE = """li, time { display: none } a { font-size: 99px }
syndication-headlines { --syndication-gap: 7px } syndication-headlines::part(item) { text-transform: uppercase }"""

Host = Callable[[str], str]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context()
    context.set_default_timeout(60_000)  # other tests may have the machine
    yield context
    context.close()


@pytest.fixture
def host(site: Served) -> Iterator[Host]:
    """Gives the address of a page, on another origin, that holds this markup and lets only our service in."""
    with ExitStack() as stack:

        def start(markup: str, service: str = site.base) -> str:
            policy = "; ".join(
                (
                    "default-src 'none'; base-uri 'none'; style-src 'self'; require-trusted-types-for 'script'",
                    f"script-src {service}/embed.js; connect-src {service}; frame-src {service}",
                )
            )
            port = find_port()
            stack.enter_context(answering(partner(HOST.format(markup), policy), port))
            return f"http://127.0.0.1:{port}/"

        yield start


def partner(page: str, policy: str) -> Callable[..., Iterable[bytes]]:
    """Another site, with one page and its style."""

    def answer(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        is_style = environ["PATH_INFO"] == "/style.css"
        body, kind = (STYLE, "text/css") if is_style else (page, "text/html; charset=utf-8")
        start_response("200 OK", [("Content-Type", kind), ("Content-Security-Policy", policy)])
        return [body.encode()]

    return answer


def without_freshness(app: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A service whose documents must be asked for anew at once, as they must a while after it was stopped."""

    def answer(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            kept = [field for field in headers if field[0] != "Cache-Control" or environ["PATH_INFO"] == "/embed.js"]
            return start_response(status, [*kept, ("Cache-Control", "no-cache")] if kept != headers else headers, *rest)

        return app(environ, start)

    return answer


def complaints_of(page: Page) -> list[str]:
    """What the browser will say that it does not like on a page, but for the icon that the partner has not."""
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: told.append(str(error)))
    return told


def titles_of(site: Served, selection: Selection, count: int) -> list[str]:
    return [item.title for item in site.service.archive.newest(selection, count)]


@pytest.mark.parametrize(
    "markup",
    [
        '<script async src="{0}/embed.js" data-feed="topics/mining" data-count="3"></script>',
        '<syndication-headlines feed="topics/mining" count="3"></syndication-headlines>'
        '<script async src="{0}/embed.js"></script>',
    ],
    ids=["one line of script", "an element"],
)
def test_a_partner_shows_the_newest_headlines(site: Served, host: Host, context: BrowserContext, markup: str) -> None:
    page = context.new_page()
    complaints = complaints_of(page)
    page.goto(host(markup.format(site.base)))
    links = page.locator("syndication-headlines li a")
    expect(links).to_have_text(titles_of(site, MINING, 3))
    assert links.first.get_attribute("href").startswith(f"{site.base}/items/")
    assert complaints == []


def test_neither_page_spoils_the_other_and_the_host_may_style_it(
    site: Served, host: Host, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(host(f'<script async src="{site.base}/embed.js" data-feed="all"></script><ul><li>Ours</ul>'))
    headline = page.locator("syndication-headlines li").first
    expect(headline).to_be_visible()
    expect(headline).to_have_css("text-transform", "uppercase")
    expect(headline).to_have_css("margin-top", "7px")
    expect(headline.locator("a")).not_to_have_css("font-size", "99px")
    expect(page.locator("main > ul li")).to_be_hidden()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_headlines_are_read_and_followed_without_a_mouse(
    site: Served, host: Host, context: BrowserContext, theme: str
) -> None:
    context.add_init_script(path=find_package("axe-core") / "axe.min.js")
    page = context.new_page()
    markup = f'<script async src="{site.base}/embed.js" data-feed="topics/mining" data-theme="{theme}"></script>'
    page.goto(host(markup))
    first = page.locator("syndication-headlines li a").first
    expect(first).to_be_visible()
    assert page.evaluate(RUN_AXE, {}) == []
    for _ in range(2):  # past the title of the feed
        page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(titles_of(site, MINING, 1)[0])


def test_the_last_headlines_stay_when_the_service_is_stopped(site: Served, host: Host, context: BrowserContext) -> None:
    port = find_port()
    service = f"http://127.0.0.1:{port}"
    address = host(f'<script async src="{service}/embed.js" data-feed="topics/mining"></script>', service)
    page = context.new_page()
    shown = page.locator("syndication-headlines")
    with answering(without_freshness(create_app(site.service.settings)), port):
        page.goto(address)
        expect(shown.locator("li")).to_have_count(5)
        expect(shown).not_to_contain_text("As of")
    page.goto("about:blank")
    page.goto(address)
    expect(shown.locator("li a")).to_have_text(titles_of(site, MINING, 5))
    expect(shown).to_contain_text("As of")


def test_a_partner_without_script_shows_a_frame(site: Served, host: Host, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host(f'<iframe src="{site.base}/embed/topics/mining?count=4" title="Mining"></iframe>'))
    expect(page.frame_locator("iframe").locator("li a")).to_have_text(titles_of(site, MINING, 4))
    context.close()


def test_a_frame_is_as_high_as_its_content(site: Served, host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    frame = f'<iframe src="{site.base}/embed/all?count=20" title="News" width="300" height="50"></iframe>'
    page.goto(host(f'{frame}<script async src="{site.base}/embed.js"></script>'))
    page.wait_for_function("document.querySelector('iframe').height > 400")
    content = page.frames[1]
    overflow = content.evaluate("document.documentElement.scrollHeight - innerHeight")
    assert overflow <= 0


def test_other_pages_refuse_to_be_framed(site: Served, host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    with page.expect_event("console", lambda message: "frame-ancestors" in message.text):
        page.goto(host(f'<iframe src="{site.base}/topics/mining" title="Mining"></iframe>'))


def test_the_code_to_copy_shows_what_was_chosen(site: Served, host: Host, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(site.address("/embed"))
    page.goto(host(page.locator("#embed-script").input_value()))
    expect(page.locator("syndication-headlines li a").first).to_have_text(titles_of(site, ALL, 1)[0])
