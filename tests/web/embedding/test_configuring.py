"""The page that gives the code: it holds what was chosen, shows what comes of it, and tells what is wrong."""

import pytest
from bs4 import BeautifulSoup

from syndication.web import create_app

BASE = "https://feeds.example.org"
CHOSEN = "/embed?topic=water&topic=health&region=north-coast&q=canal&count=3&theme=dark"


def parse(text: str) -> BeautifulSoup:
    return BeautifulSoup(text, "lxml")


def preview_of(page: BeautifulSoup) -> str:
    return page.select_one("iframe.preview")["src"]


def values(page: BeautifulSoup) -> dict[str, str]:
    return {field["name"]: field["value"] for field in page.select("form input[value]:not([type=checkbox])")}


def test_it_is_whole_without_a_choice(visitor):
    page = parse(visitor.get("/embed").text)
    assert preview_of(page) == "/embed/all"
    assert values(page)["count"] == "5"
    assert page.select_one("#embed-address").text == f"{BASE}/all"


def test_it_holds_what_was_chosen(visitor):
    page = parse(visitor.get(CHOSEN).text)
    assert {box["value"] for box in page.select("[type=checkbox][checked]")} == {"water", "health", "north-coast"}
    assert (values(page)["q"], values(page)["count"]) == ("canal", "3")
    assert page.select_one("option[selected]")["value"] == "dark"


def test_the_preview_and_the_codes_are_what_was_chosen(visitor):
    page = parse(visitor.get(CHOSEN).text)
    frame = "/embed/topics/health+water/regions/north-coast?q=canal&count=3&theme=dark"
    assert preview_of(page) == frame
    assert visitor.get(frame).status_code == 200
    assert parse(page.select_one("#embed-frame").text).iframe["src"] == f"{BASE}{frame}"
    script = parse(page.select_one("#embed-script").text).script
    assert script["data-feed"] == "topics/health+water/regions/north-coast?q=canal"


def test_colours_count_only_where_they_are_wanted(visitor):
    colours = "text=%23000000&background=%23ffffff&link=%23000080"
    assert preview_of(parse(visitor.get(f"/embed?{colours}").text)) == "/embed/all"
    wanted = "/embed/all?text=000000&background=ffffff&link=000080"
    assert preview_of(parse(visitor.get(f"/embed?own=1&{colours}").text)) == wanted


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ("count=99", "1 to 20"),
        ("theme=x", "auto, light, dark"),
        ("own=1&text=fff", "six"),
        ("own=1&link=fbfaf7", "4.5"),
    ],
)
def test_a_wrong_choice_is_told_above_the_preview(visitor, choice, said):
    page = parse(visitor.get(f"/embed?{choice}").text)
    assert said in page.select_one("[role=alert]").text
    assert preview_of(page) == "/embed/all"


@pytest.mark.parametrize(("choice", "status"), [("topic=nothing", 404), ("lang=xx", 400), ("q=%22", 400)])
def test_what_nobody_can_have_is_refused(visitor, choice, status):
    assert visitor.get(f"/embed?{choice}").status_code == status


def test_hostile_words_stay_in_their_field(visitor):
    page = parse(visitor.get("/embed?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&text=%22%3E%3Cb%3E").text)
    assert values(page)["q"] == '"><script>alert(1)</script>'
    assert not page.select("main script, main b")


def test_headlines_come_in_the_language_that_is_chosen(site, data):
    client = create_app(site.settings(site__languages=["es"])).test_client()
    page = parse(client.get("/embed?topic=water&lang=es").text)
    assert preview_of(page) == "/es/embed/topics/water"
    assert 'data-lang="es"' in page.select_one("#embed-script").text
    assert preview_of(parse(client.get("/es/embed").text)) == "/es/embed/all"
