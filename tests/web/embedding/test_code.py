"""The code that a host copies: it says what was chosen, and nothing in a name breaks out of it."""

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from syndication.models import ALL, Selection
from syndication.web.embedding.appearance import Appearance
from syndication.web.embedding.code import Embed, estimate_height, fit

SERVICE = "https://feeds.example.org/news"
GOLD = Selection.union(["mining", "water"], ["north-coast"], 'gold "clean water"')


def embed(selection=GOLD, name="Water", **chosen) -> Embed:
    page = f"{SERVICE}{selection.address()}"
    return Embed(SERVICE, selection, name, page, f"{SERVICE}/embed{selection.address()}", **chosen)


def element(code: str, name: str):
    return BeautifulSoup(code, "lxml").find(name)


def test_the_script_names_the_feed():
    script = element(embed(appearance=Appearance(count=3)).script_code, "script")
    assert script.attrs == {
        "async": "",
        "src": f"{SERVICE}/embed.js",
        "data-feed": GOLD.address().removeprefix("/"),
        "data-count": "3",
    }


def test_the_element_holds_a_link_for_who_has_no_script():
    found = element(embed(ALL, "All", language="es", appearance=Appearance(theme="dark")).element_code, "a").parent
    assert found.name == "syndication-headlines"
    assert found.attrs == {"feed": "all", "count": "5", "lang": "es", "heading": "All", "theme": "dark"}
    assert (found.a["href"], found.a.text) == (f"{SERVICE}/all", "All")


def test_the_frame_has_a_name_and_room():
    frame = element(embed().frame_code, "iframe")
    assert frame["src"] == f"{SERVICE}/embed{GOLD.address()}"
    assert (frame["title"], int(frame["height"])) == ("Water", estimate_height(5))


@given(st.text())
def test_no_name_breaks_out_of_the_code(name):
    hostile = embed(name=f'"></iframe><script>{name}')
    assert [found.name for found in BeautifulSoup(hostile.frame_code, "lxml").body.find_all(True)] == ["iframe"]
    found = BeautifulSoup(hostile.element_code, "lxml").find_all(True)
    assert [tag.name for tag in found if tag.name not in ("html", "head", "body")] == [
        "script",
        "syndication-headlines",
        "a",
    ]


@pytest.mark.parametrize("count", range(1, 21))
def test_what_is_estimated_fits(count):
    assert fit(estimate_height(count), 20) == count


def test_at_least_one_headline_has_room():
    assert fit(1, 5) == 1
