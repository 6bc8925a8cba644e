"""Pages for people: what they show, where they lead, and that hostile news stay plain text."""

import re
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from syndication.models import ALL, Picture
from syndication.web import create_app

PAGES = [
    "/",
    "/all",
    "/topics/water",
    "/regions/north-coast",
    "/topics/water/regions/north-coast",
    "/topics/health",
    "/about",
    "/build",
    "/topics",
    "/regions",
    "/feeds",
    "/status",
]


def soup(reply) -> BeautifulSoup:
    return BeautifulSoup(reply.data, "lxml")


@pytest.fixture
def item(archive):
    return archive.newest(ALL, 1)[0]


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole(client, path):
    reply = client.get(path)
    page = soup(reply)
    assert (reply.status_code, reply.content_type) == (200, "text/html; charset=utf-8")
    assert page.html["lang"] == "en"
    assert len(page.select("main h1")) == 1
    assert page.select_one("a.skip")["href"] == f"#{page.main['id']}"
    ids = [element["id"] for element in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.select("script:not([src][integrity], [type='application/ld+json']), [style], [onclick]")


@pytest.mark.parametrize("path", PAGES)
def test_every_link_inside_leads_somewhere(client, path):
    links = {element["href"] for element in soup(client.get(path)).select("[href^='/']")}
    assert links
    for link in links:
        with client.get(link) as reply:
            assert (link, reply.status_code) == (link, 200)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_lets_nothing_foreign_run(client, path):
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'sha256-")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert headers["Access-Control-Allow-Origin"] == "*"


def test_a_feed_page_names_its_documents_and_after_them_those_of_its_corrections(client):
    links = soup(client.get("/topics/water")).select("head link[rel=alternate]:not([type*=oembed])")
    assert [(link["type"], link["href"]) for link in links] == [
        ("application/atom+xml", "/topics/water.atom"),
        ("application/rss+xml", "/topics/water.rss"),
        ("application/feed+json", "/topics/water.json"),
        ("application/atom+xml", "/topics/water/corrections.atom"),
        ("application/rss+xml", "/topics/water/corrections.rss"),
        ("application/feed+json", "/topics/water/corrections.json"),
    ]


def test_an_item_page_says_what_is_known_of_it(client, item):
    page = soup(client.get(item.path))
    assert page.h1.text == "Canal number 5 is repaired"
    assert page.select_one("link[rel=canonical]")["href"] == f"https://feeds.example.org{item.path}"
    assert page.time["datetime"] == "2012-03-05"
    assert page.time.text == "5 March 2012"
    assert "“canal” in the title" in page.select_one(".evidence").text
    assert "“Northport” in the text" in page.select_one(".evidence").text
    assert "list-5.txt" in page.main.text
    assert item.id in page.main.text


def test_a_month_is_shown_as_a_month(client, newsdesk):
    newsdesk.write("A dam", "It holds back water near Northport.", "2013-07")
    time = soup(client.get("/all")).article.time
    assert (time["datetime"], time.text) == ("2013-07", "July 2013")


def test_a_category_that_the_taxonomy_has_lost_is_not_shown(site, data, item):
    topics = site.root / "config" / "topics.toml"
    topics.write_text(topics.read_text("utf-8").replace("water", "rivers"), "utf-8")
    page = soup(create_app(site.settings()).test_client().get(item.path))
    assert [link["href"] for link in page.select(".categories a")] == ["/regions/north-coast"]
    assert [name.text for name in page.select(".evidence dt")] == ["North Coast"]


def test_a_correction_by_a_person_says_so(client, archive, item):
    archive.correct(item.id, {"topics": ["health"]}, datetime(2020, 6, 2, tzinfo=UTC))
    assert "decided by a person" in soup(client.get(item.path)).select_one(".evidence").text


@pytest.mark.parametrize("path", ["/items/2012/03/04/no-such", "/items/2012/3/4/x", "/items/0000/99/99/x", "/items/x"])
def test_an_unknown_item_is_not_found(client, path):
    assert client.get(path).status_code == 404


HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> {{ 7 * 7 }} &amp; {% x %}"


def test_hostile_news_are_shown_as_they_are_written(client, newsdesk):
    path = newsdesk.write(HOSTILE, HOSTILE, "2014-01-01", url="javascript:alert(1)").path
    for address in ("/", "/all", path):
        page = soup(client.get(address))
        assert not page.select(
            "script:not([integrity], [type='application/ld+json']), img, [onerror], a[href^='javascript']"
        )
        assert page.select_one("article :is(h1, h3)").text == HOSTILE
    assert HOSTILE in soup(client.get(path)).title.text


def test_an_item_page_leads_to_the_picture_and_lets_no_visitor_s_browser_fetch_it(client, newsdesk):
    picture = Picture("https://press.example/canal.jpg", "A <canal>")
    reply = client.get(newsdesk.write("A canal", "It is dry.", picture=picture).path)
    link = soup(reply).find("a", href=picture.url)
    assert (link["href"], link.text) == ("https://press.example/canal.jpg", "Picture at the source: A <canal>")
    assert not soup(reply).select("img")
    assert "img-src 'self' data:;" in reply.headers["Content-Security-Policy"]


@pytest.mark.parametrize("picture", [None, Picture("javascript:alert(1)")])
def test_without_a_picture_that_can_be_shown_there_is_no_link(client, newsdesk, picture):
    page = soup(client.get(newsdesk.write("A canal", "It is dry.", picture=picture).path))
    assert page.find("a", string=re.compile("Picture at the source")) is None


def test_a_page_is_not_sent_again_while_it_is_the_same(client, newsdesk):
    tag = client.get("/all").headers["ETag"]
    assert client.get("/all", headers={"If-None-Match": tag}).status_code == 304
    newsdesk.write("Another canal", "Dug by others.", "2015-01-01")
    assert client.get("/all", headers={"If-None-Match": tag}).status_code == 200


def test_a_page_speaks_the_language_of_the_site(site, data):
    page = soup(create_app(site.settings(site__language="es")).test_client().get("/all"))
    assert page.html["lang"] == "es"
    assert page.h1.text == "Todas las noticias"
    assert page.article.time.text == "5 de marzo de 2012"


def test_a_page_without_texts_in_the_language_of_the_site_says_that_it_is_english(site, data):
    client = create_app(site.settings(site__language="pt")).test_client()
    for path in ("/all", "/embed/all"):
        page = soup(client.get(path))
        assert page.html["lang"] == "en"
        assert page.select("main [lang=pt] a[href^='/items/'], main a[href^='/items/'][lang=pt]")


def test_the_switch_to_pages_without_texts_of_their_own_says_that_they_are_english(site, data):
    settings = site.settings(site__language="pt", site__languages=["es"])
    client = create_app(settings).test_client()
    switch = soup(client.get("/es/all")).select_one("header a[hreflang]")
    assert (switch["href"], switch["lang"], switch.text) == ("/all", "en", "English")
    option = soup(client.get("/es/embed")).select_one("option[value=pt]")
    assert (option["lang"], option.text) == ("en", "English")


def test_a_service_below_a_path_links_below_it(site, data):
    client = create_app(site.settings(site__base_url="https://example.org/news")).test_client()
    for asked in ("/news/all", "/all"):
        links = [element["href"] for element in soup(client.get(asked)).select("[href^='/']")]
        assert links
        assert all(link.startswith("/news/") for link in links)
    assert client.get("/news/All/").headers["Location"] == "/news/all"
