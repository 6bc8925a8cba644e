"""Build your feed: a form that works without script, and the feed of what is chosen in it."""

import pytest
from bs4 import BeautifulSoup


def soup(reply) -> BeautifulSoup:
    assert reply.status_code == 200
    return BeautifulSoup(reply.data, "lxml")


def test_without_a_choice_it_is_the_feed_of_everything(client):
    page = soup(client.get("/build"))
    assert page.select("form#build :checked") == []
    assert page.select_one("#atom-address").text == "https://feeds.example.org/all.atom"


def test_every_term_can_be_chosen(client):
    page = soup(client.get("/build"))
    chosen = {(box["name"], box["value"]) for box in page.select("#build [type=checkbox]")}
    assert chosen == {
        ("topic", "water"),
        ("topic", "health"),
        ("region", "north-coast"),
        ("region", "south-coast"),
    }


def test_a_choice_gives_the_address_the_page_and_the_newest_matches(client):
    page = soup(client.get("/build?topic=water&topic=health&region=north-coast&q=Canal"))
    assert {box["value"] for box in page.select("#build [checked]")} == {"water", "health", "north-coast"}
    path = "/topics/health+water/regions/north-coast"
    assert page.select_one("#atom-address").text == f"https://feeds.example.org{path}.atom?q=canal"
    assert page.select_one(f"#result a[href='{path}?q=canal']")
    assert page.select_one("#matches").text == "5 items"
    assert len(page.select(".headlines li")) == 5
    assert client.get(f"{path}?q=canal").status_code == 200


def test_what_is_built_is_no_page_of_its_own_to_search_engines(client):
    page = soup(client.get("/build?topic=water"))
    assert page.select_one("link[rel=canonical]")["href"] == "https://feeds.example.org/build"


def test_a_feed_that_holds_nothing_yet_can_be_built(client):
    page = soup(client.get("/build?topic=health"))
    assert page.select_one("#matches").text == "0 items"
    assert page.select_one("#atom-address")


@pytest.mark.parametrize(
    ("query", "status"), [("topic=fire", 404), ("region=water", 404), ("q=%00", 400), ("q=" + "x" * 5_000, 400)]
)
def test_a_choice_that_cannot_be_is_told(client, query, status):
    assert client.get(f"/build?{query}").status_code == status


def test_hostile_words_stay_words(client):
    page = soup(client.get("/build", query_string={"q": '"><script>alert(1)</script>'}))
    assert page.select_one("#words")["value"] == '"><script>alert(1)</script>'
    assert page.select("script:not([integrity])") == []
