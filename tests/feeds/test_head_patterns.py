"""Feeds whose head is written by a pattern have the bytes that feedgen would have written."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from syndication.feeds import atom, gather, rss
from syndication.feeds.facts import FeedFacts
from syndication.feeds.head_patterns import write_heads
from syndication.feeds.stating import state_feed
from syndication.models import Period, Selection, Span
from tests.feeds.making import ITEMS, SETTINGS, TAXONOMY
from tests.feeds.test_item_patterns import degrees, instants, texts

WRITERS = (atom.write_feed, rss.write_channel)
SELECTIONS = (
    *(Selection.of(topic, region) for topic in (None, "mining", "a&b") for region in (None, "lima", "ñ")),
    Selection.union(["mining", "water"]),
    Selection.union(words='"a river" <b>'),
)
spans = st.sampled_from(Span)
periods = st.builds(Period.of, st.dates(date(1900, 1, 1)), spans)
FACTS = state_feed(gather(Selection.of("mining"), ITEMS, SETTINGS, TAXONOMY), SETTINGS, TAXONOMY)
feeds = st.builds(
    FeedFacts,
    id=texts,
    title=texts,
    description=texts,
    updated=instants,
    author=texts,
    homepage=st.just("https://harbour.example/"),
    language=st.sampled_from(["en", "pt-BR"]),
    rights=st.none() | texts,
    licence=st.none() | st.just("https://licence.example/?a=b&c=d"),
    place=st.none() | st.tuples(degrees, degrees, degrees, degrees),
    hub=st.none() | st.just("https://hub.example/?a=b&c=d"),
    interval_seconds=st.none() | st.just(900),
    withdrawn=st.just(()),
    base_url=st.sampled_from(["https://feeds.example", "https://feeds.example/%a/ñ&b"]),
    selection=st.sampled_from(SELECTIONS),
    period=st.none() | periods,
    previous=st.none() | periods,
    next=st.none() | periods,
    is_of_corrections=st.booleans(),
)


@settings(deadline=None)
@given(feeds)
def test_any_head_is_written_as_feedgen_writes_it(facts: FeedFacts) -> None:
    assert list(write_heads(WRITERS, facts)) == [write(facts) for write in WRITERS]


@settings(deadline=None)
@given(st.lists(feeds.map(lambda facts: replace(facts, period=None, next=None)), min_size=2, max_size=3))
def test_feeds_of_one_kind_share_a_pattern_and_nothing_else(found: list[FeedFacts]) -> None:
    same = [replace(FACTS, id=f.id, title=f.title, updated=f.updated, selection=f.selection) for f in found]
    assert [[*write_heads(WRITERS, facts)] for facts in same] == [[write(facts) for write in WRITERS] for facts in same]


def test_a_feed_of_the_catalogue_is_written_once_for_all_of_its_kind() -> None:
    calls: list[FeedFacts] = []
    others = [
        replace(FACTS, title=title, updated=datetime(2026, 1, day, tzinfo=UTC)) for day, title in ((1, "a"), (2, "b"))
    ]

    def write(facts: FeedFacts) -> bytes:
        calls.append(facts)
        return atom.write_feed(facts)

    assert [next(write_heads((write,), facts)) for facts in others] == [atom.write_feed(facts) for facts in others]
    assert len(calls) == 1
