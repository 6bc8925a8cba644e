"""What others write — titles, texts, queries, parameters, addresses — never becomes script, even without our policy."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect

from syndication.archive import Archive
from syndication.web import create_app
from tests.browser.serving import answering
from tests.conftest import HARBOUR, SiteFolder
from tests.web.conftest import Newsdesk, publish
from tests.web.serving import find_port

CORPUS = (
    "<script>xss()</script>",
    "\"'><script>xss()</script>",
    "\"'><img src=x onerror=xss()>",
    "</title></textarea></style></script><script>xss()</script>",
    "<!--<script>--><img src=x onerror=xss()><!--",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>xss()</script>",
    "<math><mtext><style><img src=x onerror=xss()></style>",
    "<iframe srcdoc='<script>parent.xss()</script>'></iframe>",
    '" autofocus onfocus=xss() x="',
    "javascript:xss()",
    "<a href='javascript:xss()'>x</a>",
    "&lt;img src=x onerror=xss()&gt;",
    "&quot;&gt;&lt;script&gt;xss()&lt;/script&gt;",
    "{{ xss() }}${xss()}<%= xss() %>{% print(7*7) %}",
    "<svg/onload=xss()>",
    "\\u003cscript\\u003exss()\\u003c/script\\u003e",
    "xss();//'xss();//\"\u2028xss()//",
)
PAGES = ("/", "/es/", "/all", "/topics/water", "/regions/north-coast?q=xss", "/feeds", "/status", "/build", "/embed")
FRAMES = ("/embed/all?count=20", "/embed/topics/water?theme=dark")
DOCUMENTS = ("/all.atom", "/all.rss", "/all.json", "/all.atom?q=xss", "/feeds.opml", "/all/2012.atom")
QUERIES = (
    "/all?q={}",
    "/es/all?page={}",
    "/all.rss?q={}",
    "/build?q={}",
    "/build?topic={}",
    "/feeds?sort={}&q={}",
    "/embed?q={}&theme={}",
    "/embed/all?theme={}",
    "/embed/all?text={}&background=ffffff",
    "/embed/all?lang={}",
    "/oembed?url={}",
    "/oembed?url={}&format=xml",
    "/oembed?format={}",
    "/topics/{}",
    "/topics/water+{}.atom",
    "/items/2012/03/04/{}",
    "/{}",
)
FOREIGN = """() => document.contentType !== "text/html" ? [] : [...document.querySelectorAll("*")].filter(element =>
    (element.localName === "script" && element.type !== "application/ld+json" && !element.src.startsWith(origin)) ||
    /^javascript:/i.test(element.href ?? element.src ?? "") ||
    [...element.attributes].some(({name}) => name.startsWith("on") || name === "srcdoc")
).map(element => element.outerHTML)"""
"""What of a page could run that is not ours."""

Base = str


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Base]:
    """A site whose every title, text and source has been written by an enemy."""
    port = find_port()
    folder = SiteFolder(tmp_path_factory.mktemp("hostile") / "site", HARBOUR)
    base = f"http://127.0.0.1:{port}"
    settings = folder.settings(site__base_url=base, site__languages=["es"], feeds__items=100, feeds__page_items=100)
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        for number, text in enumerate(CORPUS):
            source = f"https://source.example.org/{number}?{text}"
            Newsdesk(archive).write(f"{text} {number}", f"{text} tells of {number} {text}", url=source)
        publish(settings, archive)
    with answering(create_app(settings), port):
        yield base


@pytest.fixture
def ran() -> list[str]:
    """The addresses of the pages on which something foreign ran."""
    return []


@pytest.fixture
def page(browser: Browser, ran: list[str]) -> Iterator[Page]:
    """A browser that takes no notice of our policy, so that nothing but our own care stops a script."""
    context = browser.new_context(bypass_csp=True)
    context.expose_binding("xss", lambda source: ran.append(source["frame"].url))
    page = context.new_page()
    page.on("dialog", lambda dialog: (ran.append(dialog.message), dialog.dismiss()))
    yield page
    context.close()


def foreign_on(page: Page, address: str) -> list[str]:
    """What could run on a page that is not ours."""
    page.goto(address)
    return list(page.evaluate(FOREIGN))


@pytest.mark.parametrize("path", [*PAGES, *FRAMES, *DOCUMENTS])
def test_hostile_news_run_nothing(hostile: Base, page: Page, ran: list[str], path: str) -> None:
    assert (foreign_on(page, hostile + path), ran) == ([], [])


def test_hostile_news_are_shown_as_they_were_written(hostile: Base, page: Page) -> None:
    page.goto(f"{hostile}/all")
    headings = page.locator("main article h3").all_inner_texts()
    assert set(headings) == {f"{text} {number}" for number, text in enumerate(CORPUS)}


def test_the_page_of_each_hostile_item_runs_nothing(hostile: Base, page: Page, ran: list[str]) -> None:
    page.goto(f"{hostile}/all")
    links = page.locator("main a[href*='/items/']").evaluate_all("links => links.map(link => link.href)")
    assert len(set(links)) >= len(CORPUS)
    assert ([foreign_on(page, link) for link in dict.fromkeys(links)], ran) == ([[]] * len(set(links)), [])


@pytest.mark.parametrize("query", QUERIES)
def test_hostile_requests_run_nothing(hostile: Base, page: Page, ran: list[str], query: str) -> None:
    for text in CORPUS:
        address = hostile + query.replace("{}", quote(text, safe=""))
        assert (foreign_on(page, address), ran) == ([], []), address


def test_hostile_headlines_on_a_partner_s_page_are_text(hostile: Base, page: Page, ran: list[str]) -> None:
    page.goto(f"{hostile}/embed/all")  # any page will do: the policies are off
    page.set_content(f'<script async src="{hostile}/embed.js" data-feed="all" data-count="20"></script>')
    links = page.locator("syndication-headlines li a")
    expect(links).to_have_count(len(CORPUS))
    assert {text.rpartition(" ")[0] for text in links.all_inner_texts()} >= {CORPUS[0], CORPUS[2]}
    assert links.evaluate_all("links => links.filter(link => !/^https?:/.test(link.href)).length") == 0
    assert ran == []
