"""The catalogue keeps OPML 2.0 and holds every feed once."""

import pytest
from lxml import etree

from syndication.feeds import every_selection, opml_address, render_opml
from syndication.formats import OPML
from syndication.models import ALL, Selection
from tests.feeds.making import SETTINGS, TAXONOMY, make_settings

BASE = "https://feeds.harbour.example/news"


def catalogue(**site: object) -> etree._Element:
    document = render_opml(every_selection(TAXONOMY), make_settings(**site), TAXONOMY)
    return etree.fromstring(document.body)


def test_it_stands_at_its_address_with_its_media_type() -> None:
    document = render_opml((), SETTINGS, TAXONOMY)
    assert (document.path, document.media_type) == ("/feeds.opml", OPML.content_type)


def test_every_outline_has_a_text_and_every_feed_its_addresses() -> None:
    opml = catalogue()
    assert (opml.get("version"), opml.findtext("head/title")) == ("2.0", "Harbour Watch")
    assert all(outline.get("text") for outline in opml.iter("outline"))
    for feed in opml.iterfind(".//outline[@type]"):
        assert feed.get("type") == "rss"
        assert feed.get("xmlUrl") == feed.get("htmlUrl") + ".rss"


def test_every_feed_is_listed_once() -> None:
    pages = [feed.get("htmlUrl") for feed in catalogue().iterfind(".//outline[@type]")]
    assert sorted(pages) == sorted(BASE + selection.path for selection in every_selection(TAXONOMY))


def test_topics_are_folders_with_all_of_their_feeds() -> None:
    everything, topics, regions = catalogue().find("body")
    assert everything.get("htmlUrl") == f"{BASE}/all"
    assert [folder.get("text") for folder in topics] == ["Fishing", "Ships & crews"]
    assert [feed.get("text") for feed in topics[0]] == [
        "Fishing",
        "Fishing in North Coast",
        "Fishing in High seas",
        "Fishing in Islands",
        "Fishing in South Coast",
    ]
    assert [feed.get("text") for feed in regions] == ["North Coast", "High seas", "Islands", "South Coast"]


def test_folders_are_named_in_the_language_of_the_site() -> None:
    folders = catalogue(language="es").find("body")
    assert [folder.get("text") for folder in folders] == ["Todo", "Temas", "Regiones"]


def test_it_has_no_date_for_none_is_known() -> None:
    assert {element.tag for element in catalogue().find("head")} == {"title", "ownerName", "ownerId", "docs"}


def listed(part: Selection, *, flat: bool) -> etree._Element:
    document = render_opml(every_selection(TAXONOMY), SETTINGS, TAXONOMY, part=part, flat=flat)
    assert document.path == opml_address(part, flat=flat)
    return etree.fromstring(document.body)


PARTS = {
    Selection.of(topic="fishing"): ("Fishing", 5, "/topics/fishing"),
    Selection.of(region="islands"): ("Islands", 3, "/regions/islands"),
}


@pytest.mark.parametrize("flat", [True, False])
@pytest.mark.parametrize("part", PARTS)
def test_a_part_lists_its_feed_and_all_that_narrow_it(part: Selection, flat: bool) -> None:
    name, feeds, path = PARTS[part]
    opml = listed(part, flat=flat)
    pages = [feed.get("htmlUrl") for feed in opml.iterfind(".//outline[@type]")]
    assert (pages[0], len(set(pages)), len(pages)) == (BASE + path, feeds, feeds)
    assert all(path in page for page in pages)
    assert opml.findtext("head/title") == f"{name} – Harbour Watch"


@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_one_folder_by_its_name(part: Selection) -> None:
    (folder,) = listed(part, flat=False).find("body")
    assert folder.get("text") == PARTS[part][0]


@pytest.mark.parametrize("part", [ALL, *PARTS])
def test_a_flat_list_has_the_same_feeds_and_no_folder(part: Selection) -> None:
    flat, nested = (listed(part, flat=flat) for flat in (True, False))
    assert {feed.get("type") for feed in flat.find("body")} == {"rss"}
    assert sorted(feed.get("xmlUrl") for feed in flat.find("body")) == sorted(
        feed.get("xmlUrl") for feed in nested.iterfind(".//outline[@type]")
    )


@pytest.mark.parametrize(
    ("part", "flat", "address"),
    [
        (ALL, False, "/feeds.opml"),
        (ALL, True, "/feeds/flat.opml"),
        (Selection.of(topic="fishing"), False, "/topics/fishing.opml"),
        (Selection.of(region="islands"), True, "/regions/islands/flat.opml"),
    ],
)
def test_each_list_has_one_address(part: Selection, flat: bool, address: str) -> None:
    assert opml_address(part, flat=flat) == address
