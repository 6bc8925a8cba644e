"""An item names the page on which its source published it."""

import json

import pytest
from lxml import etree

from tests.feeds.making import documents_of, make_item

BULLETIN = "https://press.example/bulletin?number=7"


def named_in(**item: str) -> list[str | None]:
    """What Atom, RSS and JSON Feed name as an item's bulletin."""
    documents = documents_of(make_item(**item))
    via = etree.fromstring(documents[".atom"]).find("{*}entry/{*}link[@rel='via']")
    source = etree.fromstring(documents[".rss"]).findtext("channel/item/{http://purl.org/dc/elements/1.1/}source")
    extension = json.loads(documents[".json"])["items"][0]["_syndication"]
    return [None if via is None else via.get("href"), source, extension.get("bulletin")]


@pytest.mark.parametrize("own", [{}, {"url": "https://press.example/trawler"}])
def test_every_format_names_the_bulletins_page(own: dict[str, str]) -> None:
    assert named_in(page_url=BULLETIN, **own) == [BULLETIN] * 3


@pytest.mark.parametrize(
    "addresses",
    [{}, {"page_url": "file:///srv/inbox/7.html"}, {"page_url": BULLETIN, "url": BULLETIN}],
    ids=["none", "no web address", "the item's own"],
)
def test_no_format_names_what_is_no_other_web_page(addresses: dict[str, str]) -> None:
    assert named_in(**addresses) == [None] * 3
