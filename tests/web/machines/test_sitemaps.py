"""Crawlers find every page, each with the time of its last change, and the latest news."""

import re
from datetime import timedelta

import pytest
from lxml import etree

from syndication.models import ALL, Selection
from syndication.web import create_app
from syndication.web.addressing.languages import is_page
from syndication.web.machines.urlsets import MOST_ADDRESSES, NEWS, SITEMAP, Place, write_urlset
from tests.web.conftest import NOW

BASE = "https://feeds.example.org"


def read(reply) -> etree._Element:
    assert (reply.status_code, reply.mimetype) == (200, "application/xml")
    return etree.fromstring(reply.data)


def told(reply, name: str = "loc") -> list[str]:
    return [element.text.removeprefix(BASE) for element in read(reply).iter(f"{{{SITEMAP}}}{name}")]


def test_robots_are_told_of_the_sitemaps(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /status"]
    assert lines[-2:] == [f"Sitemap: {BASE}/sitemap.xml", f"Sitemap: {BASE}/news-sitemap.xml"]


def test_below_a_path_robots_are_told_the_whole_address(site):
    app = create_app(site.settings(site__base_url="https://example.org/news"))
    text = app.test_client().get("/news/robots.txt").text
    assert "Disallow: /news/status\n" in text
    assert "Sitemap: https://example.org/news/sitemap.xml\n" in text


def test_the_sitemaps_name_every_page_of_the_site_once(client, archive):
    listed = [page for sitemap in told(client.get("/sitemap.xml")) for page in told(client.get(sitemap))]
    assert len(set(listed)) == len(listed)
    assert {item.path for item in archive.newest(ALL, 50)} <= set(listed)
    assert {selection.path for selection in archive.counts()} <= set(listed)
    for page in listed:
        assert client.get(page).mimetype == "text/html"


def test_a_new_page_is_not_forgotten(client, app):
    rules = {rule.rule for rule in app.url_map.iter_rules() if is_page(rule.endpoint) and not rule.arguments}
    frames = {rule for rule in rules if rule.startswith("/embed/")}
    assert rules - frames - {"/status"} <= set(told(client.get("/sitemaps/pages.xml")))


def test_the_index_leads_to_the_periods_of_the_archive(client, newsdesk):
    newsdesk.write("An old canal", "The oldest story of Northport is another one.", "1999-03-09")
    assert told(client.get("/sitemap.xml")) == ["/sitemaps/pages.xml", "/sitemaps/2012.xml", "/sitemaps/1999.xml"]


def test_a_period_says_when_its_items_changed(client, archive):
    (item, *_) = archive.newest(ALL, 1)
    archive.correct(item.id, {"topics": ()}, NOW)
    stamp = f"{NOW:%Y-%m-%dT%H:%M:%SZ}"
    assert told(client.get("/sitemaps/2012.xml"), "lastmod")[0] == stamp
    assert told(client.get("/sitemap.xml"), "lastmod") == [stamp]


@pytest.mark.parametrize("address", ["/sitemaps/1998.xml", "/sitemaps/2012-03.xml", "/sitemaps/feeds.xml"])
def test_a_period_without_items_has_no_sitemap(client, address):
    assert client.get(address).status_code == 404


def test_a_sitemap_names_no_more_than_crawlers_take():
    places = [Place(f"{BASE}/{number}") for number in range(MOST_ADDRESSES + 1)]
    assert len(etree.fromstring(write_urlset(places))) == MOST_ADDRESSES


def test_the_news_are_those_of_two_days_up_to_the_newest(client, newsdesk):
    newsdesk.write("Of the month", "A story of which just the month is known in Northport.", "2012-03")
    news = read(client.get("/news-sitemap.xml"))
    names = {"news": NEWS}
    assert news.xpath("//news:title/text()", namespaces=names) == [
        "Canal number 5 is repaired",
        "Canal number 4 is repaired",
    ]
    assert news.xpath("//news:publication_date/text()", namespaces=names) == ["2012-03-05", "2012-03-04"]
    assert set(news.xpath("//news:name/text()", namespaces=names)) == {"Harbour News"}
    assert set(news.xpath("//news:language/text()", namespaces=names)) == {"en"}


def test_no_text_breaks_a_sitemap(client, newsdesk):
    newsdesk.write("<script>alert(1)</script> & \x0bfriends", "A story of Northport that is odd.", "2012-03-06")
    (title, *_) = read(client.get("/news-sitemap.xml")).xpath("//n:title/text()", namespaces={"n": NEWS})
    assert title.startswith("<script>alert(1)</script> &")


def test_an_empty_archive_has_sitemaps_too(client, archive):
    for item in archive.newest(ALL, 50):
        archive.withdraw(item.id, "asked for", NOW + timedelta(days=1))
    assert told(client.get("/sitemap.xml")) == ["/sitemaps/pages.xml"]
    assert len(read(client.get("/news-sitemap.xml"))) == 0
    assert Selection.of("water").path not in told(client.get("/sitemaps/pages.xml"))


def test_a_sitemap_says_how_long_it_is_good(client):
    for address in ("/robots.txt", "/sitemap.xml", "/sitemaps/2012.xml", "/news-sitemap.xml"):
        assert re.fullmatch(r"max-age=\d+", client.get(address).headers["Cache-Control"])


def test_a_sitemap_is_compressed_and_changes_with_the_archive(client, newsdesk):
    address, asked = "/sitemaps/2012.xml", {"Accept-Encoding": "gzip"}
    known = client.get(address, headers=asked)
    assert known.headers["Content-Encoding"] == "gzip"
    asked["If-None-Match"] = known.headers["ETag"]
    assert client.get(address, headers=asked).status_code == 304
    newsdesk.write("A new canal", "The newest story of Northport is another one.", "2012-11-09")
    assert client.get(address, headers=asked).status_code == 200


@pytest.mark.parametrize("address", ["/SITEMAP.xml", "/sitemap.xml/"])
def test_another_spelling_leads_to_the_sitemap(client, address):
    reply = client.get(address)
    assert (reply.status_code, reply.headers["Location"]) == (308, "/sitemap.xml")
