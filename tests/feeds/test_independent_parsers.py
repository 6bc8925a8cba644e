"""Five parsers that are not ours read the same from every format: feedparser, and four from npm."""

from dataclasses import replace

import feedparser
import pytest

from syndication.models import ALL, Selection
from tests.feeds.making import ITEMS, SETTINGS, documents_of, make_item
from tests.feeds.parsers import (
    FEED_PARSER,
    FEEDME,
    FEEDSMITH,
    NO_DATE_OF_UPDATES,
    PARSERS,
    RSS_PARSER,
    Found,
    disagreements,
    instant_of,
    read_with_all,
)

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


EACH_PARSER_AND_FORMAT = [(parser, suffix) for parser, suffixes in PARSERS.items() for suffix in suffixes]
WITHOUT_CATEGORIES = {RSS_PARSER, FEED_PARSER, FEEDME}
"""Whose categories these tests do not ask for: each hands them over in another form."""


@pytest.fixture(scope="module")
def found() -> dict[str, Found]:
    """What the parsers find in the documents of ITEMS, by suffix."""
    documents = documents_of(*ITEMS)
    return dict(zip(documents, read_with_all([*documents.values()]), strict=True))


@pytest.mark.parametrize(("parser", "suffix"), EACH_PARSER_AND_FORMAT)
def test_a_parser_reads_every_item_of_every_format_that_it_knows(
    found: dict[str, Found], parser: str, suffix: str
) -> None:
    left_out = {"categories"} if parser in WITHOUT_CATEGORIES else set()
    left_out |= {"updated"} if (parser, suffix) == NO_DATE_OF_UPDATES else set()
    names = [name for name in FACTS[0] if name not in left_out]
    assert [{name: item.get(name) for name in names} for item in found[suffix][parser]] == [
        {name: facts[name] for name in names} for facts in FACTS
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://press.example/%C3%B1?id=1&part=2#end",
        "https://press.example/?a=%26amp;&b=%20",
        "https://press.example/a;b,c'd!*()",
        "http://press.example:8080/~user/index.php?p=[1]&q=a+b",
    ],
)
def test_every_parser_reads_an_address_as_it_is(url: str) -> None:
    documents = documents_of(make_item(url=url))
    for suffix, found in zip(documents, read_with_all([*documents.values()]), strict=True):
        assert not disagreements(suffix, [make_item(url=url)], found, SETTINGS)


@pytest.mark.parametrize(
    ("url", "rewritten"),
    [
        ("https://Press.example:443/a/../b", "https://press.example/b"),
        ("https://press.example", "https://press.example/"),
    ],
)
def test_one_parser_writes_addresses_anew(url: str, rewritten: str) -> None:
    """Its own doing, as browsers do it (``item/atom.js``): the address leads to the same place."""
    documents = documents_of(make_item(url=url))
    for found in read_with_all([*documents.values()]):
        links = {parser: item["link"] for parser, (item,) in found.items()}
        assert links == {parser: rewritten if parser == FEED_PARSER else url for parser in found}


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"crew-strikes", b"other"),
        (b"2016-04-17T12:00:00Z", b"2016-04-17T12:00:01Z"),
        (b"https://press.example/", b"https://press.invalid/"),
        (b"</feed>", b"<entry/></feed>"),
    ],
)
def test_a_difference_is_noticed(right: bytes, wrong: bytes) -> None:
    items = [replace(item, url="https://press.example/1") for item in ITEMS]
    document = documents_of(*items)[".atom"]
    assert right in document
    (before, after) = read_with_all([document, document.replace(right, wrong, 1)])
    assert not disagreements(".atom", items, before, SETTINGS)
    assert len(disagreements(".atom", items, after, SETTINGS)) >= 3


def test_a_parser_that_finds_no_feed_is_noticed() -> None:
    (found,) = read_with_all([b"<html/>"])
    assert len(disagreements(".atom", ITEMS, found, SETTINGS)) == len(PARSERS)


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


def test_feedsmith_reads_the_places(found: dict[str, Found]) -> None:
    for suffix in (".atom", ".rss"):
        points = [item["point"] for item in found[suffix][FEEDSMITH]]
        assert [point and (point["lat"], point["lng"]) for point in points] == POINTS


@pytest.mark.parametrize("selection", [ALL, Selection.of("fishing", "north")])
def test_an_empty_feed_is_a_feed(selection: Selection) -> None:
    documents = documents_of(selection=selection)
    for suffix, found in zip(documents, read_with_all([*documents.values()]), strict=True):
        assert found == {name: [] for name, suffixes in PARSERS.items() if suffix in suffixes}


def test_two_feeds_with_the_same_item_have_the_same_id() -> None:
    item = ITEMS[1]
    selections = (ALL, Selection.of(topic="fishing"), Selection.of(region="north"), Selection.of("fishing", "north"))
    documents = [
        documents_of(item, selection=selection)[suffix] for selection in selections for suffix in (".atom", ".rss")
    ]
    assert {feedparser.parse(document).entries[0].id for document in documents} == {item.id}
