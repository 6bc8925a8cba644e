"""Frames for other sites' pages: what they hold, what a host may choose, what a wrong choice gets."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from syndication.models import ALL
from syndication.web.embedding.colours import Colours
from syndication.web.embedding.frames import style

FRAMES = ["/embed/all", "/embed/topics/water", "/embed/topics/health+water/regions/north-coast", "/embed/all?q=canal"]


def soup(reply) -> BeautifulSoup:
    return BeautifulSoup(reply.data, "lxml")


@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_holds_the_newest_headlines(visitor, path):
    page = soup(visitor.get(path))
    links = page.select(".headlines a")
    assert [link.text for link in links][:2] == ["Canal number 5 is repaired", "Canal number 4 is repaired"]
    assert all(link["target"] == "_top" for link in page.select("a"))
    assert page.select_one("h1 a")["href"] == path.removeprefix("/embed")


@pytest.mark.parametrize("path", FRAMES)
def test_any_page_may_hold_a_frame_and_nothing_else_changes(visitor, path):
    policy = visitor.get(path).headers["Content-Security-Policy"]
    assert "frame-ancestors *" in policy
    assert "frame-ancestors 'none'" in visitor.get("/all").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")


def test_a_frame_holds_as_many_as_its_host_asks_for(visitor):
    assert len(soup(visitor.get("/embed/all?count=2")).select(".headlines li")) == 2


def test_a_feed_without_items_says_so(visitor):
    assert "No headlines here yet" in soup(visitor.get("/embed/topics/health")).main.text


def test_a_frame_of_an_item_leads_to_its_page(visitor, newest):
    page = soup(visitor.get(f"/embed{newest.path}"))
    assert page.h1.a["href"] == newest.path
    assert "55 people of Northport" in page.main.text


def test_a_frame_of_a_withdrawn_item_is_not_found(client, archive):
    (item,) = archive.newest(ALL, 1)
    archive.withdraw(item.id, "not true", datetime(2020, 6, 2, tzinfo=UTC))
    assert client.get(f"/embed{item.path}").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("count=0", "a number from 1 to 20"),
        ("count=21", "a number from 1 to 20"),
        ("theme=blue", "auto, light, dark"),
        ("lang=xx", "one of en"),
        ("text=red", "six hexadecimal digits"),
        ("text=777777&background=777777", "at least 4.5 to 1"),
        ("link=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "six hexadecimal digits"),
    ],
)
def test_a_wrong_choice_is_told_with_what_is_right(visitor, wrong, said):
    reply = visitor.get(f"/embed/all?{wrong}")
    assert reply.status_code == 400
    assert said in soup(reply).main.text
    assert "frame-ancestors *" in reply.headers["Content-Security-Policy"]
    assert not soup(reply).select("main script")


@pytest.mark.parametrize("path", ["/embed/topics/nothing", "/embed/items/2012/03/04/nothing", "/embed/nothing"])
def test_a_frame_of_nothing_is_not_found(visitor, path):
    assert visitor.get(path).status_code == 404


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/embed/all?q=Canál&count=2", "/embed/all?q=canal&count=2"),
        ("/embed/Topics/Water", "/embed/topics/water"),
        ("/embed/all?lang=en&theme=dark", "/embed/all?theme=dark"),
    ],
)
def test_another_spelling_leads_to_the_one_address(visitor, asked, canonical):
    reply = visitor.get(asked)
    assert (reply.status_code, reply.headers["Location"]) == (308, canonical)


@pytest.mark.parametrize("choice", ["theme=dark", "theme=light", "link=000000"])
def test_colours_come_as_a_style_sheet(visitor, choice):
    page = soup(visitor.get(f"/embed/all?{choice}"))
    address = page.select("link[rel=stylesheet]")[-1]["href"]
    reply = visitor.get(address)
    assert address.startswith("/embed/colours/")
    assert (reply.status_code, reply.mimetype) == (200, "text/css")
    assert not page.select("style, [style]")


def test_a_system_decides_where_the_host_does_not(visitor):
    assert not soup(visitor.get("/embed/all")).select("link[href*=colours]")


@pytest.mark.parametrize(
    "colours", ["red-fbfaf7-8f3410", "1F1D1A-fbfaf7-8f3410", "1f1d1a-fbfaf7", "1f1d1a-fbfaf7-;}a{x:"]
)
def test_nothing_but_colours_gets_into_a_style_sheet(visitor, colours):
    assert visitor.get(f"/embed/colours/{colours}.css").status_code in (308, 404)


@pytest.mark.parametrize(("background", "scheme"), [("000000", "dark"), ("ffffff", "light")])
def test_scroll_bars_go_with_the_ground(background, scheme):
    assert f"color-scheme: {scheme}" in style(Colours("777777", background, "777777"))


def test_hostile_news_stay_text(client, newsdesk):
    newsdesk.write('"><script>alert(1)</script>', "<img src=x onerror=alert(1)>", "2014-01-01")
    page = soup(client.get("/embed/all"))
    assert page.select_one(".headlines a").text == '"><script>alert(1)</script>'
    assert [script["src"].partition("?")[0] for script in page.select("script")] == ["/static/embed-frame.js"]


def test_a_frame_is_not_sent_again_while_it_is_the_same(visitor):
    tag = visitor.get("/embed/all").headers["ETag"]
    assert visitor.get("/embed/all", headers={"If-None-Match": tag}).status_code == 304
