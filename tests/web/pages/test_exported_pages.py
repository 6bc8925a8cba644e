"""Pages that become files: they offer nothing that a service would have to answer."""

import pytest
from bs4 import BeautifulSoup

from syndication.models import ALL
from syndication.web import create_app
from syndication.web.pages import catalogue, status
from syndication.web.shelf import ANSWERING

PAGES = ["/", "/about", "/all", "/topics/water", "/topics", "/regions", "/feeds", "/status", "/404.html", "/es/all"]


@pytest.fixture
def settings(site):
    return site.settings(site__languages=["es"])


@pytest.fixture
def client(settings, data):
    return create_app(settings, for_export=True).test_client()


def soup(reply) -> BeautifulSoup:
    return BeautifulSoup(reply.data, "lxml")


@pytest.mark.parametrize("path", PAGES)
def test_an_exported_page_asks_nothing(client, path):
    page = soup(client.get(path))
    links = {link["href"].removeprefix("/es") for link in page.select("a[href^='/'], link[rel=next], link[rel=prev]")}
    assert {link for link in links if "?" in link or link in ANSWERING} == set()
    assert page.select("form, link[type*=oembed], #embed-address") == []


def test_an_exported_item_names_no_oembed(client, archive):
    page = soup(client.get(archive.newest(ALL, 1)[0].path))
    assert page.h1
    assert page.select("link[type*=oembed]") == []


def test_an_exported_feed_page_gives_the_code_that_works_from_files(client):
    page = soup(client.get("/topics/water"))
    assert [area["id"] for area in page.select("#embed ~ details textarea")] == ["embed-script", "embed-frame"]


@pytest.mark.parametrize(("module", "path"), [(catalogue, "/feeds"), (status, "/status")])
def test_an_exported_list_of_feeds_is_whole(client, app, monkeypatch, module, path):
    monkeypatch.setattr(module, "ROWS", 1)
    rows = "main table tbody tr"
    assert len(soup(app.test_client().get(path)).select(rows)) == 1
    assert len(soup(client.get(path)).select(rows)) > 1


def test_an_exported_sitemap_names_only_pages_that_there_are(client, app):
    assert "/build</loc>" in app.test_client().get("/sitemaps/pages.xml").text
    assert "/build</loc>" not in client.get("/sitemaps/pages.xml").text
