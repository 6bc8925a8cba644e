"""The home page: regions, topics, newest items, a search."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from syndication.archive import Archive
from syndication.config import Settings
from syndication.models import ALL
from syndication.web import create_app
from tests.web.conftest import NOW, Newsdesk

OUTLINES = """
width = 100
height = 80
credit = "Harbour Survey"
credit_url = "https://survey.example.org/"
[paths]
north-coast = "M0 0h50v40z"
"""


def home(client: FlaskClient, path: str = "/") -> BeautifulSoup:
    reply = client.get(path)
    assert reply.status_code == 200
    return BeautifulSoup(reply.data, "html.parser")


@pytest.fixture
def with_map(settings: Settings, data: object) -> FlaskClient:
    """A site that knows the outline of one of its two regions."""
    (settings.folder / "outlines.toml").write_text(OUTLINES, "utf-8")
    return create_app(settings).test_client()


def test_every_topic_is_there_with_its_number_and_its_years(client: FlaskClient, newsdesk: Newsdesk) -> None:
    newsdesk.write("A dam", "It holds back water near Northport.", "2014-07-01")
    lines = {line.a["href"]: line for line in home(client).select(".topics li")}
    assert [part.text for part in lines["/topics/water"].select(".count > span")] == ["6", "6 items"]
    assert lines["/topics/water"].svg.desc.text == "2012: 5; 2014: 1"
    assert lines["/topics/health"].svg is None


def test_a_region_on_the_map_leads_to_its_feed_and_tells_its_number(with_map: FlaskClient) -> None:
    [link] = home(with_map).select(".map svg a")
    assert (link["href"], link["aria-label"]) == ("/regions/north-coast", "North Coast: 5 items")
    assert (link.path["d"], link.path["class"]) == ("M0 0h50v40z", ["shade-5"])
    assert [text.text for text in link.select("text")] == ["North Coast", "5 items"]


def test_the_list_says_what_the_map_says_and_names_the_region_that_it_leaves_out(with_map: FlaskClient) -> None:
    lines = [(line.a["href"], line.select_one(".count").text) for line in home(with_map).select(".regions li")]
    assert lines == [("/regions/north-coast", "5"), ("/regions/south-coast", "0")]


def test_the_map_names_who_made_its_outlines(with_map: FlaskClient) -> None:
    credit = home(with_map).select_one(".map figcaption a")
    assert (credit.text, credit["href"]) == ("Harbour Survey", "https://survey.example.org/")


def test_a_site_without_outlines_shows_tiles(client: FlaskClient) -> None:
    page = home(client)
    assert page.select(".map") == []
    tiles = {tile["href"]: (tile.text.strip(), tile["class"]) for tile in page.select(".tiles a")}
    assert tiles == {
        "/regions/north-coast": ("North Coast 5 items", ["shade-5"]),
        "/regions/south-coast": ("South Coast 0 items", ["shade-0"]),
    }


def test_the_year_is_that_of_the_newest_item_and_not_of_any_clock(client: FlaskClient, newsdesk: Newsdesk) -> None:
    assert "April 2011 to March 2012" in home(client).select_one("#regions + p").text
    newsdesk.write("A dam", "It holds back water near Northport.", "2013-07-01")
    page = home(client)
    assert "August 2012 to July 2013" in page.select_one("#regions + p").text
    assert page.select_one(".tiles a[href='/regions/north-coast'] span").text == "1 item"


def test_a_withdrawn_item_counts_no_more(client: FlaskClient, archive: Archive) -> None:
    archive.withdraw(archive.newest(ALL, 1)[0].id, "asked for", NOW)
    page = home(client)
    assert page.select_one(".figures dd").text == "4"
    assert page.select_one(".tiles a[href='/regions/north-coast'] span").text == "4 items"


def test_the_newest_items_come_first_with_their_categories(client: FlaskClient) -> None:
    first = home(client).select_one(".newest article")
    assert first.h3.text == "Canal number 5 is repaired"
    assert [link["href"] for link in first.select(".categories a")] == ["/topics/water", "/regions/north-coast"]


def test_a_search_leads_to_what_it_finds(client: FlaskClient) -> None:
    form = home(client).select_one("form[role=search]")
    assert form.get("method", "get") == "get"
    found = client.get(form["action"], query_string={form.input["name"]: "canal"})
    assert "Canal number 5" in found.text


def test_an_archive_without_items_has_a_home_page_all_the_same(settings: Settings) -> None:
    Archive.open(settings.archive_url, authority=settings.site.authority).close()
    page = home(create_app(settings).test_client())
    assert len(page.select(".tiles a")) == 2
    assert "no item here yet" in page.text


def test_in_another_language_map_and_topics_lead_to_pages_of_that_language(site, data: object) -> None:
    settings = site.settings(site__languages=("es",))
    (settings.folder / "outlines.toml").write_text(OUTLINES, "utf-8")
    page = home(create_app(settings).test_client(), "/es")
    assert page.select_one(".map svg a")["aria-label"] == "Costa Norte: 5 noticias"
    assert page.select_one(".map svg a")["href"] == "/es/regions/north-coast"
    assert {link["href"].rpartition("/")[0] for link in page.select(".topics a")} == {"/es/topics"}


def test_an_archive_of_one_year_needs_no_charts(client: FlaskClient, newsdesk: Newsdesk) -> None:
    assert home(client).select(".topics svg") == []
    newsdesk.write("A dam", "It holds back water near Northport.", "2013-07-01")
    assert len(home(client).select(".topics svg")) == 1


def test_the_first_sentence_is_in_the_language_of_the_page_where_the_site_has_one(settings, data):
    site = settings.site.model_copy(update={"languages": ("es",), "descriptions": {"es": "Noticias del puerto."}})
    client = create_app(settings.model_copy(update={"site": site})).test_client()
    spanish = home(client, "/es")
    assert (spanish.select_one(".lead").text, spanish.select_one(".lead").get("lang")) == ("Noticias del puerto.", None)
    assert spanish.select_one("meta[name=description]")["content"] == "Noticias del puerto."
    assert home(client).select_one(".lead").text == settings.site.description
