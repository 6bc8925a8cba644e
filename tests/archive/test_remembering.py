"""An archive that keeps items in memory tells the same as one that reads them anew."""

from collections.abc import Callable, Iterator

import pytest

from syndication.archive import Archive, Publication
from syndication.models import ALL, REGIONS, TOPICS, Category
from tests.archive.conftest import AUTHORITY
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import IN_NORTH, IN_ROADS, IN_WATER

FEEDS = (ALL, IN_WATER, IN_ROADS, IN_NORTH)
SNOW = "Lorries may use the pass again after a week of snow, and drivers are told to carry chains"
ROADS = (Category(TOPICS, "roads", 1.0),)


def classify(*_: object) -> tuple[Category, ...]:
    return (Category(TOPICS, "roads", 3.0), Category(REGIONS, "north", 1.0))


def first(archive: Archive) -> str:
    return archive.newest(ALL, 1)[0].id


CHANGES: dict[str, Callable[[Archive], object]] = {
    "another page shows it": lambda archive: archive.absorb([page("other.html", tell())], NOW),
    "a longer text": lambda archive: archive.absorb([page("longer.html", tell(text=TEXT + " More was said."))], NOW),
    "a correction": lambda archive: archive.correct(first(archive), {TOPICS: ("roads",)}, NOW),
    "a correction taken back": lambda archive: archive.lift(first(archive), NOW),
    "another classifier": lambda archive: archive.reclassify(classify, NOW),
    "a page that goes": lambda archive: archive.absorb(
        [page("water.html", tell("Pass shut", SNOW, categories=ROADS))], NOW
    ),
    "a withdrawal": lambda archive: archive.withdraw(first(archive), "told wrongly", NOW),
}


@pytest.fixture
def remembering(address: str) -> Iterator[Archive]:
    with Archive.open(address, authority=AUTHORITY, remembered=100) as archive:
        archive.absorb([page("water.html", tell()), page("roads.html", tell("Road open", SNOW, categories=ROADS))], NOW)
        archive.newest_each(FEEDS, 9)
        yield archive


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_by_another_process_is_seen(remembering: Archive, address: str, change: str) -> None:
    with Archive.open(address, authority=AUTHORITY) as other:
        if change == "a correction taken back":
            CHANGES["a correction"](other)
            remembering.newest_each(FEEDS, 9)
        CHANGES[change](other)
        expected = {feed: other.newest(feed, 9) for feed in FEEDS}
    assert remembering.newest_each(FEEDS, 9) == expected


def test_an_item_that_has_not_changed_is_the_same_in_every_feed_and_at_every_look(remembering: Archive) -> None:
    looks = [remembering.newest_each(FEEDS, 9) for _ in range(2)]
    for feed in (ALL, IN_WATER):
        assert [id(item) for item in looks[0][feed]] == [id(item) for item in looks[1][feed]]
    assert all(item in looks[0][ALL] for item in looks[0][IN_WATER])


def test_feeds_with_a_tombstone_are_known(remembering: Archive) -> None:
    assert remembering.marked(FEEDS) == frozenset()
    remembering.withdraw(remembering.newest(IN_WATER, 1)[0].id, "told wrongly", NOW)
    assert remembering.marked(FEEDS) == {ALL, IN_WATER}


def test_publications_are_found_by_path(archive: Archive) -> None:
    published = [Publication(path, "digest", NOW) for path in ("/all.atom", "/all.rss")]
    archive.record_publications(published)
    assert archive.publications(["/all.rss", "/none.rss"]) == {"/all.rss": published[1]}
