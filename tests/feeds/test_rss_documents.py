"""RSS documents keep the rules of RSS 2.0.11 and of the RSS Best Practices Profile."""

from collections import Counter
from datetime import UTC, timedelta
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree

from tests.feeds.making import ITEMS, documents_of, make_item, make_settings

NAMES = {
    "atom": "http://www.w3.org/2005/Atom",
    "cc": "http://backend.userland.com/creativeCommonsRssModule",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
REQUIRED = {"title", "link", "description"}
OPTIONAL = {"language", "copyright", "lastBuildDate", "generator", "docs", "ttl", "item"}
OF_AN_ITEM = {"title", "link", "description", "guid", "category", "pubDate"}


def channel_of(document: bytes) -> etree._Element:
    rss = etree.fromstring(document)
    assert (rss.tag, rss.get("version"), [child.tag for child in rss]) == ("rss", "2.0", ["channel"])
    return rss[0]


def own_tags(element: etree._Element) -> Counter[str]:
    """The elements of RSS itself; those of modules have a namespace."""
    return Counter(child.tag for child in element if "{" not in child.tag)


@pytest.mark.parametrize("items", [(), ITEMS])
@pytest.mark.parametrize("site", [{}, {"rights": None, "licence": None}])
def test_a_channel_has_what_it_needs_and_nothing_unknown(items: tuple, site: dict[str, object]) -> None:
    tags = own_tags(channel_of(documents_of(*items, settings=make_settings(**site))[".rss"]))
    assert set(tags) >= REQUIRED
    assert set(tags) <= REQUIRED | OPTIONAL
    assert tags.pop("item", 0) == len(items)
    assert set(tags.values()) == {1}


def test_an_item_has_nothing_unknown_and_nothing_twice_but_categories() -> None:
    for item in channel_of(documents_of(*ITEMS)[".rss"]).findall("item"):
        tags = own_tags(item)
        assert set(tags) <= OF_AN_ITEM
        assert tags["title"] == tags["link"] == tags["guid"] == tags["pubDate"] == 1
        assert tags["description"] == len(item.findall("content:encoded", NAMES)) <= 1


def test_the_link_of_a_channel_is_its_page_and_the_atom_links_say_the_rest() -> None:
    channel = channel_of(documents_of()[".rss"])
    page = "https://feeds.harbour.example/news/all"
    assert channel.findtext("link") == page
    assert [(link.get("rel"), link.get("href"), link.get("type")) for link in channel.findall("atom:link", NAMES)] == [
        ("self", f"{page}.rss", "application/rss+xml"),
        ("alternate", f"{page}.atom", "application/atom+xml"),
        ("alternate", f"{page}.json", "application/feed+json"),
    ]


def test_a_guid_is_an_id_and_no_address() -> None:
    guids = channel_of(documents_of(*ITEMS)[".rss"]).findall("item/guid")
    assert {guid.get("isPermaLink") for guid in guids} == {"false"}
    assert [guid.text for guid in guids] == [item.id for item in ITEMS]


def test_dates_are_rfc_822_in_utc() -> None:
    channel = channel_of(documents_of(*ITEMS)[".rss"])
    assert channel.findtext("lastBuildDate") == "Wed, 01 Jun 2016 09:30:15 +0000"
    dates = [parsedate_to_datetime(date.text) for date in channel.findall("item/pubDate")]
    assert dates == [item.published for item in ITEMS]
    assert {date.utcoffset() for date in dates} == {timedelta(0)} == {UTC.utcoffset(None)}


def test_a_description_is_html_and_a_title_is_plain() -> None:
    item = channel_of(documents_of(make_item(title="5 < 6 & 7", paragraphs=("5 < 6 & 7",)))[".rss"]).find("item")
    assert item.findtext("title") == "5 < 6 & 7"
    assert item.findtext("description") == "5 &lt; 6 &amp; 7"
    assert item.findtext("content:encoded", namespaces=NAMES) == "<p>5 &lt; 6 &amp; 7</p>"


def test_categories_are_the_other_formats_terms_in_their_scheme() -> None:
    categories = channel_of(documents_of(ITEMS[1])[".rss"]).findall("item/category")
    base = "https://feeds.harbour.example/news"
    assert [(found.get("domain"), found.text) for found in categories] == [
        (f"{base}/topics", "fishing"),
        (f"{base}/regions", "north"),
    ]


def test_the_publisher_is_named_without_an_email_address() -> None:
    channel = channel_of(documents_of(*ITEMS)[".rss"])
    creators = [creator.text for creator in channel.findall("item/dc:creator", NAMES)]
    assert creators == ["Harbour & Shore <Union>"] * len(ITEMS)


def test_rights_and_licence_are_stated() -> None:
    channel = channel_of(documents_of()[".rss"])
    assert channel.findtext("copyright") == "Harbour & Shore Union, some rights reserved"
    assert channel.findtext("cc:license", namespaces=NAMES).startswith("https://creativecommons.org/licenses/by/4.0")
