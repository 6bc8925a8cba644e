"""Items that are written by a pattern have the bytes that feedgen would have written."""

from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.feeds import atom, rss
from syndication.feeds.facts import CategoryFacts, ItemFacts, Link
from syndication.feeds.item_patterns import write_items
from syndication.feeds.pictures import PictureFacts
from syndication.feeds.stating import state_item
from tests.feeds.making import ITEMS, SETTINGS, TAXONOMY

WRITERS = (atom.write_entry, rss.write_item)
AWKWARD = (
    "a & b < c > d",
    '"\'§id&"§',
    "%s %% {0}",
    "]]>",
    "&amp;amp;",
    "line\nline\ttab\rreturn",
    "ñandú 👩🏽‍🚒",
    "1801-01-01T00:00:00Z",
)
legal = st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff")
texts = st.text(legal, min_size=1) | st.sampled_from(AWKWARD)
instants = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
    lambda instant: instant.replace(microsecond=0)
)
degrees = st.floats(-90, 90)
categories = st.builds(CategoryFacts, texts, texts, texts, texts, st.just("rules"), st.just(()), st.none())
items = st.builds(
    ItemFacts,
    id=texts,
    title=texts,
    link=st.builds(Link, st.just("alternate"), texts, st.sampled_from([None, "text/html"])),
    page=texts,
    bulletin=st.none() | texts,
    published=instants,
    updated=instants,
    summary=st.just("") | texts,
    content=st.just("") | texts,
    categories=st.lists(categories, max_size=4).map(tuple),
    place=st.none() | st.tuples(degrees, degrees) | st.tuples(degrees, degrees, degrees, degrees),
    picture=st.none() | st.builds(PictureFacts, texts, st.sampled_from([None, "image/png"]), st.just("") | texts),
    author=texts,
)


@settings(deadline=None)
@given(items)
def test_any_item_is_written_as_feedgen_writes_it(facts: ItemFacts) -> None:
    assert list(write_items(WRITERS, facts)) == [write(facts) for write in WRITERS]


def test_items_of_one_kind_share_a_pattern_and_nothing_else() -> None:
    stated = [state_item(item, SETTINGS, TAXONOMY) for item in (*ITEMS, *ITEMS)]
    assert [[*write_items(WRITERS, facts)] for facts in stated] == [
        [write(facts) for write in WRITERS] for facts in stated
    ]
