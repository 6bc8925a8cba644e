"""Atom tells of withdrawn items where they would stand, and what is new (RFC 6721); the other formats say nothing."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from lxml import etree

from syndication.archive.values.events import Withdrawn
from syndication.models import Retraction, SourceDate
from tests.feeds.making import SETTINGS, make_item, with_feeds
from tests.feeds.memory import BASE, Reader, make_compiler

NAMES = {"at": "http://purl.org/atompub/tombstones/1.0"}
ITEMS = [make_item(str(year), day=f"{year}-06-01") for year in (2014, 2015, 2016, 2017)]


def make_tombstone(day: str, withdrawn: str = "2018-01-01T09:30:15.25+00:00", reason: str = "Wrong.") -> Withdrawn:
    id_ = f"tag:harbour.example,{day}:gone"
    return Withdrawn(id_, f"/items/{day}", SourceDate.parse(day), datetime.fromisoformat(withdrawn), reason)


GONE = [make_tombstone(f"{year}-{month}-01") for year in (2013, 2014, 2015, 2016, 2017) for month in ("05", "07")]


def deleted_in(document: bytes) -> list[etree._Element]:
    return etree.fromstring(document).findall("at:deleted-entry", NAMES)


def days_in(reader: Reader, address: str) -> set[str]:
    deleted = deleted_in(reader.fetch(BASE + address).body)
    return {found.get("ref").removeprefix("tag:harbour.example,").removesuffix(":gone") for found in deleted}


def test_a_current_document_tells_what_is_gone_from_the_time_that_it_covers() -> None:
    long_ago = "2016-05-31T23:59:59+00:00"
    gone = [make_tombstone(day, long_ago) for day in ("2014-07-01", "2016-05-31", "2016-06-01", "2017-07-01")]
    reader = Reader(make_compiler(ITEMS, with_feeds(items=2), gone), ".atom")
    assert days_in(reader, "/all.atom") == {"2016-06-01", "2017-07-01"}


def test_a_current_document_tells_what_has_left_in_the_time_that_it_covers() -> None:
    gone = [
        make_tombstone("2014-07-01", "2016-06-01T00:00:00+00:00"),
        make_tombstone("2014-07-02", "2018-01-01T00:00Z"),
    ]
    reader = Reader(make_compiler(ITEMS, with_feeds(items=2), gone), ".atom")
    assert days_in(reader, "/all.atom") == {"2014-07-01", "2014-07-02"}


def test_a_current_document_that_holds_everything_tells_of_all_times() -> None:
    reader = Reader(make_compiler(ITEMS, with_feeds(items=10), GONE), ".atom")
    assert len(days_in(reader, "/all.atom")) == len(GONE)


def test_an_archive_document_tells_what_is_gone_from_its_period() -> None:
    reader = Reader(make_compiler(ITEMS, with_feeds(items=2), GONE), ".atom")
    assert days_in(reader, "/all/2014.atom") == {"2014-05-01", "2014-07-01"}


def test_the_last_withdrawn_come_first_and_no_more_than_a_feed_has_items() -> None:
    gone = [make_tombstone(f"2017-08-{n:02}", f"2018-02-{29 - n:02}T00:00:00+00:00") for n in range(9, 1, -1)]
    current = Reader(make_compiler(ITEMS, with_feeds(items=3), gone), ".atom").current()
    assert [found.get("when") for found in deleted_in(current.body)] == [
        "2018-02-27T00:00:00Z",
        "2018-02-26T00:00:00Z",
        "2018-02-25T00:00:00Z",
    ]


def test_a_tombstone_gives_time_and_reason(grammar: etree.RelaxNG) -> None:
    gone = [make_tombstone("2017-07-01", reason="Retracted <by\x00> the source")]
    feed = etree.fromstring(Reader(make_compiler(ITEMS, tombstones=gone), ".atom").current().body)
    grammar.assertValid(feed)
    (deleted,) = feed.findall("at:deleted-entry", NAMES)
    assert dict(deleted.attrib) == {"ref": "tag:harbour.example,2017-07-01:gone", "when": "2018-01-01T09:30:15Z"}
    assert deleted.findtext("at:comment", namespaces=NAMES) == "Retracted <by> the source"


@pytest.mark.parametrize(
    ("retraction", "language", "words"),
    [
        (Retraction("a.html", date(2016, 4, 17)), "en", "Taken back by its source: no longer in a.html (2016-04-17)"),
        (Retraction("a.html", None, True), "es", "Su fuente la ha retirado: se comprobó que a.html era un error"),
        (Retraction("news.html", None), "es", "Su fuente la ha retirado: ya no está en news.html"),
        (Retraction(None, None), "de", "Von der Quelle zurückgenommen"),
    ],
    ids=str,
)
def test_what_its_source_took_back_says_so_in_the_site_s_language(
    retraction: Retraction, language: str, words: str
) -> None:
    gone = [replace(make_tombstone("2017-07-01", reason=""), retraction=retraction)]
    settings = SETTINGS.model_copy(update={"site": SETTINGS.site.model_copy(update={"language": language})})
    (deleted,) = deleted_in(Reader(make_compiler(ITEMS, settings, gone), ".atom").current().body)
    assert deleted.findtext("at:comment", namespaces=NAMES) == words


@pytest.mark.parametrize("suffix", [".rss", ".json"])
def test_no_other_format_says_a_word_of_it(suffix: str) -> None:
    told = Reader(make_compiler(ITEMS, tombstones=GONE), suffix).current().body
    assert not any(stone.id.encode() in told or stone.reason.encode() in told for stone in GONE)


@pytest.mark.parametrize(
    ("suffix", "date"),
    [
        (".atom", b"<updated>2018-01-01T09:30:15Z</updated>"),
        (".rss", b"<lastBuildDate>Mon, 01 Jan 2018 09:30:15 +0000</lastBuildDate>"),
        (".json", b'"updated":"2018-01-01T09:30:15Z"'),
    ],
)
def test_a_withdrawal_is_an_update_of_the_feed(suffix: str, date: bytes) -> None:
    told, silent = (Reader(make_compiler(ITEMS, tombstones=gone), suffix).current().body for gone in (GONE, ()))
    assert (date in told, date in silent) == (True, False)


def test_a_feed_without_tombstones_names_no_namespace_for_them() -> None:
    assert b"tombstones" not in Reader(make_compiler(ITEMS), ".atom").current().body


def test_a_feed_of_which_every_item_is_withdrawn_tells_so() -> None:
    current = Reader(make_compiler([], tombstones=GONE), ".atom").current()
    assert len(deleted_in(current.body)) == len(GONE)


@pytest.mark.parametrize(
    ("right", "wrong"), [(b" ref=", b" id="), (b' when="2018-', b' when="May 2018-'), (b"at:comment", b"at:why")]
)
def test_the_grammar_refuses_a_wrong_tombstone(grammar: etree.RelaxNG, right: bytes, wrong: bytes) -> None:
    document = Reader(make_compiler(ITEMS, tombstones=GONE), ".atom").current().body
    assert right in document
    assert not grammar.validate(etree.fromstring(document.replace(right, wrong)))
