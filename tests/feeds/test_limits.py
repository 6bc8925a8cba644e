"""No item and no document grows without bound, and no item is lost for it."""

import json
from collections.abc import Sequence

import feedparser
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from syndication.config import Settings
from syndication.feeds.shortening import shorten_paragraphs
from syndication.formats import FEED_FORMATS
from syndication.models import ALL, ArchivedItem
from syndication.text import clean
from tests.feeds.making import documents_of, make_item, with_feeds
from tests.feeds.memory import BASE, Reader, ids_in, links_in, make_compiler

SUFFIXES = [form.suffix for form in FEED_FORMATS]
SMALL = with_feeds(document_bytes=20_000, item_bytes=4_000)
WORDS = "The crew is well & the ship isn't. "


def contents_in(documents: dict[str, bytes]) -> list[list[str | None]]:
    """The items' contents in Atom, RSS and JSON Feed."""
    entries = etree.fromstring(documents[".atom"]).iterfind("{*}entry")
    items = etree.fromstring(documents[".rss"]).iterfind("channel/item")
    return [
        [entry.findtext("{*}content") for entry in entries],
        [item.findtext("{*}encoded") for item in items],
        [item.get("content_html") for item in json.loads(documents[".json"])["items"]],
    ]


def make_year(number: int, paragraph: str = WORDS * 20) -> list[ArchivedItem]:
    days = [f"2016-{12 - n // 28:02}-{28 - n % 28:02}" for n in range(number)]
    return [make_item(str(n), paragraphs=(paragraph,), day=day) for n, day in enumerate(days)]


def test_an_item_a_thousand_times_too_long_is_cut_and_linked_alike_in_every_format() -> None:
    items = [make_item("before"), make_item("long", paragraphs=(WORDS * 100,) * 1_000), make_item("after")]
    atom, rss, in_json = contents_in(documents_of(*items))
    assert atom == rss == in_json
    assert atom[0] == atom[2] == "<p>The crew is well.</p><p>The ship is not.</p>"
    *paragraphs, link = etree.fromstring(f"<div>{atom[1]}</div>")
    assert len("".join(paragraph.text for paragraph in paragraphs).encode()) <= 64_000 + len("…".encode())
    assert paragraphs[-1].text.endswith("…")
    assert link.find("a").get("href") == link.find("a").text == f"{BASE}/items/2016/04/17/long"


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_a_feed_with_an_item_far_too_long_can_be_read(suffix: str) -> None:
    item = make_item(title="word " * 100_000, paragraphs=("<&>" * 1_000_000,))
    found = feedparser.parse(documents_of(item, settings=SMALL)[suffix])
    assert (found.bozo, [entry.id for entry in found.entries]) == (False, [item.id])
    assert found.entries[0].title.endswith("word…")
    assert len(found.entries[0].title) <= 4_000


def test_a_text_that_just_fits_stays() -> None:
    exact = make_item(paragraphs=("ñ" * 500, "x" * 3_000))
    (content,) = contents_in(documents_of(exact, settings=SMALL))[0]
    assert content == f"<p>{'ñ' * 500}</p><p>{'x' * 3_000}</p>"


@given(st.lists(st.text(st.sampled_from("ab ñ😀")).map(clean).filter(bool)), st.integers(0, 100))
def test_a_cut_text_is_the_beginning_of_the_text(paragraphs: list[str], size: int) -> None:
    kept = shorten_paragraphs(paragraphs, size)
    if kept != paragraphs:
        *whole, cut = kept
        assert whole == paragraphs[: len(whole)]
        assert paragraphs[len(whole)].startswith(cut.removesuffix("…"))
        assert len("".join(kept).removesuffix("…").encode()) <= size < len("".join(paragraphs).encode())


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_current_document_holds_as_many_of_the_newest_items_as_fit(suffix: str) -> None:
    items = make_year(40)
    current = Reader(make_compiler(items, SMALL), suffix).current()
    held = ids_in(current)
    assert 3 < len(held) < 40
    assert held == [item.id for item in items[: len(held)]]
    assert links_in(current)["prev-archive"] == f"{BASE}/all/2016{suffix}"


def test_every_format_holds_the_same_items_and_the_largest_is_near_the_limit() -> None:
    documents = make_compiler(make_year(40), SMALL).compile_current(ALL)
    assert len({tuple(ids_in(document)) for document in documents}) == 1
    largest = max(documents, key=lambda document: len(document.body))
    item = len(largest.body) // len(ids_in(largest))
    assert SMALL.feeds.document_bytes - 2 * item < len(largest.body) <= SMALL.feeds.document_bytes


def test_a_current_document_holds_at_least_one_item() -> None:
    items = [make_item(str(n), paragraphs=("<&>" * 1_300,)) for n in range(3)]
    for document in make_compiler(items, SMALL).compile_current(ALL):
        assert len(ids_in(document)) == 1


def full_or_brief(items: Sequence[ArchivedItem], site: Settings = SMALL) -> dict[str, bytes]:
    """The documents of 2016."""
    reader = Reader(make_compiler(items, site), ".atom")
    return {suffix: reader.fetch(f"{BASE}/all/2016{suffix}").body for suffix in SUFFIXES}


def test_an_archive_document_over_the_limit_keeps_every_item_and_shows_summaries(grammar: etree.RelaxNG) -> None:
    items = make_year(40)
    documents = full_or_brief(items)
    grammar.assertValid(etree.fromstring(documents[".atom"]))
    assert contents_in(documents) == [[None] * 40] * 3
    for suffix in (".atom", ".rss"):
        found = feedparser.parse(documents[suffix])
        assert [entry.id for entry in found.entries] == [item.id for item in items]
        assert all(entry.summary.endswith("…") for entry in found.entries)
    assert all(item["content_text"].endswith("…") for item in json.loads(documents[".json"])["items"])


def test_an_archive_document_within_the_limit_shows_texts() -> None:
    text = "The crew is well."
    assert contents_in(full_or_brief(make_year(3, text))) == [[f"<p>{text}</p>"] * 3] * 3


@settings(deadline=None, max_examples=15)
@given(sizes=st.lists(st.integers(0, 12_000), min_size=1, max_size=40), suffix=st.sampled_from(SUFFIXES))
def test_a_reader_gets_every_item_however_long_they_are(sizes: list[int], suffix: str) -> None:
    items = [
        make_item(str(n), paragraphs=("x " * size,), day=f"20{n // 12:02}-{n % 12 + 1:02}")
        for n, size in enumerate(sizes)
    ]
    met = {id_ for document in Reader(make_compiler(items, SMALL), suffix).history() for id_ in ids_in(document)}
    assert met == {item.id for item in items}
