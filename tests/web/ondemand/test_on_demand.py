"""Unions, searches and documents of the past: one address each, true validators, nothing asked of a broken archive."""

import re

import feedparser
import pytest

from syndication.models import ALL
from syndication.web.addressing import addresses
from tests.web.conftest import NOW

UNION = "/topics/health+water"


def read(reply) -> list[str]:
    assert reply.status_code == 200
    return [entry.title for entry in feedparser.parse(reply.data).entries]


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
@pytest.mark.parametrize(
    ("address", "items"),
    [
        (UNION, 3),
        (f"{UNION}/regions/north-coast", 3),
        ("/topics/water/2012", 5),
        (f"{UNION}/2012", 5),
        ("/all/2012", 5),
    ],
)
def test_a_document_that_nobody_published_is_made(client, address, items, suffix):
    assert len(read(client.get(address + suffix))) == items


def test_a_search_finds_words(client):
    assert read(client.get("/all.atom?q=33")) == ["Canal number 3 is repaired"]
    assert read(client.get("/topics/water.atom?q=%22number+3%22")) == ["Canal number 3 is repaired"]
    assert read(client.get("/topics/health.atom?q=canal")) == []


@pytest.mark.parametrize(
    ("spelling", "address"),
    [
        ("/topics/water+health.atom", "/topics/health+water.atom"),
        ("/topics/water,health.atom", "/topics/health+water.atom"),
        ("/topics/water health", "/topics/health+water"),
        ("/topics/Water+health+water/", "/topics/health+water"),
        ("/topics/water+water.atom", "/topics/water.atom"),
        ("/regions/north-coast/topics/water.json", "/topics/water/regions/north-coast.json"),
        ("/Topics/WATER/2012.ATOM", "/topics/water/2012.atom"),
        ("/all.atom?q=Number++CANAL", "/all.atom?q=canal+number"),
        ("/ALL.atom?q=Number++CANAL", "/all.atom?q=canal+number"),
        ("/all?q=Canal", "/all?q=canal"),
        ("/all?q=“number+3”", "/all?q=%22number+3%22"),
        ("/all.atom?q=«number 3»", "/all.atom?q=%22number+3%22"),
    ],
)
def test_another_spelling_redirects_once(client, spelling, address):
    reply = client.get(spelling)
    assert (reply.status_code, reply.headers["Location"]) == (308, address)
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/topics/nothing+water.atom",
        "/topics/water/1999.atom",
        "/topics/water/2012-03.atom",
        "/topics/water/0000.atom",
        "/topics/water/9999.atom",
        "/topics/water/2012-13.atom",
        "/topics/nothing/2012.atom",
    ],
)
def test_what_is_not_there_is_404(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["a b c d e f g h i", " ".join(letter * 40 for letter in "abcdef"), "x" * 1001])
def test_a_search_for_too_much_says_what_is_expected(client, query):
    reply = client.get("/all.atom", query_string={"q": query})
    assert reply.status_code == 400
    assert "expected at most" in reply.text


@pytest.mark.parametrize("query", ["*", "!!!", "-"])
def test_a_search_without_a_word_is_not_a_search_for_everything(client, query):
    reply = client.get("/all.atom", query_string={"q": query})
    assert (reply.status_code, "expected a word to search for" in reply.text) == (400, True)


def test_a_union_of_too_many_says_what_is_expected(client, monkeypatch):
    monkeypatch.setattr(addresses, "MOST_MEMBERS", 1)
    reply = client.get(f"{UNION}.atom")
    assert reply.status_code == 400
    assert "expected at most 1 topics in regions together, found 2" in reply.text


@pytest.mark.parametrize("address", [f"{UNION}.atom", "/topics/water/2012.json", "/all.rss?q=canal"])
def test_a_reader_that_knows_it_is_told_so(client, address):
    known = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert known.headers["Content-Encoding"] == "gzip"
    for condition in (
        {"If-None-Match": known.headers["ETag"]},
        {"If-Modified-Since": known.headers["Last-Modified"]},
    ):
        reply = client.get(address, headers={"Accept-Encoding": "gzip", **condition})
        assert (reply.status_code, reply.data) == (304, b"")
        for name in ("ETag", "Last-Modified", "Cache-Control", "Vary", "Link", "Access-Control-Allow-Origin"):
            assert reply.headers[name] == known.headers[name]


def test_it_is_made_anew_when_a_feed_that_it_is_made_of_changes(client, newsdesk):
    before = client.get(f"{UNION}.atom")
    newsdesk.write("A new canal", "The sixth story of Northport is another one.", "2012-03-09")
    after = client.get(f"{UNION}.atom", headers={"If-Modified-Since": before.headers["Last-Modified"]})
    assert read(after)[0] == "A new canal"
    assert after.headers["ETag"] != before.headers["ETag"]


def test_it_has_no_date_while_what_is_published_is_rendered_by_another_edition(client, archive):
    dated = client.get(f"{UNION}.atom")
    own = archive.last_edition()
    archive.edition("another", NOW)
    undated = client.get(f"{UNION}.atom", headers={"If-Modified-Since": dated.headers["Last-Modified"]})
    assert (undated.status_code, undated.data, undated.headers["ETag"]) == (200, dated.data, dated.headers["ETag"])
    assert "Last-Modified" not in undated.headers
    reply = client.get(f"{UNION}.atom", headers={"If-None-Match": dated.headers["ETag"]})
    assert (reply.status_code, "Last-Modified" in reply.headers) == (304, False)
    archive.edition(own.digest, NOW)
    newer = client.get(f"{UNION}.atom", headers={"If-Modified-Since": dated.headers["Last-Modified"]})
    assert newer.status_code == 200
    assert newer.last_modified == archive.last_edition().at > dated.last_modified


def test_what_was_made_before_is_served_while_the_archive_is_away(client, settings):
    known = client.get(f"{UNION}.atom")
    archive = settings.data_folder / "archive.db"
    archive.rename(archive.with_name("away.db"))
    assert client.get(f"{UNION}.atom").data == known.data
    assert client.get("/topics/water/2012.atom").status_code == 503


@pytest.mark.parametrize(
    ("address", "number"), [(UNION, 6), ("/all?q=canal", 3), (f"{UNION}/regions/north-coast?q=canal", 3)]
)
def test_a_feed_that_is_asked_for_has_a_page_with_its_documents(client, address, number):
    """And, but for a search, with those of its corrections."""
    page = client.get(address)
    assert page.status_code == 200
    links = re.findall(r'<link rel="alternate" type="application/(?:atom|rss|feed)[^>]* href="([^"]*)"', page.text)
    assert len(links) == number
    for link in links:
        assert client.get(link.replace("&amp;", "&")).status_code == 200


def test_a_head_says_how_long_the_body_would_be(client):
    whole, head = client.get(f"{UNION}.atom"), client.head(f"{UNION}.atom")
    assert head.data == b""
    assert dict(head.headers) == dict(whole.headers)


def test_a_304_does_not_describe_a_body(client):
    known = client.get(f"{UNION}.atom")
    reply = client.get(f"{UNION}.atom", headers={"If-None-Match": known.headers["ETag"]})
    assert not {"Content-Type", "Content-Length", "Content-Encoding"} & set(reply.headers.keys())


def test_its_self_link_is_its_address(client):
    reply = client.get("/topics/health+water/regions/north-coast.atom?q=canal")
    (link,) = re.findall(r"<(.*?)>", reply.headers["Link"])
    assert link.endswith("/topics/health+water/regions/north-coast.atom?q=canal")
    assert feedparser.parse(reply.data).feed.links[1].href == link


def test_other_parameters_mean_nothing(client):
    assert client.get(f"{UNION}.atom?utm_source=x").data == client.get(f"{UNION}.atom").data


def test_the_newest_page_of_all_lists_what_the_archive_has(client, archive):
    assert len(archive.newest(ALL, 50)) == len(read(client.get("/all/2012.atom")))
