"""Any text survives rendering and parsing in all three formats; no text breaks a feed."""

import json
from collections.abc import Iterator

import feedparser
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from syndication.text import clean
from tests.feeds.making import ITEMS, SETTINGS, documents_of, make_item, make_settings
from tests.feeds.parsers import FEED_PARSER, PARSERS, disagreements, read_with_all, read_with_npm

AWKWARD = (
    "<b>bold</b> & <script>alert(1)</script>",
    "]]> <![CDATA[ x ]]>",
    "AT&amp;T &eacute; &#60;",
    "“quotes” ‘and’ \"more\" 'of' them",
    "emoji 👩🏽‍🚒 and flags 🇵🇱",
    "שלום עולם مرحبا",
    "e\u0301 n\u0303 o\u0308",
    "%s {} \\u0000 \\n",
)
CONTROLS = "".join(map(chr, [*range(32), *range(127, 160), 0xFFFE, 0xFFFF, 0xD800, 0xDFFF, 0x202E, 0xFEFF]))
legal_text = (st.text(min_size=1) | st.sampled_from(AWKWARD)).filter(clean)
any_text = st.text(st.characters(codec=None) | st.sampled_from(CONTROLS))


def titles_in(documents: dict[str, bytes]) -> Iterator[list[str]]:
    """The titles of the items, in each format, by parsers that know nothing of feeds."""
    yield [found.text for found in etree.fromstring(documents[".atom"]).iterfind("{*}entry/{*}title")]
    yield [found.text for found in etree.fromstring(documents[".rss"]).iterfind("channel/item/title")]
    yield [found["title"] for found in json.loads(documents[".json"])["items"]]


def looks_like_misread_utf_8(text: str) -> bool:
    """Text such as ``Â¡``, which feedparser takes for damaged and repairs (``mixin.py``, on iso-8859-1)."""
    try:
        return clean(text).encode("iso-8859-1").decode("utf-8") != clean(text)
    except UnicodeError:
        return False


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_text_is_legal(text: str) -> None:
    assert clean(text)


@settings(deadline=None)
@given(st.lists(legal_text, min_size=1, max_size=5))
@example(list(AWKWARD))
def test_titles_survive_in_every_format(titles: list[str]) -> None:
    documents = documents_of(*(make_item(str(n), title) for n, title in enumerate(titles)))
    for found in titles_in(documents):
        assert found == [clean(title) for title in titles]


@settings(deadline=None)
@given(st.lists(legal_text, max_size=4))
@example(list(AWKWARD))
def test_paragraphs_survive_in_every_format(paragraphs: list[str]) -> None:
    documents = documents_of(make_item(paragraphs=tuple(paragraphs)))
    contents = {
        etree.fromstring(documents[".atom"]).findtext("{*}entry/{*}content") or "",
        etree.fromstring(documents[".rss"]).findtext("channel/item/{*}encoded") or "",
        json.loads(documents[".json"])["items"][0]["content_html"],
    }
    (content,) = contents
    found = [paragraph.text for paragraph in etree.fromstring(f"<div>{content}</div>")]
    assert found == [clean(paragraph) for paragraph in paragraphs]


@settings(deadline=None)
@given(legal_text)
def test_feedparser_reads_any_title_of_an_atom_document(title: str) -> None:
    assume(not looks_like_misread_utf_8(title))
    found = feedparser.parse(documents_of(make_item(title=title))[".atom"])
    assert (found.bozo, found.entries[0].title) == (False, clean(title))


def decodes_twice(parser: str, title: str) -> bool:
    """A parser's own fault: it decodes what looks like an entity after XML has been decoded (``xml/element.js``)."""
    return parser == FEED_PARSER and "&" in title


@settings(deadline=None, max_examples=15)
@given(titles=st.lists(legal_text, min_size=1, max_size=30))
@example(titles=list(AWKWARD))
def test_the_parsers_from_npm_read_any_title_of_any_format(titles: list[str]) -> None:
    items = [make_item(str(n), title) for n, title in enumerate(titles)]
    for found in read_with_npm(documents_of(*items).values()):
        for parser, read in found.items():
            pairs = [(item["title"], clean(title)) for item, title in zip(read, titles, strict=True)]
            assert all(told == title for told, title in pairs if not decodes_twice(parser, title)), (parser, pairs)


@settings(deadline=None, max_examples=15)
@given(texts=st.lists(st.tuples(any_text, any_text), min_size=1, max_size=20))
@example(texts=[(text, text) for text in AWKWARD])
@example(texts=[(CONTROLS, CONTROLS), ("", "\x00")])
@example(texts=[("word " * 200, "A very long text. " * 20_000)])
def test_no_text_hides_an_item_from_a_parser(texts: list[tuple[str, str]]) -> None:
    items = [make_item(str(n), title, (text,)) for n, (title, text) in enumerate(texts)]
    documents = documents_of(*items)
    for suffix, found in zip(documents, read_with_all([*documents.values()]), strict=True):
        assert set(found) == {name for name, suffixes in PARSERS.items() if suffix in suffixes}
        assert not disagreements(suffix, items, found, SETTINGS)


@settings(deadline=None)
@given(title=any_text, paragraph=any_text, url=any_text)
@example(title=CONTROLS, paragraph=CONTROLS, url="https://press.example/" + CONTROLS)
@example(title="", paragraph="\x00", url="http://[")
def test_no_character_breaks_a_feed(title: str, paragraph: str, url: str) -> None:
    documents = documents_of(make_item(title=title, paragraphs=(paragraph,), url=url))
    for (found,) in titles_in(documents):
        assert found == (clean(title) or "2016-04-17")


def test_no_character_of_the_settings_breaks_a_feed() -> None:
    site = make_settings(title="Har\x00bour", description="\x1bNews", publisher="Shore\ufffe", rights="\x08Ours")
    documents = documents_of(*ITEMS, settings=site)
    assert etree.fromstring(documents[".atom"]).findtext("{*}title") == "Harbour"
    assert etree.fromstring(documents[".rss"]).findtext("channel/copyright") == "Ours"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "/news/1", "http://[", "mailto:a@b.example"]
)
def test_an_address_that_is_no_web_address_never_reaches_a_reader(url: str) -> None:
    (item,) = json.loads(documents_of(make_item(url=url))[".json"])["items"]
    assert item["url"] == "https://feeds.harbour.example/news/items/2016/04/17/trawler-saved"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://press.example/a b", "https://press.example/a%20b"),
        ("https://press.example/100%", "https://press.example/100%25"),
        ("https://press.example/%C3%B1?q=a%26b#part", "https://press.example/%C3%B1?q=a%26b#part"),
        ('https://press.example/"<x>"', "https://press.example/%22%3Cx%3E%22"),
    ],
)
def test_an_address_is_written_as_a_uri(url: str, written: str) -> None:
    (item,) = json.loads(documents_of(make_item(url=url))[".json"])["items"]
    assert item["url"] == written


@given(st.permutations(ITEMS))
@settings(deadline=None)
def test_every_format_keeps_the_order_of_the_items(items: list) -> None:
    for titles in titles_in(documents_of(*items)):
        assert titles == [item.title for item in items]


@given(st.text(st.sampled_from("word ñ"), max_size=900).filter(clean))
@example("x" * 500)
@settings(deadline=None)
def test_a_summary_is_short_and_the_beginning_of_the_text(text: str) -> None:
    (item,) = json.loads(documents_of(make_item(paragraphs=(text,)))[".json"])["items"]
    summary = item["summary"]
    assert len(summary) <= 400 + len("…")
    assert clean(text) == summary or clean(text).startswith(summary.removesuffix("…"))


def test_a_long_summary_ends_after_a_word() -> None:
    (item,) = json.loads(documents_of(make_item(paragraphs=("harbour " * 49, "is a long word")))[".json"])["items"]
    assert item["summary"].endswith("harbour is a…")
