"""A withdrawal that is taken back."""

from datetime import timedelta
from itertools import pairwise

import pytest

from syndication.archive import Archive, Event, EventKind, Withdrawn
from syndication.errors import ArchiveError
from syndication.models import ALL, TOPICS, ArchivedItem, Category, Retraction, Selection, Span
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.test_amendments import kinds

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
SECOND = timedelta(seconds=1)
IN_WATER, IN_ROADS = Selection.of("water"), Selection.of("roads")
ROADS = Category(TOPICS, "roads", 1.0)


@pytest.fixture
def item(archive: Archive) -> ArchivedItem:
    archive.absorb([page("a.html", tell())], NOW)
    (item,) = archive.newest(ALL, 9)
    return item


@pytest.fixture
def gone(archive: Archive, item: ArchivedItem) -> ArchivedItem:
    """The item, withdrawn."""
    archive.withdraw(item.id, "told twice", LATER)
    return item


def test_it_returns_under_its_id_and_address_and_is_updated(archive: Archive, gone: ArchivedItem) -> None:
    assert archive.reinstate(gone.id, LAST) == {ALL, IN_WATER}
    (item,) = archive.newest(IN_WATER, 9)
    assert (item.id, item.path, item.title, item.updated) == (gone.id, gone.path, gone.title, LAST)
    assert archive.item(gone.path) == item
    assert (archive.count(ALL), archive.newest(Selection.union(words="council"), 9)) == (1, [item])


def test_its_tombstone_goes(archive: Archive, gone: ArchivedItem) -> None:
    assert len(archive.withdrawn(IN_WATER, None, None, 9)) == 1
    archive.reinstate(gone.path, LAST)
    assert archive.withdrawn(IN_WATER, None, None, 9) == []
    assert archive.marked([ALL, IN_WATER]) == frozenset()


def test_its_feeds_are_due(archive: Archive, gone: ArchivedItem) -> None:
    archive.settle(archive.due())
    before = archive.change(IN_WATER)
    archive.reinstate(gone.id, LAST)
    assert archive.due() == {ALL, IN_WATER}
    assert archive.change(IN_WATER).at > before.at


def test_feeds_that_it_left_while_it_was_withdrawn_are_due_too(archive: Archive, gone: ArchivedItem) -> None:
    archive.absorb([page("a.html", tell(text=f"{TEXT} at last", categories=(ROADS,)))], LATER)
    assert archive.reinstate(gone.id, LAST) == {ALL, IN_WATER, IN_ROADS}
    assert (archive.count(IN_WATER), archive.count(IN_ROADS)) == (0, 1)


def test_its_history_tells_both(archive: Archive, gone: ArchivedItem) -> None:
    archive.reinstate(gone.id, LAST)
    told = [Event(EventKind.WITHDRAWN, LATER, reason="told twice"), Event(EventKind.RETURNED, LAST)]
    assert archive.history(gone.id)[-2:] == told
    archive.withdraw(gone.id, "wrong after all", LAST + timedelta(days=1))
    assert [event.kind for event in archive.history(gone.id)][-3:] == [
        EventKind.WITHDRAWN,
        EventKind.RETURNED,
        EventKind.WITHDRAWN,
    ]


def test_each_decision_is_later_than_the_one_before_whatever_the_clock_says(
    archive: Archive, gone: ArchivedItem
) -> None:
    for _ in range(2):
        archive.reinstate(gone.id, NOW)
        archive.withdraw(gone.id, "again", NOW)
    decided = [event.instant for event in archive.history(gone.id)[2:]]
    assert [later - earlier for earlier, later in pairwise(decided)] == [SECOND] * 4


def test_what_was_not_withdrawn_cannot_return(archive: Archive, item: ArchivedItem) -> None:
    assert archive.reinstate(item.id, LATER) == frozenset()
    assert archive.newest(ALL, 9) == [item]
    with pytest.raises(ArchiveError, match="tag:x: expected the id or the path of an item"):
        archive.reinstate("tag:x", LATER)


def test_what_its_source_has_taken_back_meanwhile_stays_away(archive: Archive, gone: ArchivedItem) -> None:
    archive.absorb([page("a.html", tell("Snow", "The pass is shut", categories=(ROADS,)))], LATER + SECOND)
    assert archive.reinstate(gone.id, LAST) == {ALL, IN_WATER}
    stone = Withdrawn(gone.id, gone.path, gone.date, LATER + SECOND, retraction=Retraction("a.html", None))
    assert archive.item(gone.id) == stone
    assert archive.withdrawn(IN_WATER, None, None, 9) == [stone]
    assert (archive.count(IN_WATER), kinds(archive, IN_WATER)) == (0, [EventKind.TAKEN_BACK])


def test_a_decision_on_its_topics_outlives_both(archive: Archive, item: ArchivedItem) -> None:
    archive.correct(item.id, {TOPICS: ["roads"]}, NOW)
    archive.withdraw(item.id, "told twice", LATER)
    archive.reinstate(item.id, LAST)
    assert [each.id for each in archive.newest(IN_ROADS, 9)] == [item.id]
    assert [event.kind for event in archive.history(item.id)][-3:] == [
        EventKind.DECIDED,
        EventKind.WITHDRAWN,
        EventKind.RETURNED,
    ]


def test_lists_of_pages_tell_when_it_returned(archive: Archive, gone: ArchivedItem) -> None:
    archive.reinstate(gone.id, LAST)
    day = gone.date.day
    assert [page.updated for page in archive.pages(day, day + timedelta(days=1))] == [LAST]
    assert list(archive.updates(Span.YEAR).values()) == [LAST]
