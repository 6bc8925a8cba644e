"""An item that its source takes back leaves what a withdrawn one leaves, and returns when it is met again."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Amendment, Archive, Event, EventKind, Withdrawn
from syndication.models import ALL, TOPICS, ArchivedItem, Category, Reading, Retraction, Selection
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, page, tell
from tests.archive.test_amendments import kinds
from tests.archive.test_opening import take_back

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
SECOND = timedelta(seconds=1)
IN_WATER, IN_ROADS = Selection.of("water"), Selection.of("roads")
ROADS = Category(TOPICS, "roads", 1.0)
SNOW = tell("Snow", "The pass is shut and nobody can say for how long it will be", categories=(ROADS,))
BOTH, REST = page("a.html", tell(), SNOW), page("a.html", tell(), as_of="2010-09-01")
RETRACTION = Retraction("a.html", date(2010, 9, 1))


@pytest.fixture
def item(archive: Archive) -> ArchivedItem:
    archive.absorb([BOTH], NOW)
    (item,) = archive.newest(IN_ROADS, 9)
    return item


@pytest.fixture
def gone(archive: Archive, item: ArchivedItem) -> ArchivedItem:
    """The item, taken back."""
    archive.absorb([REST], LATER)
    return item


def test_it_leaves_a_tombstone_that_says_which_file_took_it_back(archive: Archive, gone: ArchivedItem) -> None:
    stone = Withdrawn(gone.id, gone.path, gone.date, LATER, retraction=RETRACTION)
    assert archive.item(gone.id) == archive.item(gone.path) == stone
    assert archive.withdrawn(ALL, None, None, 9) == archive.withdrawn(IN_ROADS, None, None, 9) == [stone]
    assert archive.marked([ALL, IN_ROADS, IN_WATER]) == {ALL, IN_ROADS}


def test_its_history_tells_that(archive: Archive, gone: ArchivedItem) -> None:
    assert archive.history(gone.id)[-1] == Event(EventKind.TAKEN_BACK, LATER, retraction=RETRACTION)


def test_each_feed_that_held_it_tells_that_alone(archive: Archive, gone: ArchivedItem) -> None:
    stone = Withdrawn(gone.id, gone.path, gone.date, LATER, retraction=RETRACTION)
    told = [Amendment(stone, Event(EventKind.TAKEN_BACK, LATER, retraction=RETRACTION))]
    assert archive.amendments(ALL, 9) == archive.amendments(IN_ROADS, 9) == told
    assert archive.amendments(IN_WATER, 9) == []


def test_it_stood_where_it_stood_last(archive: Archive, item: ArchivedItem) -> None:
    longer = tell("Snow", SNOW.item.paragraphs[0] + " at all, they say", categories=(Category(TOPICS, "snow", 1.0),))
    archive.absorb([page("b.html", longer)], LATER)
    archive.absorb([page("b.html", tell()), REST], LAST)
    assert [stone.id for stone in archive.withdrawn(Selection.of("snow"), None, None, 9)] == [item.id]
    assert archive.withdrawn(IN_ROADS, None, None, 9) == []


def test_what_changed_before_stays_in_its_history(archive: Archive, item: ArchivedItem) -> None:
    archive.absorb([page("a.html", tell(), tell("Pass shut", *SNOW.item.paragraphs, categories=(ROADS,)))], LATER)
    archive.absorb([REST], LAST)
    kinds = [event.kind for event in archive.history(item.id)]
    assert kinds == [EventKind.PUBLISHED, EventKind.TAKEN_IN, EventKind.RETITLED, EventKind.TAKEN_BACK]


def test_it_returns_later_than_its_tombstone_and_tells_both(archive: Archive, gone: ArchivedItem) -> None:
    archive.settle(archive.due())
    assert archive.absorb([page("b.html", SNOW)], LAST).touched == {ALL, IN_ROADS}
    (item,) = archive.newest(IN_ROADS, 9)
    assert (item.id, item.path, item.updated) == (gone.id, gone.path, LAST)
    assert (archive.item(gone.path), archive.withdrawn(ALL, None, None, 9)) == (item, [])
    back = Event(EventKind.MET_AGAIN, LAST)
    assert archive.history(gone.id)[-2:] == [Event(EventKind.TAKEN_BACK, LATER, retraction=RETRACTION), back]
    assert kinds(archive, IN_ROADS) == [EventKind.MET_AGAIN, EventKind.TAKEN_BACK]
    assert archive.due() == {ALL, IN_ROADS}


def test_in_other_words_it_returns_as_reworded_then(archive: Archive, gone: ArchivedItem) -> None:
    teaser = tell("Snow", "The pass is shut and nobody can say for how long", categories=(ROADS,))
    archive.absorb([page("b.html", teaser)], LAST)
    assert archive.history(gone.id)[-2:] == [Event(EventKind.REWORDED, LAST), Event(EventKind.MET_AGAIN, LAST)]


def test_it_can_go_and_return_again_and_again_whatever_the_clock_says(archive: Archive, gone: ArchivedItem) -> None:
    for number, reading in enumerate((BOTH, REST, BOTH), 1):
        archive.absorb([reading], LATER - number * SECOND)
    told = archive.history(gone.id)[2:]
    assert [event.kind for event in told] == [EventKind.TAKEN_BACK, EventKind.MET_AGAIN] * 2
    assert all(after.instant - before.instant == SECOND for before, after in pairwise(told))


def test_what_one_file_gives_to_another_of_the_same_look_was_never_away(archive: Archive, item: ArchivedItem) -> None:
    before = archive.newest(ALL, 9), archive.history(item.id)
    for reading in (REST, page("b.html", SNOW)):
        archive.absorb([reading], LATER)
    assert [each.id for each in archive.newest(ALL, 9)] == [each.id for each in before[0]]
    assert archive.newest(IN_ROADS, 9)[0].updated == item.updated
    assert (archive.history(item.id), archive.amendments(ALL, 9), archive.marked([ALL])) == (before[1], [], frozenset())


def test_what_two_files_told_is_taken_back_by_the_last_of_them(archive: Archive, item: ArchivedItem) -> None:
    archive.absorb([page("b.html", SNOW, tell())], NOW)
    archive.absorb([REST], LATER)
    assert isinstance(archive.item(item.id), ArchivedItem)
    archive.absorb([page("b.html", tell())], LAST)
    stone = archive.item(item.id)
    assert isinstance(stone, Withdrawn)
    assert (stone.withdrawn_at, stone.retraction) == (LAST, Retraction("b.html", None))


def test_the_same_bytes_read_better_take_back_what_was_misread(archive: Archive) -> None:
    archive.absorb([page("a.html", tell("Menu", "Home and other pages of this newspaper"), digest="d")], NOW)
    (misread,) = archive.newest(ALL, 9)
    archive.absorb([page("a.html", tell(), digest="d")], LATER)
    stone = archive.item(misread.id)
    assert isinstance(stone, Withdrawn)
    assert stone.retraction == Retraction("a.html", None)


def test_what_never_came_out_leaves_nothing(archive: Archive) -> None:
    archive.absorb([BOTH, REST], NOW)
    (snow,) = (each["id"] for each in archive.contents()["items"] if each["absent"])
    assert (archive.item(snow), archive.history(snow), archive.amendments(ALL, 9)) == (None, [], [])
    archive.absorb([page("b.html", SNOW)], LATER)
    assert [event.kind for event in archive.history(snow)] == [EventKind.PUBLISHED, EventKind.TAKEN_IN]


def test_a_person_s_word_stands_before_the_source_s(archive: Archive, gone: ArchivedItem) -> None:
    assert archive.withdraw(gone.id, "told twice", LAST) == {ALL, IN_ROADS}
    stone = Withdrawn(gone.id, gone.path, gone.date, LAST, "told twice")
    assert archive.withdrawn(IN_ROADS, None, None, 9) == [stone]
    archive.absorb([BOTH], LAST)
    assert (archive.item(gone.id), archive.count(IN_ROADS)) == (stone, 0)
    archive.reinstate(gone.id, LAST)
    assert (archive.count(IN_ROADS), archive.withdrawn(IN_ROADS, None, None, 9)) == (1, [])


def test_it_is_withdrawn_and_reinstated_later_than_its_tombstone_whatever_the_clock_says(
    archive: Archive, gone: ArchivedItem
) -> None:
    archive.withdraw(gone.id, "told twice", NOW)
    assert _dated(archive.item(gone.id)) == LATER + SECOND
    archive.absorb([BOTH], NOW + SECOND)
    archive.reinstate(gone.id, NOW)
    assert _dated(archive.item(gone.id)) == LATER + 2 * SECOND


def test_it_returns_later_than_a_person_s_tombstone_whatever_the_clock_says(
    archive: Archive, item: ArchivedItem
) -> None:
    archive.withdraw(item.id, "told twice", LATER)
    archive.absorb([REST], NOW + SECOND)
    archive.reinstate(item.id, NOW + 2 * SECOND)
    archive.absorb([BOTH], NOW + 3 * SECOND)
    assert _dated(archive.item(item.id)) == LATER + 2 * SECOND


@pytest.mark.parametrize("is_withdrawn_too", [False, True])
def test_an_older_archive_learns_what_was_taken_back(address: str, is_withdrawn_too: bool) -> None:
    def told(archive: Archive) -> tuple[object, ...]:
        feeds = (ALL, IN_WATER, IN_ROADS)
        return archive.contents(), *(
            (archive.withdrawn(feed, None, None, 9), archive.amendments(feed, 9)) for feed in feeds
        )

    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([BOTH], NOW)
        (item,) = archive.newest(IN_ROADS, 9)
        archive.correct(archive.newest(IN_WATER, 9)[0].id, {TOPICS: ["roads", "snow"]}, NOW)
        archive.absorb([REST], LATER)
        if is_withdrawn_too:
            archive.withdraw(item.id, "told twice", LAST)
        before, history = told(archive), archive.history(item.id)
    take_back(address, "0016")
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert (told(archive), archive.history(item.id)) == (before, history)


TODAY = NOW.date().isoformat()
STORIES = [
    tell(f"Story {n}", f"Number {n} of all stories that are told here", day, categories=(ROADS,) * (n % 2))
    for n, day in enumerate(("2010-08-17", TODAY, "2010-08-17"))
]
CONTENTS = st.lists(st.sampled_from(range(3)), min_size=1, unique=True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=20)
@given(looks=st.lists(st.tuples(st.sampled_from("ab"), CONTENTS), min_size=1, max_size=7))
def test_whoever_believes_the_later_word_holds_what_is_there(
    lend_address: LendAddress, looks: list[tuple[str, list[int]]]
) -> None:
    """RFC 6721, section 3: a subscriber who keeps an entry, or buries it, by what is dated later."""
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
        held: dict[str, ArchivedItem | Withdrawn] = {}
        for number, reading in enumerate(_read(looks)):
            archive.absorb([reading], NOW + number * SECOND / 2)
            for told in (*archive.newest(ALL, 9), *archive.withdrawn(ALL, None, None, 9)):
                known = held.setdefault(told.id, told)
                if _dated(told) >= _dated(known):
                    held[told.id] = told
            there = {item.id for item in archive.newest(ALL, 9)}
            assert {id_ for id_, told in held.items() if isinstance(told, ArchivedItem)} == there
            assert {id_ for id_ in held if isinstance(archive.item(id_), Withdrawn)} == held.keys() - there


def _read(looks: list[tuple[str, list[int]]]) -> Iterator[Reading]:
    for name, numbers in looks:
        yield page(f"{name}.html", *(STORIES[number] for number in numbers))


def _dated(told: ArchivedItem | Withdrawn) -> object:
    moment = told.updated if isinstance(told, ArchivedItem) else told.withdrawn_at
    return moment.replace(microsecond=0)
