"""JSON Feed documents keep version 1.1, and tell in an extension why an item has its categories."""

import json
from typing import Any

from tests.feeds.making import ITEMS, SETTINGS, documents_of, make_item, make_settings

BASE = "https://feeds.harbour.example/news"


def read(*items: Any, settings: Any = SETTINGS) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(documents_of(*items, settings=settings)[".json"])
    return found


def test_the_top_level_says_what_the_feed_is() -> None:
    feed = read()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert (feed["home_page_url"], feed["feed_url"]) == (f"{BASE}/all", f"{BASE}/all.json")
    assert (feed["title"], feed["description"], feed["language"]) == ("Harbour Watch", "News of the harbours.", "en-GB")
    assert feed["authors"] == [{"name": "Harbour & Shore <Union>", "url": "https://harbour.example"}]


def test_the_extension_of_a_feed_says_what_json_feed_has_no_name_for() -> None:
    extension = read(*ITEMS)["_syndication"]
    assert extension["id"] == "tag:harbour.example,2026:feed/all"
    assert extension["updated"] == "2016-06-01T09:30:15Z"
    assert extension["rights"] == "Harbour & Shore Union, some rights reserved"
    assert "rights" not in read(settings=make_settings(rights=None))["_syndication"]


def test_an_item_has_its_text_as_html_and_a_plain_summary() -> None:
    (item,) = read(make_item(paragraphs=("5 < 6", "& more")))["items"]
    assert item["content_html"] == "<p>5 &lt; 6</p><p>&amp; more</p>"
    assert item["summary"] == "5 < 6 & more"


def test_an_item_without_text_still_has_content() -> None:
    (item,) = read(make_item(paragraphs=()))["items"]
    assert item["content_html"] == ""
    assert "summary" not in item


def test_the_extension_of_an_item_says_that_a_date_is_only_a_month() -> None:
    (item,) = read(make_item(day="2016-04"))["items"]
    assert item["date_published"] == "2016-04-01T12:00:00Z"
    assert item["_syndication"]["month"] == "2016-04"


def test_the_extension_of_an_item_gives_the_reasons_for_its_categories() -> None:
    first, second = read(*ITEMS[:2])["items"]
    assert second["_syndication"] == {
        "page": f"{BASE}/items/2016/04/17/trawler-saved",
        "categories": [
            {"scheme": "topics", "slug": "fishing", "label": "Fishing", "decided_by": "rules", "words": ["trawler"]},
            {
                "scheme": "regions",
                "slug": "north",
                "label": "North Coast",
                "decided_by": "rules",
                "words": ["Whitby"],
                "point": [54.5, -1.25],
            },
        ],
    }
    assert [found["decided_by"] for found in first["_syndication"]["categories"]] == ["rules", "rules", "person"]
