"""When feeds changed, and which are to be published."""

from datetime import UTC, datetime, timedelta

from syndication.archive import EPOCH, Archive, Change, Edition
from syndication.models import ALL, TOPICS, Category, Selection
from tests.archive.pages import NOW, page, tell
from tests.archive.stories import IN_ROADS, IN_WATER, LATER, SNOW

WATER_OR_ROADS = Selection.union(topics=("water", "roads"))
EARLIER = NOW - timedelta(days=400)
SECOND = timedelta(seconds=1)
ROADS = (Category(TOPICS, "roads", 1.0),)


def tell_of_water(archive: Archive, now: datetime) -> None:
    archive.absorb([page("water.html", tell())], now)


def tell_of_roads(archive: Archive, now: datetime) -> None:
    archive.absorb([page("roads.html", tell("Pass shut", SNOW, categories=ROADS))], now)


def test_due_feeds_stay_due_until_published_and_if_changed_meanwhile(archive: Archive) -> None:
    tell_of_water(archive, NOW)
    due = archive.due()
    assert due == {ALL, IN_WATER}
    archive.correct(archive.newest(ALL, 1)[0].id, {TOPICS: ("roads",)}, LATER)
    archive.settle(due)
    assert archive.due() == {ALL, IN_WATER, IN_ROADS}
    archive.settle(archive.due())
    assert archive.due() == frozenset()


def test_a_feed_that_never_had_an_item_has_never_changed(archive: Archive) -> None:
    assert archive.change(ALL) == Change(0, EPOCH)
    tell_of_water(archive, NOW)
    assert archive.change(IN_ROADS) == Change(0, EPOCH)


def test_a_change_moves_the_feeds_that_it_touches_and_no_other(archive: Archive) -> None:
    tell_of_water(archive, NOW)
    before = archive.change(IN_WATER)
    tell_of_roads(archive, LATER)
    assert archive.change(IN_WATER) == before == Change(before.number, NOW)
    assert archive.change(ALL) == archive.change(IN_ROADS) == Change(before.number + 1, LATER)


def test_what_changes_no_feed_is_no_change(archive: Archive) -> None:
    tell_of_water(archive, NOW)
    tell_of_water(archive, LATER)
    assert archive.change(ALL).at == NOW


def test_a_union_changes_with_each_feed_that_it_is_made_of_also_when_the_clock_is_set_back(archive: Archive) -> None:
    tell_of_water(archive, NOW)
    tell_of_roads(archive, EARLIER)
    assert archive.change(WATER_OR_ROADS) == Change(archive.change(ALL).number, NOW + SECOND)


def test_two_changes_in_one_second_are_a_second_apart(archive: Archive) -> None:
    tell_of_water(archive, NOW)
    archive.withdraw(archive.newest(ALL, 1)[0].id, "asked for", NOW + SECOND / 2)
    assert archive.change(IN_WATER).at == NOW + SECOND


def test_a_change_is_noted_in_whole_seconds(archive: Archive) -> None:
    tell_of_water(archive, NOW.replace(microsecond=700_000))
    assert archive.change(ALL).at == NOW.replace(microsecond=0)


def test_an_edition_stands_until_its_digest_is_another(archive: Archive) -> None:
    assert archive.last_edition() == Edition("", EPOCH)
    assert archive.edition("one", NOW) == archive.edition("one", LATER) == NOW
    assert archive.last_edition() == Edition("one", NOW)
    assert archive.edition("two", LATER) == LATER
    assert archive.last_edition() == Edition("two", LATER)


def test_changes_and_editions_are_never_at_one_moment(archive: Archive) -> None:
    tell_of_water(archive, NOW)
    assert archive.edition("one", EARLIER) == NOW + SECOND
    tell_of_roads(archive, EARLIER)
    assert archive.change(ALL).at == NOW + 2 * SECOND
    assert archive.edition("two", datetime(1999, 1, 1, tzinfo=UTC)) == NOW + 3 * SECOND
