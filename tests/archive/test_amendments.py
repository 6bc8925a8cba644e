"""What a feed tells of changes to items that had come out."""

from datetime import timedelta

import pytest

from syndication.archive import Amendment, Archive, Event, EventKind, Withdrawn
from syndication.models import ALL, REGIONS, TOPICS, Category, ClassifiedItem, Selection, SourceDate
from tests.archive.pages import NOW, TEXT, page, tell

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
WATER, ROADS, NORTH = Category(TOPICS, "water", 2.0), Category(TOPICS, "roads", 1.0), Category(REGIONS, "north", 1.0)
IN_WATER, IN_ROADS, IN_NORTH = Selection.of("water"), Selection.of("roads"), Selection.of(region="north")
LONGER = f"{TEXT}. The mayor was there."


def kinds(archive: Archive, selection: Selection = ALL, limit: int = 9) -> list[EventKind]:
    return [amendment.event.kind for amendment in archive.amendments(selection, limit)]


def replace_file(archive: Archive, *versions: ClassifiedItem, name: str = "a.html") -> None:
    """One file that says this, then that, a day apart each time."""
    for day, told in enumerate(versions):
        archive.absorb([page(name, told)], NOW + timedelta(days=day))


def only_id(archive: Archive) -> str:
    (item,) = archive.newest(ALL, 9)
    return item.id


def test_what_came_out_and_stayed_as_it_was_is_not_told(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    archive.absorb([page("b.html", tell())], LATER)
    assert archive.amendments(ALL, 9) == []


def test_a_change_is_told_with_the_item_as_it_is_now(archive: Archive) -> None:
    replace_file(archive, tell("Tests"), tell("Water tests"))
    (item,) = archive.newest(ALL, 9)
    event = Event(EventKind.RETITLED, LATER, titles=("Tests", "Water tests"))
    assert archive.amendments(ALL, 9) == archive.amendments(IN_WATER, 9) == [Amendment(item, event)]
    assert archive.amendments(IN_ROADS, 9) == []


def test_the_last_change_comes_first_and_the_oldest_are_left_out(archive: Archive) -> None:
    replace_file(archive, tell("Tests"), tell("Water tests"), tell("Water tests", LONGER))
    replace_file(archive, tell("Snow", "It snows", day="2019-08-17"), tell("Snow", "It snows"), name="b.html")
    assert kinds(archive) == [EventKind.REWORDED, EventKind.RETITLED, EventKind.REDATED]
    assert kinds(archive, limit=1) == [EventKind.REWORDED]


def test_a_day_that_the_source_only_states_tells_nobody_what_changed(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(modified=SourceDate.parse("2011-01-01").day))], NOW)
    assert archive.amendments(ALL, 9) == []


def test_the_feed_that_an_item_leaves_tells_that_and_no_more_of_it(archive: Archive) -> None:
    replace_file(
        archive,
        tell(categories=(WATER, NORTH)),
        tell(text=LONGER, categories=(ROADS, NORTH)),
        tell("Renamed", LONGER, categories=(ROADS, NORTH)),
    )
    assert kinds(archive, IN_WATER) == kinds(archive, Selection.of("water", "north")) == [EventKind.RECATEGORISED]
    assert kinds(archive, IN_ROADS) == kinds(archive, IN_NORTH) == kinds(archive)
    assert kinds(archive) == [EventKind.RETITLED, EventKind.RECATEGORISED, EventKind.REWORDED]


def test_an_item_that_moves_in_both_schemes_is_told_where_it_stood_and_stands(archive: Archive) -> None:
    south = Category(REGIONS, "south", 1.0)
    replace_file(archive, tell(categories=(WATER, NORTH)), tell(text=LONGER, categories=(ROADS, south)))
    left, entered = Selection.of("water", "north"), Selection.of("roads", "south")
    assert EventKind.RECATEGORISED in kinds(archive, left)
    assert EventKind.RECATEGORISED in kinds(archive, entered)
    assert kinds(archive, Selection.of("water", "south")) == kinds(archive, Selection.of("roads", "north")) == []


def test_a_union_tells_what_its_members_tell_each_once(archive: Archive) -> None:
    replace_file(archive, tell("Tests", categories=(WATER, ROADS)), tell("Water tests", categories=(WATER, ROADS)))
    assert kinds(archive, Selection.union(["water", "roads"])) == [EventKind.RETITLED]
    assert kinds(archive, Selection.union(["water", "snow"])) == [EventKind.RETITLED]


def test_a_person_s_decision_is_told_where_it_changed_something(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER,)))], NOW)
    archive.correct(only_id(archive), {TOPICS: ["water"]}, LATER)
    assert kinds(archive) == []
    archive.correct(only_id(archive), {TOPICS: ["roads"]}, LATER)
    assert kinds(archive, IN_WATER) == kinds(archive, IN_ROADS) == [EventKind.DECIDED]
    archive.lift(only_id(archive), LAST)
    assert kinds(archive, IN_WATER) == [EventKind.RELEASED, EventKind.DECIDED]
    assert kinds(archive, IN_ROADS) == [EventKind.RELEASED]


def test_of_a_withdrawn_item_the_withdrawal_alone_is_told_where_it_stood(archive: Archive) -> None:
    replace_file(archive, tell("Tests"), tell("Water tests"))
    (item,) = archive.newest(ALL, 9)
    archive.withdraw(item.id, "told twice", LAST)
    archive.absorb([page("a.html", tell("Water tests agreed", categories=(ROADS,)))], LAST + timedelta(days=1))
    stone = Withdrawn(item.id, item.path, item.date, LAST, "told twice")
    expected = [Amendment(stone, Event(EventKind.WITHDRAWN, LAST, reason="told twice"))]
    assert archive.amendments(ALL, 9) == archive.amendments(IN_WATER, 9) == expected
    assert archive.amendments(IN_ROADS, 9) == []


def test_an_item_that_returns_tells_all_again(archive: Archive) -> None:
    replace_file(archive, tell("Tests"), tell("Water tests"))
    id_ = only_id(archive)
    archive.withdraw(id_, "told twice", LAST)
    archive.reinstate(id_, LAST + timedelta(days=1))
    assert kinds(archive) == [EventKind.RETURNED, EventKind.WITHDRAWN, EventKind.RETITLED]


def test_what_only_an_older_page_reveals_is_a_change_of_the_feeds(archive: Archive) -> None:
    archive.absorb([page("b.html", tell("Tests agreed", LONGER), as_of="2011-01-01")], NOW)
    archive.absorb([page("c.html", tell("Tests", LONGER), as_of="2010-09-01")], NOW)
    archive.settle(archive.due())
    archive.absorb([page("a.html", tell("Water", LONGER), as_of="2010-08-20")], LATER)
    assert kinds(archive) == [EventKind.RETITLED, EventKind.RETITLED]
    assert archive.due() == {ALL, IN_WATER}


def test_of_an_item_that_its_source_took_back_that_alone_is_told(archive: Archive) -> None:
    snow = tell("Snow", "The pass is shut", categories=(ROADS,))
    archive.absorb([page("a.html", snow, tell())], NOW)
    archive.absorb([page("a.html", tell("Snow again", "The pass is shut", categories=(ROADS,)), tell())], LATER)
    assert kinds(archive) == kinds(archive, IN_ROADS) == [EventKind.RETITLED]
    archive.absorb([page("a.html", tell())], LAST)
    assert kinds(archive) == kinds(archive, IN_ROADS) == [EventKind.TAKEN_BACK]
    assert kinds(archive, IN_WATER) == []


def test_words_do_not_count(archive: Archive) -> None:
    replace_file(archive, tell("Tests"), tell("Water tests"))
    assert archive.amendments(Selection.union(["water"], words="nothing"), 9) == archive.amendments(IN_WATER, 9)


@pytest.mark.parametrize("limit", [1, 2, 3, 4, 50])
def test_no_change_is_missed_within_the_limit(archive: Archive, limit: int) -> None:
    for number in range(4):
        told = [tell(f"Story {number}, told {n} times", f"Number {number} of all stories") for n in range(number + 2)]
        replace_file(archive, *told, name=f"{number}.html")
    every = archive.amendments(ALL, 99)
    assert len(every) == 1 + 2 + 3 + 4
    assert archive.amendments(ALL, limit) == every[:limit]
