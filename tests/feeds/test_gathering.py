"""Which feeds there are, what they are called, and when they were updated."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from syndication.feeds import every_selection, gather, name_of
from syndication.feeds.wording import wording
from syndication.models import ALL, Selection
from tests.feeds.making import ITEMS, SETTINGS, TAXONOMY, make_settings

FISHING_NORTH = Selection.of("fishing", "north")
UNION = Selection.union(["ships-and-crews", "fishing"], ["south", "north", "old-port"])


def test_every_term_and_every_pair_has_a_feed_items_or_not() -> None:
    selections = every_selection(TAXONOMY)
    assert len(selections) == len(set(selections)) == 1 + 2 + 4 + 2 * 4
    assert {ALL, Selection.of(topic="fishing"), Selection.of(region="high-seas"), FISHING_NORTH} <= set(selections)


@pytest.mark.parametrize(
    ("selection", "title"),
    [
        (ALL, "Harbour Watch"),
        (Selection.of(topic="ships-and-crews"), "Ships & crews – Harbour Watch"),
        (Selection.of(region="north"), "North Coast – Harbour Watch"),
        (FISHING_NORTH, "Fishing in North Coast – Harbour Watch"),
        (Selection.of(topic="retired"), "retired – Harbour Watch"),
        (UNION, "Fishing or Ships & crews in North Coast, old-port or South Coast – Harbour Watch"),
        (Selection.union(words="{gale}"), "“{gale}” – Harbour Watch"),
        (Selection.union(["fishing"], words="north sea"), "Fishing with “north sea” – Harbour Watch"),
    ],
)
def test_a_feed_says_in_plain_words_what_it_holds(selection: Selection, title: str) -> None:
    assert gather(selection, (), SETTINGS, TAXONOMY).title == title


@pytest.mark.parametrize(("language", "name"), [("es", "Pesca en Costa Norte"), ("fr", "Fishing, North Coast")])
def test_titles_are_in_the_language_of_the_site(language: str, name: str) -> None:
    feed = gather(FISHING_NORTH, (), make_settings(language=language), TAXONOMY)
    assert feed.title == f"{name} – Harbour Watch"
    assert feed.description == f"{name} – News of the harbours."


@pytest.mark.parametrize(
    ("language", "name"),
    [
        ("de", "Fishing oder Ships & crews mit „Sturm“"),
        ("en", "Fishing or Ships & crews with “Sturm”"),
        ("es", "Pesca o Barcos y tripulaciones con «Sturm»"),
        ("fr", "Fishing ou Ships & crews avec « Sturm »"),
        ("pt", "Fishing ou Ships & crews com “Sturm”"),
    ],
)
def test_unions_and_words_are_named_in_every_language(language: str, name: str) -> None:
    assert name_of(Selection.union(["fishing", "ships-and-crews"], words="Sturm"), TAXONOMY, language) == name


@pytest.mark.parametrize("last", ["Oro", "hoteles", "Óleo"])
def test_the_spanish_word_for_or_gives_way_to_an_o(last: str) -> None:
    assert wording("es").any_of(["Agua", "Cobre", last]) == f"Agua, Cobre u {last}"


def test_an_id_depends_on_nothing_but_the_authority_and_the_selection() -> None:
    moved = make_settings(base_url="http://elsewhere.example", title="New name", language="es", epoch="1999-09-09")
    ids = {gather(FISHING_NORTH, items, site, TAXONOMY).id for site in (SETTINGS, moved) for items in ((), ITEMS)}
    assert ids == {"tag:harbour.example,2026:feed/topics/fishing/regions/north"}


def test_ids_differ_from_feed_to_feed() -> None:
    selections = {*every_selection(TAXONOMY), UNION, *(Selection.union(["fishing"], words=words) for words in "ab")}
    assert len({gather(selection, (), SETTINGS, TAXONOMY).id for selection in selections}) == len(selections)


def test_updated_is_the_newest_items() -> None:
    newest = datetime(2020, 5, 5, 5, tzinfo=UTC)
    items = (*ITEMS, replace(ITEMS[-1], id="tag:harbour.example,2020:x", updated=newest))
    assert gather(ALL, items, SETTINGS, TAXONOMY).updated == newest


def test_an_empty_feed_was_updated_at_noon_of_the_sites_epoch() -> None:
    assert gather(ALL, (), SETTINGS, TAXONOMY).updated == datetime(2001, 2, 3, 12, tzinfo=UTC)


def test_items_keep_their_order() -> None:
    assert gather(ALL, ITEMS[::-1], SETTINGS, TAXONOMY).items == ITEMS[::-1]
