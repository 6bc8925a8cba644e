"""What comes in and what is shown of it: the contract of the archive, on both engines."""

from datetime import UTC, date, datetime

import pytest

from syndication.archive import Archive, Tally
from syndication.models import ALL, Selection, SourceDate
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import IN_NORTH, IN_ROADS, IN_WATER, LATER, NORTH, ROADS, SNOW, WATER, only, titles


def test_an_item_comes_back_as_it_was_read(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(url="https://example.org/w", categories=(WATER, NORTH)))], NOW)
    item = only(archive)
    assert (item.title, item.paragraphs, item.date) == (
        "Council agrees on water tests",
        (TEXT,),
        SourceDate(date(2010, 8, 17)),
    )
    assert (item.url, item.categories, item.sources) == ("https://example.org/w", (WATER, NORTH), ("a.html",))
    assert item.updated == item.published == datetime(2010, 8, 17, 12, tzinfo=UTC)


def test_an_item_is_found_by_id_and_by_path_whatever_the_day_in_it(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    item = only(archive)
    assert archive.item(item.id) == archive.item(item.path) == archive.item(item.path.replace("/17/", "/01/")) == item


@pytest.mark.parametrize(
    "name", ["", "/", "/items", "/items/2010/08/17/", "/feeds/2010/08/17/x", "tag:example.org,2010:x"]
)
def test_an_unknown_item_is_none(archive: Archive, name: str) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    assert archive.item(name) is None


def test_the_first_absorb_adds_and_touches_the_feeds_of_its_items(archive: Archive) -> None:
    absorbed = archive.absorb([page("a.html", tell(categories=(WATER, NORTH)))], NOW)
    assert absorbed.added == (only(archive).id,)
    assert absorbed.touched == {ALL, IN_WATER, IN_NORTH, Selection.of("water", "north")}


def test_a_preview_says_the_same_and_writes_nothing(archive: Archive) -> None:
    pages = [page("a.html", tell())]
    previewed = archive.preview([pages], NOW)
    assert (archive.count(ALL), archive.digests()) == (0, {})
    assert archive.absorb(pages, NOW) == previewed


def test_a_revision_keeps_the_id_and_touches_old_and_new_feeds(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    before = only(archive)
    longer = tell("Tests agreed", TEXT + ", the mayor said", categories=(ROADS,))
    absorbed = archive.absorb([page("b.html", longer)], NOW)
    assert absorbed.revised == (before.id,)
    assert absorbed.touched == {ALL, IN_WATER, IN_ROADS}
    assert (only(archive).id, only(archive).title) == (before.id, "Tests agreed")


def test_an_id_stays_when_text_comes_to_a_bare_title(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(text=""))], NOW)
    before = only(archive).id
    archive.absorb([page("b.html", tell())], NOW)
    assert (only(archive).id, only(archive).paragraphs) == (before, (TEXT,))


def test_stories_that_open_alike_get_different_ids(archive: Archive) -> None:
    opening = "In the last number of this bulletin we said"
    archive.absorb(
        [page("a.html", *(tell("Correction", f"{opening} {more}") for more in ("it rained", "x is y")))], NOW
    )
    assert len({item.id for item in archive.newest(ALL, 5)}) == 2


def test_newest_comes_first_and_a_day_keeps_the_order_of_its_page(archive: Archive) -> None:
    stories = [
        tell("Zebra", SNOW),
        tell("Apple", TEXT),
        tell("Newer", "It rained", "2010-09-01"),
        tell("Old", "x", "2010-08"),
    ]
    archive.absorb([page("a.html", *stories)], NOW)
    assert titles(archive) == ["Newer", "Zebra", "Apple", "Old"]
    assert [item.title for item in archive.newest(ALL, 2, offset=1)] == ["Zebra", "Apple"]


def test_a_new_order_within_a_day_touches_its_feeds(archive: Archive) -> None:
    one, two = tell("One", TEXT), tell("Two", SNOW, categories=(ROADS,))
    archive.absorb([page("a.html", one), page("b.html", two)], NOW)
    first, second = (one, two) if titles(archive) == ["Two", "One"] else (two, one)
    absorbed = archive.absorb([page("c.html", first, second)], NOW)
    assert titles(archive) == [first.item.title, second.item.title]
    assert absorbed.touched == {ALL, IN_WATER, IN_ROADS}
    assert (absorbed.added, absorbed.revised) == ((), ())


def test_counts_name_every_selection_with_an_item(archive: Archive) -> None:
    archive.absorb(
        [page("a.html", tell(categories=(WATER, NORTH)), tell("Snow", SNOW, "2010-09", categories=(ROADS,)))], NOW
    )
    august, september = SourceDate.parse("2010-08-17"), SourceDate.parse("2010-09")
    assert archive.counts() == {
        ALL: Tally(2, september),
        IN_WATER: Tally(1, august),
        IN_ROADS: Tally(1, september),
        IN_NORTH: Tally(1, august),
        Selection.of("water", "north"): Tally(1, august),
    }
    assert {selection: archive.count(selection) for selection in archive.counts()} == {
        selection: tally.items for selection, tally in archive.counts().items()
    }


def test_an_empty_archive_has_no_counts(archive: Archive) -> None:
    assert (archive.counts(), archive.count(IN_WATER), archive.newest(IN_WATER, 5)) == ({}, 0, [])


def test_what_a_page_no_longer_lists_stays(archive: Archive) -> None:
    archive.absorb([page("home.html", tell())], NOW)
    archive.absorb([page("home.html", tell("Snow", SNOW, "2010-09-01"))], LATER)
    assert titles(archive) == ["Snow", "Council agrees on water tests"]


def test_the_same_bytes_read_better_replace_what_was_read_before(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(text=TEXT + " Home Contact Imprint"), digest="d")], NOW)
    archive.absorb([page("a.html", tell(), digest="d")], LATER)
    assert only(archive).paragraphs == (TEXT,)
