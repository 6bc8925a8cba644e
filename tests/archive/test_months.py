"""How many items a feed has in each month and year."""

from datetime import date

import pytest

from syndication.archive import Archive, LastYear
from syndication.models import ALL, Selection, SourceDate
from tests.archive.pages import NOW, page, tell
from tests.archive.test_selections import categories_of, fill

WATER, ROADS, NORTH = Selection.of("water"), Selection.of("roads"), Selection.of(region="north")


@pytest.fixture
def filled(archive: Archive) -> Archive:
    fill(
        archive,
        ("Bridge", "2010-06-15", "roads north"),
        ("Avalanche", "2010-06", "roads snow south"),
        ("Dam", "2011-01-01", "water north"),
        ("Drought", "2009-12-31", "water south"),
        ("Flood", "2010-12-31", "water roads"),
    )
    return archive


def test_a_month_has_the_items_of_its_days_and_those_without_a_day(filled: Archive) -> None:
    assert filled.months(ROADS) == {date(2010, 6, 1): 2, date(2010, 12, 1): 1}


def test_months_come_oldest_first(filled: Archive) -> None:
    for selection in (ALL, Selection.union(topics=("roads", "water")), Selection(words="text")):
        assert filled.months(selection)
        assert list(filled.months(selection)) == sorted(filled.months(selection))


def test_a_union_counts_an_item_of_two_members_once(filled: Archive) -> None:
    assert filled.months(Selection.union(topics=("roads", "snow")))[date(2010, 6, 1)] == 2


def test_words_are_counted_where_the_search_finds_them(filled: Archive) -> None:
    assert filled.months(Selection.union(topics=("roads",), words="text")) == filled.months(ROADS)
    assert filled.months(Selection(words="avalanche")) == {date(2010, 6, 1): 1}
    assert filled.months(Selection(words="unheard")) == {}


def test_a_month_loses_what_is_withdrawn_and_is_no_more_when_that_was_all(filled: Archive) -> None:
    filled.withdraw(filled.newest(Selection.of("snow"), 1)[0].id, "asked for", NOW)
    assert filled.months(ROADS) == {date(2010, 6, 1): 1, date(2010, 12, 1): 1}
    assert filled.months(Selection.of("snow")) == {}


def test_an_item_that_is_redated_or_classified_anew_moves(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    archive.absorb([page("a.html", tell(day="2010-09-02"))], NOW)
    assert archive.months(ALL) == archive.months(WATER) == {date(2010, 9, 1): 1}
    archive.reclassify(lambda *item: categories_of("snow"), NOW)
    assert (archive.months(WATER), archive.months(Selection.of("snow"))) == ({}, {date(2010, 9, 1): 1})


def test_years_are_told_for_each_feed_that_is_asked_for(filled: Archive) -> None:
    nothing = Selection.of("nothing")
    assert filled.years([WATER, NORTH, nothing]) == {
        WATER: {2009: 1, 2010: 1, 2011: 1},
        NORTH: {2010: 1, 2011: 1},
        nothing: {},
    }


def test_the_last_year_ends_with_the_newest_item_and_has_twelve_months(filled: Archive) -> None:
    nothing = Selection.of("nothing")
    told = LastYear(SourceDate.parse("2010-02"), SourceDate.parse("2011-01"), {WATER: 2, ROADS: 3, nothing: 0})
    assert filled.last_year([WATER, ROADS, nothing]) == told


def test_a_last_year_that_ends_in_december_begins_in_january(archive: Archive) -> None:
    fill(archive, ("Flood", "2010-12-31", "water"), ("Dam", "2010-01-01", "water"), ("Snow", "2009-12-31", "water"))
    assert archive.last_year([WATER]) == LastYear(SourceDate.parse("2010-01"), SourceDate.parse("2010-12"), {WATER: 2})


def test_an_empty_archive_has_no_last_year(archive: Archive) -> None:
    assert archive.last_year([WATER]) is None
    assert archive.years([WATER]) == {WATER: {}}
