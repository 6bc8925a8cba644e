"""Items and the feeds of one region say where they are, in every format (GeoRSS-Simple)."""

import json

import feedparser
import pytest
from lxml import etree

from syndication.models import ALL, ArchivedItem, Selection
from tests.feeds.making import FISHING, HIGH_SEAS, ISLANDS, NORTH, SOUTH, documents_of, make_item

GEORSS = "{http://www.georss.org/georss}"
NORTHERN_BOX = "53.50000 -3.00000 53.50000 0.50000 55.75000 0.50000 55.75000 -3.00000 53.50000 -3.00000"


def places_in(document: bytes, parent: str) -> list[tuple[str, str]]:
    found = etree.fromstring(document).iterfind(f"{parent}/{GEORSS}*")
    return [(etree.QName(place).localname, place.text) for place in found]


@pytest.mark.parametrize(("suffix", "item"), [(".atom", "{*}entry"), (".rss", "channel/item")])
@pytest.mark.parametrize(
    ("categories", "place"),
    [
        ((FISHING, SOUTH, NORTH), [("point", "-10.00000 0.00001")]),
        ((HIGH_SEAS, NORTH), [("point", "54.50000 -1.25000")]),
        (
            (ISLANDS, NORTH),
            [("polygon", "-9.50000 1.00000 -9.50000 2.00000 -9.00000 2.00000 -9.00000 1.00000 -9.50000 1.00000")],
        ),
        ((FISHING, HIGH_SEAS), []),
    ],
)
def test_an_item_is_in_one_place_that_of_its_best_region(
    suffix: str, item: str, categories: tuple, place: list[tuple[str, str]]
) -> None:
    assert places_in(documents_of(make_item(categories=categories))[suffix], item) == place


@pytest.mark.parametrize(("suffix", "feed"), [(".atom", "."), (".rss", "channel")])
@pytest.mark.parametrize(
    ("selection", "place"),
    [
        (Selection.of(region="north"), [("polygon", NORTHERN_BOX)]),
        (Selection.of("fishing", "north"), [("polygon", NORTHERN_BOX)]),
        (Selection.of(region="south"), [("point", "-10.00000 0.00001")]),
        (Selection.of(region="high-seas"), []),
        (Selection.union(regions=["north", "south"]), []),
        (Selection.of(region="retired"), []),
        (ALL, []),
    ],
)
def test_a_feed_of_one_region_says_what_that_covers(
    suffix: str, feed: str, selection: Selection, place: list[tuple[str, str]]
) -> None:
    assert places_in(documents_of(make_item(), selection=selection)[suffix], feed) == place


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_feedparser_reads_a_box(suffix: str) -> None:
    found = feedparser.parse(documents_of(selection=Selection.of(region="north"))[suffix]).feed
    assert found.where["type"] == "Polygon"
    assert set(found.where["coordinates"][0]) == {(-3.0, 53.5), (0.5, 53.5), (0.5, 55.75), (-3.0, 55.75)}


def in_json(*items: ArchivedItem, selection: Selection) -> dict:
    return json.loads(documents_of(*items, selection=selection)[".json"])


def test_json_feed_tells_points_and_boxes_in_its_extension() -> None:
    feed = in_json(make_item(categories=(SOUTH, ISLANDS)), selection=Selection.of(region="north"))
    assert feed["_syndication"]["box"] == [53.5, -3.0, 55.75, 0.5]
    south, islands = feed["items"][0]["_syndication"]["categories"]
    assert (south["point"], islands["box"]) == ([-10.0, 0.00001], [-9.5, 1.0, -9.0, 2.0])
