"""Atom documents keep RFC 4287: its grammar (Appendix B), and what the grammar cannot say."""

import pytest
from lxml import etree

from syndication.models import ALL, Selection
from tests.feeds.making import ITEMS, documents_of, make_settings

NAMES = {"atom": "http://www.w3.org/2005/Atom", "georss": "http://www.georss.org/georss"}
UNION = Selection.union(["fishing", "ships-and-crews"], ["south", "north"], "trawler ñ")
HTML_PAGE, SOURCE = {"rel": "alternate", "type": "text/html"}, {"rel": "alternate"}


def feed_of(document: bytes) -> etree._Element:
    return etree.fromstring(document)


@pytest.mark.parametrize("items", [(), ITEMS, ITEMS[2:3]])
@pytest.mark.parametrize("selection", [ALL, Selection.of("fishing", "north"), UNION])
@pytest.mark.parametrize(
    "site", [{}, {"rights": None, "licence": None, "language": "es", "hub": "https://hub.example"}]
)
def test_every_document_keeps_the_grammar(
    grammar: etree.RelaxNG, items: tuple, selection: Selection, site: dict[str, object]
) -> None:
    document = documents_of(*items, selection=selection, settings=make_settings(**site))[".atom"]
    grammar.assertValid(feed_of(document))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        (b"<updated>2016", b"<updated>April 2016"),
        (b"<category term=", b"<category name="),
        (b"<rights>", b'<rights type="markdown">'),
        (b"<entry>", b"<entry><headline/>"),
        (b"<published>", b"<published>2016-04-17T12:00:00Z</published><published>"),
        (b'type="text/html"', b'type="html"'),
        (b"<georss:point>-10.00000 ", b"<georss:point>-10.00000, "),
        (b"<georss:point>-10.00000 ", b"<georss:point>0.00000 -10.00000 "),
    ],
)
def test_the_grammar_refuses_what_is_wrong(grammar: etree.RelaxNG, right: bytes, wrong: bytes) -> None:
    document = documents_of(*ITEMS)[".atom"]
    assert right in document
    assert not grammar.validate(feed_of(document.replace(right, wrong, 1)))


def test_every_entry_has_an_author() -> None:
    """Section 4.1.1: the feed's counts for all."""
    author = feed_of(documents_of(*ITEMS)[".atom"]).find("atom:author", NAMES)
    assert [child.text for child in author] == ["Harbour & Shore <Union>", "https://harbour.example"]


def test_every_entry_has_an_alternate_link_that_says_what_it_is() -> None:
    """Section 4.1.2 asks for one where there is no content; feedgen alone drops rel and type."""
    links = feed_of(documents_of(*ITEMS)[".atom"]).findall("atom:entry/atom:link[@rel='alternate']", NAMES)
    found = [{name: link.get(name) for name in link.keys() if name != "href"} for link in links]  # noqa: SIM118 (an element)
    assert found == [HTML_PAGE, SOURCE, HTML_PAGE, HTML_PAGE]


def test_no_two_alternates_have_one_type() -> None:
    """Section 4.1.1."""
    links = feed_of(documents_of()[".atom"]).findall("atom:link[@rel='alternate']", NAMES)
    types = [link.get("type") for link in links]
    assert sorted(types) == ["application/feed+json", "application/rss+xml", "text/html"]


def test_the_licence_is_a_link() -> None:
    """RFC 4946."""
    (link,) = feed_of(documents_of()[".atom"]).findall("atom:link[@rel='license']", NAMES)
    assert link.get("href").startswith("https://creativecommons.org/licenses/by/4.0")


def test_dates_are_utc_with_z() -> None:
    feed = feed_of(documents_of(*ITEMS)[".atom"])
    dates = [element.text for element in feed.iter("{*}updated", "{*}published")]
    assert len(dates) == 1 + 2 * len(ITEMS)
    assert all(date.endswith("Z") and "." not in date for date in dates)


def test_content_is_escaped_html_of_one_p_a_paragraph() -> None:
    contents = feed_of(documents_of(*ITEMS)[".atom"]).findall("atom:entry/atom:content", NAMES)
    assert [content.get("type") for content in contents] == ["html"] * 3
    assert contents[0].text == "<p>The crew is well.</p><p>The ship is not.</p>"
    assert contents[2].text == "<p>It blew &amp; blew.</p>"


def test_categories_carry_scheme_and_label() -> None:
    categories = feed_of(documents_of(ITEMS[0])[".atom"]).findall("atom:entry/atom:category", NAMES)
    base = "https://feeds.harbour.example/news"
    assert [tuple(category.attrib.values()) for category in categories] == [
        ("ships-and-crews", f"{base}/topics", "Ships & crews"),
        ("high-seas", f"{base}/regions", "High seas"),
        ("south", f"{base}/regions", "South Coast"),
    ]


def test_an_entry_has_the_point_of_its_best_region_that_has_one() -> None:
    points = feed_of(documents_of(*ITEMS)[".atom"]).findall("atom:entry/georss:point", NAMES)
    assert [point.text for point in points] == ["-10.00000 0.00001", "54.50000 -1.25000", "54.50000 -1.25000"]
