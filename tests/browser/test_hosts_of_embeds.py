"""What hosts do with headlines: WordPress with its sandbox, programs that change an element; and hostile news."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from syndication.web.embedding.script import compose
from tests.browser.serving import Served, answering
from tests.web.serving import find_port

Open = Callable[[str], Page]
Answers = dict[str, tuple[str, str]]
"""Path to media type and body."""
HOST = '<!DOCTYPE html><html lang="en"><title>A host</title><h1>A host</h1>{}'

WORDPRESS = """<script>
addEventListener("message", ({data, source}) => {
  const frame = document.querySelector("iframe");
  if (data.secret !== frame.dataset.secret || source !== frame.contentWindow) return;
  document.querySelector("blockquote").style.display = "none";
  frame.removeAttribute("style");
  if (data.message === "height") frame.height = Math.min(1000, Math.max(200, data.value));
  const isOurs = data.message === "link" && new URL(data.value).host === new URL(frame.src).host;
  if (isOurs && document.activeElement === frame) location.href = data.value;
});
</script>
<blockquote class="wp-embedded-content" data-secret="Abc123"><a href="{0}/all">All news</a></blockquote>
<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" title="All news"
 width="600" height="392" style="position: absolute; clip: rect(1px, 1px, 1px, 1px)"
 data-secret="Abc123" src="{0}/embed/all#?secret=Abc123"></iframe>"""
"""What WordPress makes of our oEmbed answer, and what its own script then does (wp-embed.js)."""

HOSTILE = {
    "title": "<img src=x onerror=alert(1)>",
    "home_page_url": "javascript:alert(1)",
    "language": "en",
    "items": [
        {"title": "<script>alert(1)</script>", "url": "javascript:alert(1)", "date_published": "2012-03-04T12:00:00Z"},
        {"title": '"><svg onload=alert(1)>', "url": 'https://x.example/"onclick="alert(1)', "date_published": "soon"},
        {"title": "أخبار المياه", "url": "https://x.example/", "_syndication": {"month": "2012-03"}},
    ],
}


def answer_with(answers: Answers) -> Callable[..., Iterable[bytes]]:
    def answer(environ: dict[str, str], start_response: Callable[..., object]) -> Iterable[bytes]:
        kind, body = answers.get(environ["PATH_INFO"], ("text/plain", ""))
        status = "200 OK" if environ["PATH_INFO"] in answers else "404 Not Found"
        start_response(status, [("Content-Type", f"{kind}; charset=utf-8"), ("Access-Control-Allow-Origin", "*")])
        return [body.encode()]

    return answer


@pytest.fixture
def serve() -> Iterator[Callable[[Answers], str]]:
    """Gives the base address of a site that answers so."""
    with ExitStack() as stack:

        def start(answers: Answers) -> str:
            port = find_port()
            stack.enter_context(answering(answer_with(answers), port))
            return f"http://127.0.0.1:{port}"

        yield start


@pytest.fixture
def open_host(browser: Browser, serve: Callable[[Answers], str]) -> Iterator[Open]:
    """Opens a page of another origin with this in it."""
    context = browser.new_context()
    context.set_default_timeout(60_000)  # other tests may have the machine

    def start(markup: str) -> Page:
        page = context.new_page()
        page.goto(f"{serve({'/': ('text/html', HOST.format(markup))})}/")
        return page

    yield start
    context.close()


def test_wordpress_shows_the_frame_as_high_as_it_is(site: Served, open_host: Open) -> None:
    page = open_host(WORDPRESS.replace("{0}", site.base))
    expect(page.locator("blockquote")).to_be_hidden()
    expect(page.locator("iframe")).not_to_have_attribute("height", "392")
    expect(page.frame_locator("iframe").locator("li")).to_have_count(5)


def test_links_lead_on_from_the_sandbox_of_wordpress(site: Served, open_host: Open) -> None:
    page = open_host(WORDPRESS.replace("{0}", site.base))
    expect(page.locator("blockquote")).to_be_hidden()
    page.frame_locator("iframe").locator("li a").first.click()
    page.wait_for_url(site.base + site.item)


def test_an_element_follows_what_a_program_does_with_it(site: Served, open_host: Open) -> None:
    page = open_host(
        f'<script src="{site.base}/embed.js"></script>'
        '<syndication-headlines feed="topics/mining"></syndication-headlines>'
    )
    shown = page.locator("syndication-headlines")
    expect(shown.locator("li")).to_have_count(5)
    shown.evaluate("shown => { shown.setAttribute('count', 2); shown.lang = 'es' }")
    expect(shown.locator("li")).to_have_count(2)
    expect(shown).to_contain_text("Más titulares")
    shown.evaluate(
        "shown => { shown.remove(); shown.setAttribute('feed', 'topics/water'); document.body.append(shown) }"
    )
    expect(shown.locator("[part=title]")).not_to_contain_text("Mining")


def test_what_stands_in_the_element_stays_where_there_is_no_feed(site: Served, open_host: Open) -> None:
    page = open_host(
        f'<script src="{site.base}/embed.js"></script>'
        '<syndication-headlines feed="topics/nothing"><a href="/">Our own news</a></syndication-headlines>'
    )
    expect(page.locator("syndication-headlines [part=note]")).to_be_visible()
    expect(page.get_by_role("link", name="Our own news")).to_be_visible()


def test_an_address_that_is_none_of_the_web_is_no_link(site: Served, open_host: Open) -> None:
    page = open_host(
        f'<script src="{site.base}/embed.js"></script>'
        '<syndication-headlines feed="javascript:document.title=1"></syndication-headlines>'
    )
    note = page.locator("syndication-headlines [part=note]")
    expect(note).to_have_text("The headlines cannot be reached at the moment.")
    expect(page.locator("syndication-headlines a")).to_have_count(0)


def test_the_title_says_its_language_unless_the_host_chose_it(site: Served, open_host: Open) -> None:
    page = open_host(
        f'<script src="{site.base}/embed.js"></script><syndication-headlines lang="es"></syndication-headlines>'
    )
    title = page.locator("syndication-headlines [part=title-link]")
    expect(title).to_have_attribute("lang", "en")
    page.locator("syndication-headlines").evaluate("shown => shown.setAttribute('heading', 'Noticias')")
    expect(title).not_to_have_attribute("lang", "en")


def test_hostile_news_stay_text(serve: Callable[[Answers], str], open_host: Open) -> None:
    service = serve(
        {
            "/embed.js": ("text/javascript", compose(("en", "es"))),
            "/all.json": ("application/feed+json", json.dumps(HOSTILE)),
        }
    )
    page = open_host(f'<script src="{service}/embed.js" data-feed="all"></script>')
    shown = page.locator("syndication-headlines")
    titles = [item["title"] for item in HOSTILE["items"]]
    expect(shown.locator("[part=link]")).to_have_text(titles)
    expect(shown.locator("a")).to_have_count(2)
    expect(shown.locator("a").first).to_have_attribute("href", 'https://x.example/"onclick="alert(1)')
    expect(shown.locator("img, svg, script, [onclick]")).to_have_count(0)
    expect(shown.locator("time")).to_have_text(["March 4, 2012", "March 2012"])
    expect(shown.locator("li").last).to_have_css("direction", "rtl")
