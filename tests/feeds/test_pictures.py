"""Every format names the picture of an item, at the same address and with the same words."""

import json

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndication.models import ArchivedItem, Picture
from tests.feeds.making import ITEMS, STORM, documents_of, make_item
from tests.feeds.rules import faults_of

ADDRESS = "https://press.example/gr%C3%B6%C3%9Fe/storm.JPG?w=800"
WORDS = "Waves & “spray” < 9 m"
NAMES = {"media": "http://search.yahoo.com/mrss/", "atom": "http://www.w3.org/2005/Atom"}

Told = tuple[str | None, str | None, str | None]


def in_atom(document: bytes) -> list[Told]:
    links = etree.fromstring(document).iterfind("atom:entry/atom:link[@rel='enclosure']", NAMES)
    return [(link.get("href"), link.get("type"), link.get("title")) for link in links]


def in_rss(document: bytes) -> list[Told]:
    found = etree.fromstring(document).iterfind("channel/item/media:content", NAMES)
    return [(media.get("url"), media.get("type"), media.findtext("media:description", None, NAMES)) for media in found]


def in_json(document: bytes) -> list[Told]:
    items = [item for item in json.loads(document)["items"] if "image" in item]
    more = [item["_syndication"].get("image", {}) for item in items]
    return [(item["image"], told.get("type"), told.get("text")) for item, told in zip(items, more, strict=True)]


def told_in_all(*items: ArchivedItem) -> list[Told]:
    """What the formats say, if they say the same."""
    documents = documents_of(*items)
    found = [in_atom(documents[".atom"]), in_rss(documents[".rss"]), in_json(documents[".json"])]
    assert found[0] == found[1] == found[2]
    assert [fault for suffix, body in documents.items() for fault in faults_of(f"/all{suffix}", body)] == []
    return found[0]


def test_all_formats_say_where_it_is_of_what_type_and_what_it_shows() -> None:
    assert told_in_all(*ITEMS) == [(ADDRESS, "image/jpeg", WORDS)]


@pytest.mark.parametrize(
    ("address", "media_type"),
    [("a.png", "image/png"), ("a.jpeg?x=.gif", "image/jpeg"), ("a.WEBP", "image/webp"), ("a", None), ("a.php", None)],
)
def test_the_type_is_told_where_the_address_tells_it(address: str, media_type: str | None) -> None:
    url = f"https://press.example/{address}"
    assert told_in_all(make_item(picture=Picture(url))) == [(url, media_type, None)]


@pytest.mark.parametrize("url", ["javascript:x", "data:image/gif;base64,R0lGOD", "file:///a.jpg", "/a.jpg", "http://["])
def test_no_feed_names_what_is_on_no_web_site(url: str) -> None:
    assert told_in_all(make_item(picture=Picture(url))) == []


@given(st.text(st.characters(categories=("L", "N", "S"))), st.text())
def test_any_words_and_any_address_keep_the_rules(path: str, text: str) -> None:
    assert len(told_in_all(make_item(picture=Picture(f"https://press.example/{path}", text)))) == 1


def test_rss_has_no_enclosure_whose_length_no_one_knows() -> None:
    assert etree.fromstring(documents_of(*ITEMS)[".rss"]).find("channel/item/enclosure") is None


def test_feedparser_finds_it() -> None:
    documents = documents_of(make_item(picture=STORM))
    atom, rss = (feedparser.parse(documents[suffix]).entries[0] for suffix in (".atom", ".rss"))
    assert [(found.href, found.type) for found in atom.enclosures] == [(ADDRESS, "image/jpeg")]
    assert [(found["url"], found["medium"]) for found in rss.media_content] == [(ADDRESS, "image")]
    assert (atom.link, rss.link) == (atom.links[0].href, atom.links[0].href)
