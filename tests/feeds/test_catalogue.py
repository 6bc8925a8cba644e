"""The catalogue keeps OPML 2.0 and holds every feed once."""

from lxml import etree

from syndication.feeds import every_selection, render_opml
from syndication.formats import OPML
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
