"""What is made for one client is limited; what is published, kept or few is not."""

import pytest
from bs4 import BeautifulSoup

from syndication.web import create_app

MADE = [
    "/all?q=canal",
    "/all.atom?q=canal",
    "/all/2012.rss",
    "/topics/health+water",
    "/topics/health+water.json",
    "/all?page=2",
    "/build?topic=water",
    "/feeds?find=water",
    "/status",
    "/embed/all?count=3",
    "/oembed?url=https://feeds.example.org/all",
    "/topics/nothing",
    "/topics/health+water/corrections.rss",
    "/topics/health+water/corrections",
]
FREE = [
    "/",
    "/about",
    "/all",
    "/all.atom",
    "/topics/water",
    "/topics/water/regions/north-coast",
    "/topics/water/regions/north-coast.rss",
    "/feeds",
    "/feeds.opml",
    "/topics",
    "/corrections",
    "/corrections.atom",
    "/topics/water/corrections.json",
    "/sitemap.xml",
    "/openapi.json",
    "/healthz",
    "/static/style.css",
]


@pytest.fixture
def settings(site):
    """Two at once, and another after a minute."""
    return site.settings(serve__limit_per_minute=1, serve__limit_at_once=2, site__languages=["es"])


@pytest.fixture
def spent(client):
    """A client that has nothing left."""
    for words in ("one", "two"):
        assert client.get(f"/all?q={words}").status_code == 200
    return client


def statuses(client, paths: list[str], **fields: str) -> set[int]:
    found = set()
    for path in paths:
        with client.get(path, **fields) as reply:
            found.add(reply.status_code)
    return found


def test_what_has_to_be_made_is_refused_who_has_asked_for_too_much(spent):
    assert statuses(spent, MADE) == {429}


def test_what_is_published_and_the_pages_of_the_catalogue_are_not(spent):
    assert statuses(spent, FREE) == {200}


def test_what_was_made_before_costs_nothing(spent):
    etag = spent.get("/all?q=one").headers["ETag"]
    for _ in range(5):
        assert spent.get("/all?q=one").status_code == 200
        assert spent.get("/all?q=one", headers={"If-None-Match": etag}).status_code == 304


def test_what_was_made_for_another_costs_nothing(spent):
    others = {"environ_base": {"REMOTE_ADDR": "203.0.113.9"}}
    assert spent.get("/all.atom?q=canal", **others).status_code == 200
    assert spent.get("/all.atom?q=canal").status_code == 200


def test_what_is_no_longer_true_is_made_anew_and_counts(spent, newsdesk):
    newsdesk.write("Another canal", "Story of a canal that is dug by all people of the town together.")
    assert spent.get("/all?q=one").status_code == 429
    assert spent.get("/all").status_code == 200


def test_an_aggregator_may_poll_as_many_searches_as_are_made_at_once_as_often_as_it_likes(site, data):
    client = create_app(site.settings(serve__limit_per_minute=1, serve__limit_at_once=15)).test_client()
    tags = {path: client.get(path).headers["ETag"] for path in (f"/all.atom?q=word{each}" for each in range(15))}
    for _ in range(3):
        polls = [client.get(path, headers={"If-None-Match": tag}).status_code for path, tag in tags.items()]
        assert polls == [304] * 15


def test_usually_hundreds_are_made_at_once(site):
    assert site.settings().serve.limit_at_once >= 500


def test_a_refusal_says_when_to_come_back_in_plain_words(spent):
    reply = spent.get("/es/all?q=canal")
    assert 1 <= int(reply.headers["Retry-After"]) <= 60
    assert reply.headers["Cache-Control"] == "no-store"
    page = BeautifulSoup(reply.data, "lxml")
    assert page.h1.text == "Ha pedido demasiado"
    assert spent.get("/all?q=canal").headers["Content-Security-Policy"]


def test_each_client_has_an_allowance_of_its_own(spent):
    assert statuses(spent, ["/all?q=canal"], environ_base={"REMOTE_ADDR": "203.0.113.9"}) == {200}


def test_who_is_not_known_apart_is_not_limited(spent):
    assert statuses(spent, MADE[:5], headers={"X-Forwarded-For": "203.0.113.9"}) == {200}


def test_nobody_is_limited_where_the_site_says_so(site, data):
    client = create_app(site.settings(serve__limit_per_minute=0, serve__limit_at_once=1)).test_client()
    assert 429 not in statuses(client, MADE)
