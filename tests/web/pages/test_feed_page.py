"""A feed's page: what it holds, how to subscribe, where it leads, and what it does with odd queries."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from syndication.models import ALL
from tests.web.conftest import NOW

UNION = "/topics/health+water/regions/north-coast+south-coast"


def soup(reply) -> BeautifulSoup:
    assert reply.status_code == 200
    return BeautifulSoup(reply.data, "lxml")


def test_a_feed_page_tells_its_size_its_pace_and_its_last_change(client):
    page = soup(client.get("/topics/water"))
    facts = {fact.dt.text: " ".join(fact.dd.text.split()) for fact in page.select(".facts div")}
    assert facts == {
        "Items": "5",
        "Newest item": "5 March 2012",
        "How often": "5 in the year up to March 2012",
        "Last change": facts["Last change"],
    }
    assert facts["Last change"].startswith(f"{NOW.day} June 2020, 12:00")


def test_an_empty_feed_says_so_and_can_be_subscribed_to(client):
    page = soup(client.get("/topics/health"))
    assert "no item here yet" in page.select_one(".feed-items").text
    assert page.select_one("#atom-address").text == "https://feeds.example.org/topics/health.atom"
    assert "never yet" in page.select_one(".facts").text


def test_each_format_has_an_address_to_copy(client):
    page = soup(client.get("/topics/water?q=canal"))
    copied = [page.select_one(button["data-copy"]).text for button in page.select(".subscribe button[data-copy]")]
    assert copied == [f"https://feeds.example.org/topics/water.{suffix}?q=canal" for suffix in ("atom", "rss", "json")]


def test_readers_are_one_click_away(client):
    links = {link.text: link["href"] for link in soup(client.get("/all")).select(".subscribe .chips a")}
    assert links["Reader on this device"] == "feed:https://feeds.example.org/all.atom"
    assert links["Inoreader"] == "https://www.inoreader.com/?add_feed=https%3A%2F%2Ffeeds.example.org%2Fall.atom"


@pytest.mark.parametrize("page", ["/topics/water", "/topics/water?q=canal", "/build?topic=water"])
def test_the_headlines_can_be_shown_elsewhere(client, page):
    codes = soup(client.get(page)).select("textarea")
    assert len(codes) == 3
    assert all("/topics/water" in code.text.replace('data-feed="', "/") for code in codes)


def test_other_services_find_out_how_to_show_a_feed(client):
    links = soup(client.get("/topics/water")).select("head link[type$='+oembed']")
    assert [link["type"] for link in links] == ["application/json+oembed", "text/xml+oembed"]


def test_a_union_says_what_it_holds_and_leads_to_its_parts(client):
    page = soup(client.get(UNION))
    assert page.h1.text == "Health or Water in North Coast or South Coast"
    told = "News about Health or Water, in North Coast or South Coast, newest first."
    assert page.select_one(".lead").text == page.select_one("meta[name=description]")["content"] == told
    assert "/topics/water/regions/north-coast" in [link["href"] for link in page.select(".tallies a")]
    assert [link["href"] for link in page.select(".trail a")] == [
        "/all",
        "/regions/north-coast+south-coast",
        "/topics/health+water",
    ]


def test_a_search_leads_to_the_same_feed_without_its_words_and_to_no_narrower_one(client):
    page = soup(client.get("/topics/water?q=canal"))
    assert "with the word “canal”" in page.select_one(".lead").text
    assert [link["href"] for link in page.select(".trail a")] == ["/all", "/topics/water"]
    assert page.select(".tallies") == []
    assert page.select_one("form.search input")["value"] == "canal"


def test_a_search_keeps_its_words_from_page_to_page(client):
    older = soup(client.get("/all?q=canal")).select_one("link[rel=next]")["href"]
    assert older == "/all?q=canal&page=2"
    assert soup(client.get(older)).select_one("link[rel=prev]")["href"] == "/all?q=canal"


@pytest.mark.parametrize("first", ["/all", UNION, "/all?q=canal"])
def test_next_leads_through_all_the_history_and_prev_back(client, archive, first):
    met: list[str] = []
    pages: list[str] = []
    address: str | None = first
    while address:
        page = soup(client.get(address))
        before = page.select_one("link[rel=prev]")
        assert (before and before["href"]) == (pages[-1] if pages else None)
        pages.append(address)
        met.extend(link["href"] for link in page.select("article h3 a"))
        following = page.select_one("link[rel=next]")
        address = following and following["href"]
    assert met == [item.path for item in archive.newest(ALL, 99)]


def test_the_chart_tells_the_months_as_text_too(client):
    page = soup(client.get("/topics/water"))
    assert [bar.title.text for bar in page.select("svg.months rect")] == ["March 2012: 5 items"]


@pytest.mark.parametrize("page", ["0", "-1", "x", "", "1.5", "²", "١", "1e3", "+1", "1\n", "\x00", "x" * 5_000])
def test_what_is_no_page_number_is_told_with_the_reason(client, page):
    reply = client.get("/all", query_string={"page": page})
    assert (reply.status_code, "expected a page number" in reply.text) == (400, True)


@pytest.mark.parametrize("page", ["3", "999999", "9" * 5000])
def test_a_page_after_the_last_is_not_found(client, page):
    assert client.get("/all", query_string={"page": page}).status_code == 404


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"q": "x" * 5_000}, 400),
        ({"q": "\x00\x1b\x7f"}, 400),
        ({"q": "?!"}, 400),
        ({"q": "a b c d e f g h i"}, 400),
        ({"q": ""}, 200),
        ({"count": "x"}, 200),
        ({"unknown": "\udcff"}, 200),
    ],
)
def test_odd_queries_are_answered_in_words(client, query, status):
    encoded = "&".join(f"{name}={value}" for name, value in query.items()).encode("utf-8", "surrogateescape")
    reply = client.get("/all?" + "".join(f"%{byte:02x}" if byte < 33 or byte > 126 else chr(byte) for byte in encoded))
    assert (reply.status_code, reply.mimetype) == (status, "text/html")


def test_a_change_is_seen_on_the_page(client, archive):
    before = client.get("/topics/health").text
    archive.correct(archive.newest(ALL, 1)[0].id, {"topics": ["health"]}, datetime(2020, 6, 2, tzinfo=UTC))
    after = soup(client.get("/topics/health"))
    assert str(after) != before
    assert len(after.select("article")) == 1
