"""Documents tell how often to ask for them, and the hub that spares the asking."""

import json

import pytest
from lxml import etree

from syndication.config import Settings
from syndication.models import ALL, Selection
from tests.feeds.making import SETTINGS, documents_of, make_item, make_settings
from tests.feeds.memory import BASE, Reader, make_compiler

HUB = "https://hub.example/"
WITH_HUB = make_settings(hub=HUB)
SYNDICATION = "{http://purl.org/rss/1.0/modules/syndication/}"


def hubs_in(documents: dict[str, bytes]) -> list[list[str]]:
    links = [etree.fromstring(documents[suffix]).iterfind(".//{*}link[@rel='hub']") for suffix in (".atom", ".rss")]
    in_json = [hub["url"] for hub in json.loads(documents[".json"]).get("hubs", []) if hub["type"] == "WebSub"]
    return [*([link.get("href") for link in found] for found in links), in_json]


@pytest.mark.parametrize("selection", [ALL, Selection.of("fishing", "north")])
def test_every_format_names_the_hub(selection: Selection) -> None:
    assert hubs_in(documents_of(selection=selection, settings=WITH_HUB)) == [[HUB]] * 3


@pytest.mark.parametrize(
    ("selection", "settings"),
    [(ALL, SETTINGS), (Selection.union(["a", "b"]), WITH_HUB), (Selection.union(words="gale"), WITH_HUB)],
)
def test_no_hub_is_named_that_is_not_told_of_this_feed(selection: Selection, settings: Settings) -> None:
    assert hubs_in(documents_of(selection=selection, settings=settings)) == [[]] * 3


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (1, ("1", "hourly", "3600")),
        (60, ("1", "hourly", "60")),
        (1_500, ("25", "hourly", "2")),
        (3_600, ("60", "hourly", "1")),
        (7_200, ("120", "daily", "12")),
        (86_400, ("1440", "daily", "1")),
    ],
)
def test_a_channel_says_how_often_there_may_be_news(seconds: int, said: tuple[str, str, str]) -> None:
    settings = Settings.model_validate({**SETTINGS.model_dump(), "inbox": {"interval_seconds": seconds}})
    channel = etree.fromstring(documents_of(settings=settings)[".rss"])[0]
    names = ("ttl", f"{SYNDICATION}updatePeriod", f"{SYNDICATION}updateFrequency")
    assert tuple(channel.findtext(name) for name in names) == said


def test_an_archive_document_asks_for_no_polling() -> None:
    archive = Reader(make_compiler([make_item()], WITH_HUB), ".rss").fetch(f"{BASE}/all/2016.rss").body
    assert b"hub.example" not in archive
    assert etree.fromstring(archive).find("channel/ttl") is None
    assert etree.fromstring(archive).find(f"channel/{SYNDICATION}*") is None
