"""Lists of addresses: every item that readers see stands in them, with the time of its last update."""

from datetime import date, timedelta

import pytest

from syndication.archive import Archive
from syndication.models import ALL, Category, Period, Selection, Span
from tests.archive.pages import NOW, page, tell

START, END = date(2010, 1, 1), date(2011, 1, 1)
WATER = (Category("topics", "water", 1.0),)


@pytest.fixture
def filled(archive: Archive) -> Archive:
    days = ("2009-12-31", "2010-01-01", "2010-06", "2010-06-15", "2010-06-15", "2011-01-01")
    told = [
        tell(f"Story {number}", f"Story {number} is told in a text", day, categories=WATER)
        for number, day in enumerate(days)
    ]
    archive.absorb([page("a.html", *told)], NOW)
    return archive


def test_pages_are_those_of_the_items_of_the_time_in_their_order(filled: Archive) -> None:
    found = filled.within(ALL, START, END)
    assert [(each.path, each.updated) for each in filled.pages(START, END)] == [
        (item.path, item.updated) for item in found
    ]
    assert len(found) == 4


def test_a_withdrawn_item_is_in_no_list(filled: Archive) -> None:
    filled.withdraw(filled.newest(ALL, 1)[0].id, "asked for", NOW)
    assert filled.pages(END, date.max) == []
    assert Period.of(END, Span.DAY) not in filled.updates(Span.DAY)


def test_a_persons_decision_is_an_update(filled: Archive) -> None:
    item = filled.newest(ALL, 1)[0]
    later = NOW + timedelta(days=9)
    filled.correct(item.id, {"topics": ()}, later)
    assert [each.updated for each in filled.pages(END, date.max)] == [later]
    assert filled.updates(Span.YEAR)[Period.of(END, Span.YEAR)] == later


@pytest.mark.parametrize("span", Span)
def test_every_period_with_an_item_tells_its_last_update_newest_first(filled: Archive, span: Span) -> None:
    updates, items = filled.updates(span), filled.newest(ALL, 50)
    assert list(updates) == list(dict.fromkeys(Period.of(item.date.day, span) for item in items))
    for period, updated in updates.items():
        assert updated == max(item.updated for item in items if Period.of(item.date.day, span) == period)


def test_the_changes_of_all_feeds_are_those_of_each(filled: Archive) -> None:
    filled.withdraw(filled.newest(ALL, 1)[0].id, "asked for", NOW + timedelta(days=1))
    assert filled.changes() == {each: filled.change(each).at for each in (ALL, Selection.of("water"))}


def test_the_latest_days_of_a_feed_are_told_once_each_newest_first(filled: Archive) -> None:
    water, snow = Selection.of("water"), Selection.of("snow")
    assert filled.latest_days([ALL, water, snow], 3) == {
        ALL: [date(2011, 1, 1), date(2010, 6, 15), date(2010, 6, 1)],
        water: [date(2011, 1, 1), date(2010, 6, 15), date(2010, 6, 1)],
        snow: [],
    }


def test_an_empty_archive_has_nothing_to_list(archive: Archive) -> None:
    assert (archive.updates(Span.YEAR), archive.pages(START, END), archive.changes()) == ({}, [], {})
