"""What is promised of any bulletin: addresses, lines of the file, dates of the whole, and no surprise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.bulletins import parse_bulletin
from syndication.config.settings import Bulletins
from syndication.errors import BulletinError
from syndication.models import Bulletin, SourceDate

SETTINGS = Bulletins(standing=("Our aims",), closing=("All news",), names=("Update",))

PIECES = st.sampled_from(
    [
        *("<div>", "</div>", "<ul>", "<li>", "</ul>", "<table><tr><td>", "</td>", "<p>", "<br>", "<article>", "<b>"),
        *(
            "<time datetime='2010-01-02'>",
            "<a href='/x'>",
            "</a>",
            "<nav>",
            "<h2>",
            "</h2>",
            "<!--",
            "<pre>",
            "<figcaption>",
        ),
        *("• ", "\n", "\n\n", "    ", "  • ", "17 August 2010", "31 December 1969", "Nets", "All news", "Our aims"),
        *(
            "The nets were mended by the crews, and the boats went out again.",
            "...",
            "# URL: http://a.example/2019/02/x/\n",
        ),
    ]
)


def read(text: str, settings: Bulletins = SETTINGS) -> Bulletin:
    return parse_bulletin(text.encode(), "page", settings)


@given(st.binary(max_size=400))
def test_any_bytes_give_a_bulletin_or_a_refusal(data: bytes) -> None:
    try:
        parse_bulletin(data, "any", SETTINGS)
    except BulletinError as error:
        assert str(error).startswith("any: ")


@given(st.lists(PIECES, min_size=1, max_size=60))
def test_any_mixture_of_what_pages_are_made_of_is_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    if not text.strip():
        return
    bulletin = read(text)
    for item in bulletin.items:
        assert item.title == item.title.strip() != ""
        assert 1 <= item.line <= text.count("\n") + 1


@pytest.mark.parametrize("opening", ["<div>", "<ul><li>", "<table><tr><td>", "<b>", "<blockquote>"])
def test_nesting_is_no_obstacle_as_long_as_browsers_show_it(opening: str) -> None:
    item = "<h2>Nets</h2><p>17 August 2010</p><p>They are mended.</p>"
    deep = opening * (480 // opening.count("<"))
    assert [i.title for i in read(f"<html>{deep}{item}").items] == ["Nets"]


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ('<link rel="canonical" href="https://a.example/c">', "https://a.example/c"),
        ('<meta property="og:url" content="https://a.example/o">', "https://a.example/o"),
        ('<link rel="canonical" href="javascript:x">', None),
        ("", None),
    ],
)
def test_a_page_names_its_address(head: str, address: str | None) -> None:
    items = "<ul><li><h3>Nets</h3><p>17 August 2010</p><p>Mended.</p></li></ul>"
    bulletin = read(f"<html><head>{head}</head><body>{items}</body></html>")
    assert (bulletin.url, bulletin.items[0].page_url) == (address, address)


def test_the_address_line_wins_and_the_saved_address_resolves_links() -> None:
    item = (
        '<ul><li><a href="n1.php">Nets</a><br>17 August 2010<br>Mended.</li>'
        '<li><a href="mailto:x">B</a><br>1 May 2010<br>C.</li></ul>'
    )
    saved = read(f"<!-- saved from url=(0026)http://a.example/news/i.php -->\n<html><body>{item}</body></html>")
    assert [i.url for i in saved.items] == ["http://a.example/news/n1.php", None]
    stated = read(f'# URL: http://b.example/\n<link rel="canonical" href="http://a.example/">{item}')
    assert stated.url == "http://b.example/"


def test_an_xml_declaration_is_no_cause_for_a_warning() -> None:
    item = "<h2>Nets</h2><p>17 August 2010</p><p>They are mended.</p>"
    [read_item] = read(f'<?xml version="1.0"\n encoding="utf-8"?>\n<page>{item}</page>').items
    assert (read_item.title, read_item.line) == ("Nets", 3)


def test_lists_within_lists_are_no_obstacle() -> None:
    assert read("<ul>" + "<li>Nets<br>17 August 2010<ul>" * 250).omissions == ()


def test_lines_are_those_of_the_file() -> None:
    dated = "• Nets\n\n    17 August 2010\n\n    Mended.\n\n  • Ropes\n\n    1 May 2010\n\n    Dearer.\n"
    assert [item.line for item in read(f"# URL: http://a.example/\n{dated}").items] == [2, 8]
    page = (
        "<html>\n<body>\n<ul>\n<li><b>Nets</b><br>\n17 August 2010<br>Mended.\n"
        '<li>\n<b\nclass="x">Ropes</b><br>1 May 2010<br>Dearer.</ul>'
    )
    assert [item.line for item in read(page).items] == [4, 8]


def test_a_bulletin_states_one_date_for_its_undated_items() -> None:
    bulletin = read(
        "Update 140, 17 August 2010\n\n• Nets\n\n    They are mended.\n\n  • Ropes\n\n    They are dearer.\n"
    )
    assert bulletin.date == SourceDate.parse("2010-08-17")
    assert [(item.title, item.date) for item in bulletin.items] == [("Nets", None), ("Ropes", None)]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A walk along the river\n\n17 August 2019\n\nThe council saw the new bridge.\n", "17 August 2019\n\n"),
        (
            "<article><h1>A walk along the river</h1><p>17 August 2019</p><p>The council saw it.</p></article>",
            "<p>17 August 2019</p>",
        ),
    ],
)
def test_a_single_article_is_known_by_its_date(text: str, date: str) -> None:
    assert (len(read(text).items), len(read(text.replace(date, "")).items)) == (1, 0)


def test_the_day_of_a_mail_is_that_of_its_undated_items() -> None:
    headers = "From: a@b.example\nSubject: News\nDate: Tue, 17 Aug 2010 10:00:00 +0100\n\n"
    bulletin = read(f"{headers}• Nets\n\n    They are mended.\n\n  • Ropes\n\n    They are dearer.\n")
    assert bulletin.date == SourceDate.parse("2010-08-17")
    assert [(item.title, item.date, item.line) for item in bulletin.items] == [("Nets", None, 5), ("Ropes", None, 9)]


def test_a_dated_list_states_no_date_of_the_whole() -> None:
    assert read("• Nets\n\n    17 August 2010\n\n    Mended.\n").date is None


def test_an_article_says_when_it_was_changed() -> None:
    page = (
        '<html><head><meta property="og:type" content="article"><meta property="article:modified_time" '
        'content="2010-09-01T10:00:00Z"></head><article><h1>Nets</h1><time>1 May 2010</time><p>Mended.</p></article>'
    )
    (item,) = read(page).items
    assert str(item.modified) == "2010-09-01"


def test_a_page_without_items_reports_all_that_it_leaves_out() -> None:
    bulletin = read("Nothing to see here\n\n  • Our aims\n\n    We watch.\n")
    assert bulletin.items == ()
    assert {omission.title for omission in bulletin.omissions} == {"Nothing to see here", "Our aims"}


def test_paragraphs_are_kept_apart() -> None:
    (item,) = read("• Nets\n\n    17 August 2010\n\n    One\n    line.\n\n    Two.\n").items
    assert item.paragraphs == ("One line.", "Two.")
