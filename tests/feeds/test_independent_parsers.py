"""Parsers that are not ours read the same from every format: feedparser, and feedsmith from npm."""

import calendar
import json
from datetime import UTC, datetime
from typing import Any

import feedparser
import pytest

from syndication.models import ALL, Selection
from tests.feeds.conftest import ReadFeeds
from tests.feeds.making import ITEMS, documents_of

BASE = "https://feeds.harbour.example/news"
FACTS = [
    {
        "id": "tag:harbour.example,2016-05-02:crew-strikes",
        "title": "Crew strikes: “5 < 6” & more",
        "link": f"{BASE}/items/2016/05/02/crew-strikes",
        "published": "2016-05-02T12:00:00.000Z",
        "updated": "2016-05-02T12:00:00.000Z",
        "categories": ["ships-and-crews", "high-seas", "south"],
    },
    {
        "id": "tag:harbour.example,2016-04-17:trawler-saved",
        "title": "Trawler saved off Whitby",
        "link": "https://press.example/%C3%B1?id=1&part=2",
        "published": "2016-04-17T12:00:00.000Z",
        "updated": "2016-06-01T09:30:15.000Z",
        "categories": ["fishing", "north"],
    },
    {
        "id": "tag:harbour.example,2016-04-17:no-text",
        "title": "A headline alone",
        "link": f"{BASE}/items/2016/04/17/no-text",
        "published": "2016-04-17T12:00:00.000Z",
        "updated": "2016-04-17T12:00:00.000Z",
        "categories": [],
    },
    {
        "id": "tag:harbour.example,2016-03:month",
        "title": "Month of storms",
        "link": f"{BASE}/items/2016/03/month",
        "published": "2016-03-01T12:00:00.000Z",
        "updated": "2016-03-01T12:00:00.000Z",
        "categories": ["fishing", "north"],
    },
]
POINTS = [(-10.0, 0.00001), (54.5, -1.25), None, (54.5, -1.25)]


def instant_of(parsed: Any) -> str:
    return datetime.fromtimestamp(calendar.timegm(parsed), UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def facts_of(item: Any) -> dict[str, Any]:
    """What feedparser found of an item."""
    return {
        "id": item.id,
        "title": item.title,
        "link": item.link,
        "published": instant_of(item.published_parsed),
        "updated": instant_of(item.updated_parsed),
        "categories": [tag.term for tag in item.get("tags", [])],
    }


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_feedparser_reads_every_item(suffix: str) -> None:
    found = feedparser.parse(documents_of(*ITEMS)[suffix])
    assert not found.bozo
    assert [facts_of(item) for item in found.entries] == FACTS


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_feedparser_reads_the_places(suffix: str) -> None:
    found = feedparser.parse(documents_of(*ITEMS)[suffix])
    # feedparser gives longitude first, as GeoJSON does.
    places = [item.where["coordinates"][::-1] if "where" in item else None for item in found.entries]
    assert places == POINTS


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_feedparser_reads_the_feed(suffix: str) -> None:
    found = feedparser.parse(documents_of(*ITEMS)[suffix]).feed
    links = {(link.rel, link.href) for link in found.links}
    assert (found.title, found.subtitle, found.link) == ("Harbour Watch", "News of the harbours.", f"{BASE}/all")
    assert (found.language, found.rights) == ("en-GB", "Harbour & Shore Union, some rights reserved")
    assert instant_of(found.updated_parsed) == "2016-06-01T09:30:15.000Z"
    assert ("self", f"{BASE}/all{suffix}") in links
    assert {("alternate", f"{BASE}/all{other}") for other in {".atom", ".rss", ".json"} - {suffix}} <= links


def test_feedsmith_reads_every_item_of_every_format(read_with_feedsmith: ReadFeeds) -> None:
    documents = documents_of(*ITEMS)
    found = dict(zip(documents, read_with_feedsmith(documents.values()), strict=True))
    assert {suffix: feed["format"] for suffix, feed in found.items()} == {
        ".atom": "atom",
        ".rss": "rss",
        ".json": "json",
    }
    for feed in found.values():
        assert [{name: item[name] for name in FACTS[0]} for item in feed["items"]] == FACTS


def test_feedsmith_reads_the_places(read_with_feedsmith: ReadFeeds) -> None:
    documents = documents_of(*ITEMS)
    for feed in read_with_feedsmith([documents[".atom"], documents[".rss"]]):
        found = [item["point"] and (item["point"]["lat"], item["point"]["lng"]) for item in feed["items"]]
        assert found == POINTS


@pytest.mark.parametrize("selection", [ALL, Selection.of("fishing", "north")])
def test_an_empty_feed_is_a_feed(selection: Selection, read_with_feedsmith: ReadFeeds) -> None:
    documents = documents_of(selection=selection)
    assert [feed["items"] for feed in read_with_feedsmith(documents.values())] == [[], [], []]
    for suffix in (".atom", ".rss"):
        found = feedparser.parse(documents[suffix])
        assert (found.bozo, found.entries) == (False, [])
    assert json.loads(documents[".json"])["items"] == []


def test_two_feeds_with_the_same_item_have_the_same_id() -> None:
    item = ITEMS[1]
    selections = (ALL, Selection.of(topic="fishing"), Selection.of(region="north"), Selection.of("fishing", "north"))
    documents = [
        documents_of(item, selection=selection)[suffix] for selection in selections for suffix in (".atom", ".rss")
    ]
    assert {feedparser.parse(document).entries[0].id for document in documents} == {item.id}
