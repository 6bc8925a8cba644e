"""The guard's limits hold over a day: what comes in pieces is held as surely as at once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from syndication.archive import Absorption, Archive, Toll
from syndication.models import ALL, TOPICS, Category, ClassifiedItem, Reading
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, TEXT, page, tell

HOUR = timedelta(hours=1)
TUESDAY = NOW + timedelta(days=1)
TOPIC = ("bridges", "weather", "water", "schools")
STORIES = tuple(
    tell(f"Story of {topic}", f"The {topic} of the upper valley were spoken of by {number} people at the last meeting")
    for number, topic in enumerate(TOPIC)
)


def edit(entry: ClassifiedItem, more: str = "and then they went home") -> ClassifiedItem:
    return replace(entry, item=replace(entry.item, paragraphs=(f"{entry.item.paragraphs[0]} {more}",)))


def own(number: int, *entries: ClassifiedItem) -> Reading:
    return page(f"{number}.html", *entries)


def allow_one(toll: Toll) -> Sequence[str]:
    return ("too many",) if toll.revised > 1 or toll.absent > 1 or max(toll.emptied.values(), default=0) > 1 else ()


def absorb(archive: Archive, reading: Reading, now: datetime) -> Absorption:
    return archive.absorb([reading], now, allow_one)


@pytest.fixture
def told(archive: Archive) -> Archive:
    """An archive that took in each story from a file of its own on Monday."""
    archive.absorb([own(number, story) for number, story in enumerate(STORIES)], NOW)
    return archive


def test_what_changes_piece_by_piece_is_held_as_at_once(told: Archive) -> None:
    looks = [absorb(told, own(n, edit(story)), TUESDAY + n * HOUR) for n, story in enumerate(STORIES)]
    assert [len(look.revised) for look in looks] == [1, 0, 0, 0]
    assert [bool(look.plans) for look in looks] == [False, True, True, True]


def test_what_leaves_piece_by_piece_is_held_as_at_once(archive: Archive) -> None:
    archive.absorb([own(n, story, tell(f"{n}", f"{n}: {TEXT}")) for n, story in enumerate(STORIES)], NOW)
    looks = [absorb(archive, own(n, story), NOW + n * HOUR) for n, story in enumerate(STORIES)]
    assert [len(look.absent) for look in looks] == [1, 0, 0, 0]


def test_a_feed_is_not_emptied_piece_by_piece(told: Archive) -> None:
    roads = (Category(TOPICS, "roads", 1.0),)
    count = {"revised": 0}

    def mind_feeds(toll: Toll) -> Sequence[str]:
        count["revised"] = toll.revised
        return allow_one(replace(toll, revised=0))

    for number, story in enumerate(STORIES):
        moved = replace(edit(story), categories=roads)
        plans = told.absorb([own(number, moved)], TUESDAY + number * HOUR, mind_feeds).plans
    assert (len(plans), count["revised"]) == (1, len(STORIES))


def test_a_day_later_the_allowance_is_whole_again(told: Archive) -> None:
    absorb(told, own(0, edit(STORIES[0])), TUESDAY)
    assert absorb(told, own(1, edit(STORIES[1])), TUESDAY + timedelta(days=1)).plans == ()


def test_an_item_that_changes_again_and_again_is_one(told: Archive) -> None:
    for number in range(4):
        assert absorb(told, own(0, edit(STORIES[0], str(number))), TUESDAY + number * HOUR).plans == ()


def test_what_a_person_lets_through_does_not_count(told: Archive) -> None:
    told.absorb([own(n, edit(STORIES[n])) for n in range(3)], TUESDAY)
    assert absorb(told, own(3, edit(STORIES[3])), TUESDAY + HOUR).plans == ()


def test_what_files_add_to_items_of_the_day_counts_in_their_look_alone(told: Archive) -> None:
    for number, story in enumerate(STORIES):
        assert absorb(told, page(f"new-{number}.html", edit(story)), NOW + number * HOUR + HOUR).plans == ()
    together = [page(f"newer-{n}.html", edit(story, "and home they went at last")) for n, story in enumerate(STORIES)]
    assert told.absorb(together, NOW + 9 * HOUR, allow_one).plans


def test_a_file_that_changes_what_it_said_that_day_counts(told: Archive) -> None:
    looks = [absorb(told, own(n, edit(story)), NOW + n * HOUR + HOUR) for n, story in enumerate(STORIES)]
    assert [bool(look.plans) for look in looks] == [False, True, True, True]


def test_what_came_in_the_same_look_does_not_count(archive: Archive) -> None:
    archive.absorb([own(number, story) for number, story in enumerate(STORIES)], NOW, allow_one)
    assert archive.absorb([own(n, edit(story)) for n, story in enumerate(STORIES)], NOW, allow_one).plans == ()


def test_an_item_that_is_back_is_not_absent(archive: Archive) -> None:
    both, one = own(0, *STORIES[:2]), own(0, STORIES[0])
    archive.absorb([both], NOW)
    for number, reading in enumerate((one, both, one, both, one)):
        assert absorb(archive, reading, TUESDAY + number * HOUR).plans == ()
    assert archive.count(ALL) == 1


def test_a_step_that_brings_an_item_back_leaves_nobody_absent(archive: Archive) -> None:
    both, one = own(0, *STORIES[:2]), own(0, STORIES[0])
    archive.absorb([both], NOW)
    gone, back = archive.absorb([one], TUESDAY), archive.absorb([both], TUESDAY)
    assert len(gone.absent) == 1
    assert gone.followed_by(back).absent == ()
    assert back.followed_by(gone).absent == gone.absent


def test_a_person_who_empties_a_feed_stops_no_file(told: Archive) -> None:
    for item in told.newest(ALL, len(STORIES)):
        told.withdraw(item.id, "by mistake", TUESDAY)
    assert absorb(told, page("new.html", tell()), TUESDAY + HOUR).plans == ()


def test_a_clock_that_was_ahead_leaves_its_day_no_longer_than_a_day(told: Archive) -> None:
    absorb(told, own(0, edit(STORIES[0])), TUESDAY + timedelta(days=900))
    assert absorb(told, own(1, edit(STORIES[1])), TUESDAY).plans
    assert absorb(told, own(2, edit(STORIES[2])), TUESDAY + timedelta(days=1)).plans == ()


def test_an_archive_made_anew_knows_the_day(told: Archive, lend_address: LendAddress) -> None:
    absorb(told, own(0, edit(STORIES[0])), TUESDAY)
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as anew:
        anew.absorb([own(number, story) for number, story in enumerate(STORIES)], NOW)
        anew.take_over(told.unwritten())
        assert absorb(anew, own(1, edit(STORIES[1])), TUESDAY + HOUR).plans
