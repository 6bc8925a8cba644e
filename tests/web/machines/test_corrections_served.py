"""The feeds of corrections over HTTP: addresses, validators, what they tell, and who leads there."""

from datetime import timedelta

import feedparser
import pytest
from bs4 import BeautifulSoup

from syndication.models import ALL
from syndication.web import create_app
from syndication.web.addressing import addresses
from tests.feeds.rules import faults_of
from tests.web.conftest import NOW

LATER = NOW + timedelta(days=1)
ADDRESSES = (
    "/corrections",
    "/topics/water/corrections",
    "/regions/north-coast/corrections",
    "/topics/water/regions/north-coast/corrections",
    "/topics/health+water/corrections",
)


def read(reply) -> list[tuple[str, str]]:
    """Title and line of each entry."""
    assert reply.status_code == 200
    return [(entry.title, entry.summary) for entry in feedparser.parse(reply.data).entries]


@pytest.fixture
def item(archive):
    return archive.newest(ALL, 1)[0]


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
@pytest.mark.parametrize("address", ADDRESSES)
def test_every_feed_has_its_corrections_beside_it(client, archive, item, address, suffix):
    assert read(client.get(address + suffix)) == []
    archive.correct(item.id, {"topics": ["water", "health"]}, LATER)
    told = "Topics and regions corrected by a person: now in Health"
    assert read(client.get(address + suffix)) == [(item.title, told)]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("suffix", [".atom", ".rss", ".json"])
def test_each_is_valid(client, archive, item, address, suffix):
    archive.correct(item.id, {"topics": ["health"]}, LATER)
    assert list(faults_of(address + suffix, client.get(address + suffix).data)) == []


def test_the_feed_that_an_item_left_says_so(client, archive, item):
    archive.correct(item.id, {"topics": ["health"]}, LATER)
    told = [(item.title, "Topics and regions corrected by a person: now in Health; no longer in Water")]
    for address in ("/topics/water/corrections.atom", "/topics/health/corrections.atom"):
        assert read(client.get(address)) == told


def test_a_withdrawn_item_leaves_the_reason_and_none_of_its_words(client, archive, item):
    archive.correct(item.id, {"topics": ["health"]}, LATER)
    archive.withdraw(item.id, "told twice", LATER + timedelta(hours=1))
    reply = client.get("/topics/health/corrections.atom")
    assert read(reply) == [("Withdrawn item (5 March 2012)", "Withdrawn: told twice")]
    assert item.title not in reply.text
    assert client.get(feedparser.parse(reply.data).entries[0].link).status_code == 410


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_item_that_its_source_took_back_is_told_where_it_stood(client, newsdesk, address):
    item = newsdesk.write("The pump is broken", "Nobody has water.", "2012-02-01")
    newsdesk.take_back(item, LATER)
    (entry,) = read(client.get(f"{address}.atom"))
    line = f"Taken back by its source: no longer in {item.sources[0]} (9 January 2012)"
    assert entry == ("Item taken back by its source (1 February 2012)", line)


def test_what_returned_is_told_with_its_withdrawal(client, archive, item):
    archive.withdraw(item.id, "told twice", LATER)
    archive.reinstate(item.id, LATER + timedelta(hours=1))
    assert read(client.get("/corrections.atom")) == [
        (item.title, "Back, as its withdrawal was taken back"),
        (item.title, "Withdrawn: told twice"),
    ]


def test_it_tells_no_more_than_a_feed_has_items(settings, archive, site):
    for item in archive.newest(ALL, 5):
        archive.correct(item.id, {"topics": ["health"]}, LATER)
    client = create_app(site.settings(feeds__items=2)).test_client()
    assert len(read(client.get("/corrections.atom"))) == 2


def test_it_speaks_the_site_s_language(site, archive, item):
    archive.withdraw(item.id, "contada dos veces", LATER)
    client = create_app(site.settings(site__language="es")).test_client()
    reply = client.get("/topics/water/corrections.atom")
    assert read(reply) == [("Noticia retirada (5 de marzo de 2012)", "Retirada: contada dos veces")]
    assert feedparser.parse(reply.data).feed.title == "Correcciones: Agua – Harbour News"


@pytest.mark.parametrize("address", ["/corrections.atom", "/topics/health+water/corrections.json"])
def test_who_holds_it_is_told_so_until_something_changes(client, archive, item, address):
    known = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert known.headers["Link"] == f'<https://feeds.example.org{address}>; rel="self"'
    for name, validator in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        asked = {"Accept-Encoding": "gzip", name: known.headers[validator]}
        assert client.get(address, headers=asked).status_code == 304
    archive.withdraw(item.id, "told twice", LATER)
    for name, validator in (("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")):
        asked = {"Accept-Encoding": "gzip", name: known.headers[validator]}
        assert client.get(address, headers=asked).status_code == 200


@pytest.mark.parametrize("address", ["/corrections.xml", "/topics/nothing/corrections.atom", "/all/corrections.atom"])
def test_what_is_not_there_is_404(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    ("spelling", "address"),
    [
        ("/Corrections.ATOM", "/corrections.atom"),
        ("/corrections.rss/", "/corrections.rss"),
        ("/topics/water,health/corrections.atom", "/topics/health+water/corrections.atom"),
        ("/regions/north-coast/topics/water/corrections.json", "/topics/water/regions/north-coast/corrections.json"),
    ],
)
def test_another_spelling_leads_to_the_one_address(client, spelling, address):
    reply = client.get(spelling)
    assert (reply.status_code, reply.headers["Location"]) == (308, address)


def test_words_do_not_count(client):
    plain = client.get("/topics/water/corrections.atom")
    assert client.get("/topics/water/corrections.atom?q=nothing").data == plain.data


def test_a_union_of_too_many_says_what_is_expected(client, monkeypatch):
    monkeypatch.setattr(addresses, "MOST_MEMBERS", 1)
    reply = client.get("/topics/health+water/corrections.atom")
    assert (reply.status_code, "expected at most 1" in reply.text) == (400, True)


@pytest.mark.parametrize(
    ("language", "words"), [("", "Corrections of this feed"), ("/es", "Correcciones de este canal")]
)
def test_a_feed_s_page_leads_there(site, data, language, words):
    client = create_app(site.settings(site__languages=["es"])).test_client()
    page = BeautifulSoup(client.get(f"{language}/topics/water").data, "lxml")
    linked = [link["href"] for link in page.select("a[type][href*=corrections]")]
    assert linked == [f"/topics/water/corrections.{form}" for form in ("atom", "rss", "json")]
    assert [link["href"] for link in page.select("link[rel=alternate][href*=corrections]")] == linked
    assert words in page.text
    assert not BeautifulSoup(client.get("/topics/water?q=canal").data, "lxml").select("[href*=corrections]")


def test_people_read_what_changed(client, archive, item):
    assert "Nothing has changed yet." in client.get("/corrections").text
    archive.correct(item.id, {"topics": ["health"]}, LATER)
    archive.withdraw(archive.newest(ALL, 2)[1].id, "told twice", LATER + timedelta(hours=1))
    page = BeautifulSoup(client.get("/topics/water/corrections").data, "lxml")
    assert page.h1.text == "Corrections: Water"
    withdrawn, moved = page.select(".events li")
    assert "Withdrawn: told twice" in withdrawn.text
    assert (moved.a.text, moved.a["href"]) == (item.title, item.path)
    assert "now in Health; no longer in Water" in moved.text
    linked = [link["href"] for link in page.select("main a[type]")]
    assert linked == [f"/topics/water/corrections.{form}" for form in ("atom", "rss", "json")]


@pytest.mark.parametrize("address", ["/topics/nothing/corrections", "/all/corrections"])
def test_there_is_no_page_of_the_corrections_of_no_feed(client, address):
    assert client.get(address).status_code == 404


def test_the_page_is_in_every_language(site, data):
    client = create_app(site.settings(site__languages=["es"])).test_client()
    assert "Correcciones" in BeautifulSoup(client.get("/es/corrections").data, "lxml").h1.text
    assert 'href="/es/topics/water/corrections"' in client.get("/es/topics/water").text


def test_people_are_told_of_it(client):
    assert "How do I learn that something was corrected?" in client.get("/about").text
