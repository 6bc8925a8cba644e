"""The table of feeds: sorted by any column, found by name, cut into pages, the same by links as by script."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup

from syndication.audience import Ledger
from syndication.audience.ledger import Figure
from syndication.models import Selection, SourceDate
from syndication.web.pages import catalogue
from syndication.web.telling.tables import COLUMNS, Row, View, make_table

ROWS = [
    Row(Selection.of("water"), "Water", 5, SourceDate(date(2012, 3, 5)), 0),
    Row(Selection.of("mining"), "mining", 12, SourceDate(date(2011, 3, 5)), 7),
    Row(Selection.of(region="ancash"), "Áncash", 5, None, 3),
    Row(Selection.of("water", "ancash"), "Water in Áncash", 0, None, 0),
]


def names(sort: str = "", find: str = "") -> list[str]:
    table = make_table(ROWS, View(sort, find))
    assert table is not None
    return [row.name for row in table.rows]


def soup(reply) -> BeautifulSoup:
    assert reply.status_code == 200
    return BeautifulSoup(reply.data, "lxml")


def shown(reply) -> list[str]:
    return [heading.text for heading in soup(reply).select("tbody th")]


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [
        ("", "Water", "Water in Áncash"),
        ("name", "Áncash", "Water in Áncash"),
        ("-name", "Water in Áncash", "Áncash"),
        ("items", "mining", "Water in Áncash"),
        ("latest", "Water", "Water in Áncash"),
        ("-subscribers", "Water", "mining"),
    ],
)
def test_a_column_sorts_the_feeds_and_equals_keep_their_order(sort, first, last):
    assert (names(sort)[0], names(sort)[-1]) == (first, last)
    assert sorted(names(sort)) == sorted(names())


@pytest.mark.parametrize("find", ["ancash water", "ÁNCASH wat", "  water   áncash "])
def test_a_feed_is_found_by_words_of_its_name_in_any_spelling(find):
    assert names(find=find) == ["Water in Áncash"]


def test_pages_have_every_feed_once():
    tables = [make_table(ROWS, View("items", page=page), size=3) for page in (1, 2)]
    assert [row.name for table in tables for row in table.rows] == names("items")
    assert [table.pages for table in tables] == [2, 2]
    assert make_table(ROWS, View(page=3), size=3) is None


def test_an_empty_table_has_a_page():
    assert make_table([], View()).pages == 1


def test_a_heading_sorts_and_sorts_the_other_way_round():
    view = View("", "water", 2)
    assert view.by("items") == View("items", "water", 1)
    assert view.by("items").by("items") == View("-items", "water", 1)
    assert view.by("items").by("items").by("items") == View("items", "water", 1)


@pytest.mark.parametrize(
    ("sort", "direction"),
    [("name", "ascending"), ("-name", "descending"), ("items", "descending"), ("-items", "ascending")],
)
def test_a_heading_says_how_it_is_sorted(sort, direction):
    view = View(sort)
    assert view.direction(sort.removeprefix("-")) == direction
    assert [view.direction(column) for column in COLUMNS].count(None) == len(COLUMNS) - 1


def test_the_page_lists_every_feed_with_its_numbers(client, settings):
    today = datetime.now(UTC).date()
    Ledger(settings.data_folder).add({("/topics/water.atom", "Feedly"): Figure(16, today)}, today)
    (row,) = [row for row in soup(client.get("/feeds")).select("tbody tr") if row.a["href"] == "/topics/water"]
    assert [cell.text.strip() for cell in row.select("th, td")][:4] == ["Water", "5", "5 March 2012", "16"]
    assert [link["href"] for link in row.select("td a")] == [
        f"/topics/water.{form}" for form in ("atom", "rss", "json")
    ]
    assert len(soup(client.get("/feeds")).select("tbody tr")) == 9


@pytest.mark.parametrize("path", ["/feeds", "/topics", "/regions"])
def test_links_of_the_headings_sort(client, path):
    page = soup(client.get(path))
    links = {link.text: link["href"] for link in page.select("thead a")}
    assert list(links) == ["Feed", "Items", "Newest item", "Subscribers"]
    sorted_page = soup(client.get(links["Items"]))
    numbers = [int(row.select("td")[0].text) for row in sorted_page.select("tbody tr")]
    assert numbers == sorted(numbers, reverse=True)
    assert sorted_page.select_one("[aria-sort]")["aria-sort"] == "descending"
    assert sorted_page.select_one("link[rel=canonical]")["href"] == f"https://feeds.example.org{path}?sort=items"


def test_the_form_finds_and_keeps_the_order(client):
    reply = client.get("/feeds?sort=-name&find=water")
    assert shown(reply) == ["Water in South Coast", "Water in North Coast", "Water"]
    page = soup(reply)
    assert page.select_one("input[name=sort]")["value"] == "-name"
    assert page.select_one("input[name=find]")["value"] == "water"


def test_long_tables_are_cut_into_pages(client, monkeypatch):
    monkeypatch.setattr(catalogue, "ROWS", 4)
    addresses, listed = ["/feeds?sort=name"], []
    for address in addresses:
        page = soup(client.get(address))
        listed += [heading.text for heading in page.select("tbody th")]
        addresses += [link["href"] for link in page.select("main a[rel=next]")]
    assert (len(addresses), len(listed), len(set(listed))) == (3, 9, 9)
    assert client.get("/feeds?page=4").status_code == 404


@pytest.mark.parametrize("sort", ["colour", "--name", "-", "name,items", "<script>"])
def test_what_is_no_column_is_told(client, sort):
    reply = client.get("/feeds", query_string={"sort": sort})
    assert (reply.status_code, "expected sort to be one of name" in reply.text) == (400, True)
    assert "<script>" not in reply.text.replace("<script defer", "")


@pytest.mark.parametrize("find", ["<script>alert(1)</script>", '"><b>', "x" * 5000])
def test_whatever_is_looked_for_is_plain_text(client, find):
    page = soup(client.get("/feeds", query_string={"find": find}))
    assert not page.select("main script, main b")
    assert page.select_one("input[name=find]")["value"] == find[:100]


def test_characters_that_no_page_may_hold_are_left_out(client):
    assert shown(client.get("/feeds?find=heal%00th")) == shown(client.get("/feeds?find=health"))
