"""Archive documents keep RFC 5005, section 4: who follows them has the whole archive, each item once."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree

from syndication.formats import FEED_FORMATS
from syndication.models import ALL, ArchivedItem, Period, Selection, Span
from tests.feeds.making import make_item, with_feeds
from tests.feeds.memory import BASE, Reader, ids_in, links_in, make_compiler

SUFFIXES = [form.suffix for form in FEED_FORMATS]
DAYS = st.dates(date(2013, 11, 1), date(2016, 2, 1))
FISHING_NORTH = Selection.of("fishing", "north")


def make_items(days: Sequence[date]) -> list[ArchivedItem]:
    return [make_item(str(number), day=day.isoformat()) for number, day in enumerate(days)]


THREE_YEARS = make_items([date(2016, 5, 1) - timedelta(days=20 * number) for number in range(50)])


@settings(deadline=None, max_examples=40)
@given(days=st.lists(DAYS, max_size=25), shown=st.integers(1, 10), span=st.sampled_from(Span), data=st.data())
@example(days=[date(2015, 1, 1), date(2014, 12, 31)], shown=1, span=Span.YEAR, data=None)
def test_a_reader_that_follows_the_links_gets_every_item(
    days: list[date], shown: int, span: Span, data: st.DataObject | None
) -> None:
    suffix = data.draw(st.sampled_from(SUFFIXES)) if data else ".atom"
    items = make_items(days)
    current, *archives = Reader(make_compiler(items, with_feeds(items=shown, history=span)), suffix).history()
    met = [id_ for document in archives for id_ in ids_in(document)]
    assert len(met) == len(set(met))
    assert {*ids_in(current), *met} == {item.id for item in items}
    assert len(ids_in(current)) == min(shown, len(items))


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("selection", [FISHING_NORTH, Selection.union(["fishing", "ships-and-crews"], ["north"])])
def test_the_links_of_archive_documents_are_symmetric(suffix: str, selection: Selection) -> None:
    reader = Reader(make_compiler(THREE_YEARS, with_feeds(items=5)), suffix, selection)
    current, *archives = reader.history()
    assert [document.path for document in archives] == [
        f"{selection.path}/{year}{suffix}" for year in (2016, 2015, 2014, 2013)
    ]
    for newer, older in pairwise(archives):
        assert links_in(newer)["prev-archive"] == BASE + older.path
        assert links_in(older)["next-archive"] == BASE + newer.path
    assert "next-archive" not in links_in(archives[0])
    assert "prev-archive" not in links_in(archives[-1])
    assert {links_in(document)["current"] for document in archives} == {BASE + current.path}


def test_an_archive_document_that_nothing_leads_to_from_the_current_one_is_linked_from_its_neighbour() -> None:
    """The current document holds all of 2016 and part of 2015."""
    reader = Reader(make_compiler(THREE_YEARS, with_feeds(items=10)), ".atom")
    current, newest, *_ = reader.history()
    assert newest.path == "/all/2015.atom"
    of_2016 = reader.fetch(links_in(newest)["next-archive"])
    assert set(ids_in(of_2016)) < set(ids_in(current))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_current_document_that_holds_everything_has_no_history(suffix: str) -> None:
    current = Reader(make_compiler(THREE_YEARS, with_feeds(items=50)), suffix).current()
    assert not {"prev-archive", "next-archive", "current"} & set(links_in(current))
    assert b"archive" not in current.body.replace(b"purl.org/syndication/history", b"")


@pytest.mark.parametrize("period", ["2012", "2017", "2015-12", "2015-12-13"])
def test_there_is_no_archive_document_without_an_item_or_of_another_span(period: str) -> None:
    assert make_compiler(THREE_YEARS).compile_period(ALL, Period.parse(period)) is None


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_an_archive_document_has_the_id_and_the_facts_of_its_feed(suffix: str) -> None:
    current, archive, *_ = Reader(make_compiler(THREE_YEARS, with_feeds(items=5)), suffix, FISHING_NORTH).history()
    assert facts_of(archive.body, suffix) == facts_of(current.body, suffix)


def facts_of(body: bytes, suffix: str) -> list[str]:
    if suffix == ".json":
        feed = json.loads(body)
        return [feed["_syndication"]["id"], *(feed[key] for key in ("title", "description", "feed_url"))]
    feed = etree.fromstring(body)
    paths = {".atom": ("id", "title", "subtitle", "rights"), ".rss": ("title", "link", "description", "copyright")}
    return [feed.findtext(f".//{{*}}{path}") for path in paths[suffix]]


def test_archive_documents_say_that_they_are_archive_documents() -> None:
    for suffix in (".atom", ".rss"):
        found = [
            etree.fromstring(document.body).findall(".//{http://purl.org/syndication/history/1.0}archive")
            for document in Reader(make_compiler(THREE_YEARS, with_feeds(items=5)), suffix).history()
        ]
        assert [len(marks) for marks in found] == [0, 1, 1, 1, 1]


def test_an_archive_document_names_itself_and_the_same_in_other_formats() -> None:
    reader = Reader(make_compiler(THREE_YEARS, with_feeds(items=5)), ".atom")
    archive = reader.fetch(f"{BASE}/all/2015.atom")
    assert links_in(archive)["self"] == f"{BASE}/all/2015.atom"
    links = etree.fromstring(archive.body).findall("{*}link[@rel='alternate']")
    assert {link.get("href") for link in links} >= {f"{BASE}/all/2015.rss", f"{BASE}/all/2015.json"}


def test_an_archive_document_was_updated_when_the_newest_of_its_items_was() -> None:
    archive = Reader(make_compiler(THREE_YEARS), ".atom").fetch(f"{BASE}/all/2014.atom")
    assert etree.fromstring(archive.body).findtext("{*}updated") == "2014-12-18T12:00:00Z"


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_query_of_a_feed_of_words_stands_in_every_address(suffix: str) -> None:
    selection = Selection.union(["fishing"], words="Trawler saved")
    current, *archives = Reader(make_compiler(THREE_YEARS, with_feeds(items=5)), suffix, selection).history()
    assert current.path == f"/topics/fishing{suffix}?q=Trawler+saved"
    assert archives[0].path == f"/topics/fishing/2016{suffix}?q=Trawler+saved"
    assert sum(len(ids_in(archive)) for archive in archives) == len(THREE_YEARS)


def test_archive_documents_keep_the_grammar(grammar: etree.RelaxNG) -> None:
    for document in Reader(make_compiler(THREE_YEARS, with_feeds(items=5)), ".atom").history():
        grammar.assertValid(etree.fromstring(document.body))
