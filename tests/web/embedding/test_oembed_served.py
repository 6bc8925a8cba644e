"""oEmbed, as a site asks for it that somebody has given one of our addresses."""

import json
from datetime import UTC, datetime
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from syndication.models import ALL
from syndication.web import create_app

BASE = "https://feeds.example.org"


def ask(client, url: str, **parameters: str):
    return client.get(f"/oembed?{urlencode({'url': url} | parameters)}")


def frame_of(answer: dict) -> BeautifulSoup:
    return BeautifulSoup(answer["html"], "lxml").iframe


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/all", "All news"),
        ("/topics/water", "Water"),
        ("/topics/health+water/regions/north-coast", "Health or Water in North Coast"),
        ("/topics/water?q=canal", "Water with “canal”"),
        ("/Topics/Water/", "Water"),
    ],
)
def test_every_feed_can_be_shown(visitor, path, title):
    answer = ask(visitor, f"{BASE}{path}").json
    assert (answer["type"], answer["version"], answer["title"]) == ("rich", "1.0", title)
    shown = visitor.get(frame_of(answer)["src"].removeprefix(BASE))
    assert shown.status_code == 200
    assert BeautifulSoup(shown.data, "lxml").select(".headlines li")


def test_every_item_can_be_shown(visitor, newest):
    answer = ask(visitor, f"{BASE}{newest.path}").json
    assert answer["title"] == newest.title
    assert frame_of(answer)["src"] == f"{BASE}/embed{newest.path}"


def test_it_is_found_from_the_page(visitor, newest):
    for path in ("/topics/water?q=canal", newest.path):
        links = BeautifulSoup(visitor.get(path).data, "lxml").select("head link[type*=oembed]")
        answers = [visitor.get(link["href"].removeprefix(BASE)) for link in links]
        assert [answer.mimetype for answer in answers] == ["application/json", "text/xml"]
        assert answers[0].json["title"] == etree.fromstring(answers[1].data).findtext("title")


@pytest.mark.parametrize(("bounds", "size"), [({}, (600, 392)), ({"maxwidth": "300", "maxheight": "250"}, (300, 224))])
def test_it_fits_where_it_must(visitor, bounds, size):
    answer = ask(visitor, f"{BASE}/all", **bounds).json
    assert (answer["width"], answer["height"]) == size
    assert (frame_of(answer)["width"], frame_of(answer)["height"]) == tuple(map(str, size))


@pytest.mark.parametrize("bound", ["maxwidth", "maxheight"])
@pytest.mark.parametrize("pixels", ["0", "-1", "x", "1.5", "", "٣", "9" * 5000])
def test_a_bound_is_a_number(visitor, bound, pixels):
    assert ask(visitor, f"{BASE}/all", **{bound: pixels}).status_code == 400


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example.org/all",
        "https://feeds.example.org.evil.example/all",
        "https://feeds.example.org@evil.example/all",
        "javascript:alert(1)",
        "ftp://feeds.example.org/all",
        f"{BASE}/",
        f"{BASE}/feeds",
        f"{BASE}/all.atom",
        f"{BASE}/colours/1f1d1a-fbfaf7-8f3410.css",
        f"{BASE}/topics/nothing",
        f"{BASE}/items/2012/03/04/nothing",
        "/all",
        "x",
    ],
)
def test_what_is_no_page_of_a_feed_or_an_item_is_not_found(visitor, url):
    assert ask(visitor, url).status_code == 404


@pytest.mark.parametrize("url", ["", "https://[", f"{BASE}/all?q=%22"])
def test_what_is_no_address_is_told(visitor, url):
    assert ask(visitor, url).status_code == 400


def test_an_address_must_be_given(visitor):
    assert visitor.get("/oembed").status_code == 400


def test_a_withdrawn_item_is_not_found(client, archive):
    (item,) = archive.newest(ALL, 1)
    archive.withdraw(item.id, "not true", datetime(2020, 6, 2, tzinfo=UTC))
    assert ask(client, f"{BASE}{item.path}").status_code == 404


def test_a_format_that_nobody_knows_is_not_implemented(visitor):
    reply = ask(visitor, f"{BASE}/all", format="yaml")
    assert reply.status_code == 501
    assert "json, xml" in reply.text


def test_a_page_in_another_language_is_shown_in_it(site, data):
    client = create_app(site.settings(site__languages=["es"])).test_client()
    answer = ask(client, f"{BASE}/es/topics/water").json
    assert answer["title"] == "Agua"
    assert frame_of(answer)["src"] == f"{BASE}/es/embed/topics/water"
    assert "Más titulares" in client.get("/es/embed/topics/water").text


def test_a_service_below_a_path_knows_its_pages(site, data):
    client = create_app(site.settings(site__base_url="https://example.org/news")).test_client()
    assert ask(client, "https://example.org/news/all").json["title"] == "All news"
    assert ask(client, "https://example.org/newsletter/all").status_code == 404


def test_answers_may_be_read_by_any_page(visitor):
    reply = ask(visitor, f"{BASE}/all")
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert json.loads(reply.data)["cache_age"] == 90
