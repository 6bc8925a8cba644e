"""An item's page: for people, for search engines, for who cites it; and what happened to it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import text

from syndication.archive import database
from syndication.models import ALL, Picture

LATER = datetime(2020, 6, 2, 9, 30, tzinfo=UTC)
HOSTILE = "</script><script>alert(1)</script><!-- \u2028 & ' \""


def soup(reply) -> BeautifulSoup:
    assert reply.status_code == 200
    return BeautifulSoup(reply.data, "lxml")


@pytest.fixture
def item(archive):
    return archive.newest(ALL, 1)[0]


def article(page: BeautifulSoup) -> dict[str, object]:
    (script,) = page.select("script[type='application/ld+json']")
    return json.loads(script.string)


def events(page: BeautifulSoup) -> list[str]:
    return [" ".join(event.text.split()) for event in page.select(".events li")]


def test_search_engines_are_told_of_a_news_article(client, item):
    told = article(soup(client.get(item.path)))
    address = f"https://feeds.example.org{item.path}"
    assert told["@type"] == "NewsArticle"
    assert told["headline"] == item.title
    assert told["datePublished"] == "2012-03-05"
    assert told["dateModified"] == "2012-03-05T12:00:00+00:00"
    assert told["url"] == told["mainEntityOfPage"] == address
    assert told["publisher"] == {
        "@type": "Organization",
        "name": "The Harbour Society",
        "url": "https://harbour.example.org",
    }
    assert told["keywords"] == ["Water"]
    assert told["contentLocation"] == [{"@type": "Place", "name": "North Coast"}]
    assert told["license"] == "https://licences.example.org/share"
    assert "image" not in told


def test_a_source_and_a_picture_are_told_where_they_are_on_the_web(client, newsdesk):
    picture = Picture("https://press.example/canal.jpg")
    shown = newsdesk.write("A canal", "It is dry.", "2014-01-01", "https://press.example/canal", picture)
    told = article(soup(client.get(shown.path)))
    assert (told["isBasedOn"], told["image"]) == ("https://press.example/canal", "https://press.example/canal.jpg")


def test_hostile_words_stay_data(client, newsdesk):
    path = newsdesk.write(HOSTILE, HOSTILE, url="javascript:alert(1)", picture=Picture("javascript:alert(1)")).path
    page = soup(client.get(path))
    told = article(page)
    assert told["headline"] == HOSTILE
    assert "isBasedOn" not in told
    assert "image" not in told
    assert page.select("script:not([type='application/ld+json'], [integrity])") == []
    assert page.select_one("meta[property='og:title']")["content"] == HOSTILE


def test_other_sites_are_told_what_to_show_of_a_link(client, item):
    page = soup(client.get(item.path))
    told = {meta["property"]: meta["content"] for meta in page.select("meta[property]")}
    assert told["og:type"] == "article"
    assert told["og:title"] == item.title
    assert told["og:url"] == f"https://feeds.example.org{item.path}"
    assert told["og:description"] == item.summary
    assert told["article:published_time"] == "2012-03-05"


def test_an_item_can_be_cited_in_a_line(client, item):
    page = soup(client.get(item.path))
    cited = page.select_one(page.select_one("button[data-copy]")["data-copy"]).text
    address = f"https://feeds.example.org{item.path}"
    assert cited == f"The Harbour Society: “{item.title}”. 5 March 2012. {address}"
    assert page.select_one("button[data-copy]").text == "Copy the citation"


def test_an_item_that_never_changed_came_out_and_was_taken_in(client, item):
    page = soup(client.get(item.path))
    assert events(page) == ["5 March 2012 Published by its source", "1 June 2020, 12:00 UTC Taken into this archive"]
    assert "changed on" not in page.select_one("article > .date").text


def test_a_correction_is_told_with_its_day_and_what_it_changed(client, archive, item):
    archive.correct(item.id, {"topics": ["health"]}, LATER)
    page = soup(client.get(item.path))
    assert page.select_one("article > .date").text.endswith("changed on 2 June 2020")
    assert events(page)[-1] == (
        "2 June 2020, 09:30 UTC Topics and regions corrected by a person: now in Health; no longer in Water"
    )


def test_an_item_that_returned_tells_when_and_why_it_was_away(client, archive, item):
    archive.withdraw(item.id, "told twice", LATER)
    archive.reinstate(item.id, LATER + timedelta(hours=1))
    page = soup(client.get(item.path))
    assert page.h1.text == item.title
    assert events(page)[-2:] == [
        "2 June 2020, 09:30 UTC Withdrawn: told twice",
        "2 June 2020, 10:30 UTC Back, as its withdrawal was taken back",
    ]


def test_a_withdrawn_item_is_gone_and_says_why(client, archive, item):
    archive.withdraw(item.id, "told twice", LATER)
    reply = client.get(item.path)
    assert (reply.status_code, "Reason: told twice" in reply.text) == (410, True)
    assert item.title not in reply.text


def test_an_item_that_its_source_took_back_is_gone_and_says_so(client, newsdesk):
    item = newsdesk.write("The pump is broken", "Nobody has water.", "2012-02-01")
    newsdesk.take_back(item, LATER)
    reply = client.get(item.path)
    assert (reply.status_code, item.title in reply.text) == (410, False)
    page = BeautifulSoup(reply.data, "lxml")
    assert page.h1.text == "This item has been taken back by its source"
    assert page.select_one(".notice").text == f"Reason: no longer in {item.sources[0]} (9 January 2012)"


def test_an_item_that_no_single_file_took_back_gives_no_reason(client, settings, newsdesk):
    item = newsdesk.write("The pump is broken", "Nobody has water.", "2012-02-01")
    newsdesk.take_back(item, LATER)
    with database.connect(settings.archive_url).begin() as connection:
        connection.execute(text("UPDATE absences SET source = NULL"))
    reply = client.get(item.path)
    assert (reply.status_code, BeautifulSoup(reply.data, "lxml").select(".notice")) == (410, [])


def test_an_item_that_moved_is_found_where_it_is_now_for_good(client, item):
    reply = client.get(item.path.replace("/03/05/", "/03/01/"))
    assert (reply.status_code, reply.headers["Location"]) == (301, item.path)


def test_a_title_of_any_length_is_whole_on_its_page_and_short_elsewhere(client, newsdesk):
    title = "Endless" * 400
    item = newsdesk.write(title, "A story of many words.", "2014-01-01")
    page, listed = soup(client.get(item.path)), soup(client.get("/all")).select_one("article h3")
    short = f"{title[:199]}…"
    assert (page.h1.text, listed.text) == (title, short)
    assert page.select_one("meta[property='og:title']")["content"] == short
    assert page.title.text.startswith(short)
    assert soup(client.get("/")).select_one("article h3").text == short
