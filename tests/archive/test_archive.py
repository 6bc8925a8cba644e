"""The contract of the archive, on both engines."""

from datetime import UTC, date, datetime, timedelta

import pytest

from syndication.archive import Archive, Move, Poll, Publication, Tally, Withdrawn
from syndication.errors import ArchiveError
from syndication.models import (
    ALL,
    REGIONS,
    TOPICS,
    ArchivedItem,
    Category,
    Evidence,
    Held,
    Selection,
    SourceDate,
)
from tests.archive.pages import NOW, TEXT, page, tell

WATER = Category(TOPICS, "water", 2.0, (Evidence("water", "title", TOPICS, "water", 2.0),))
WATER_ALONE = Category(TOPICS, "water", 2.0)
ROADS = Category(TOPICS, "roads", 1.0)
NORTH = Category(REGIONS, "north", 1.0)
IN_WATER, IN_ROADS, IN_NORTH = Selection.of("water"), Selection.of("roads"), Selection.of(region="north")
SNOW = "The pass has been shut since Friday and nobody can say when lorries may use it again"
LATER = NOW + timedelta(days=1)


def only(archive: Archive) -> ArchivedItem:
    [item] = archive.newest(ALL, 10)
    return item


def titles(archive: Archive, selection: Selection = ALL) -> list[str]:
    return [item.title for item in archive.newest(selection, 50)]


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


# --- decisions ----------------------------------------------------------------------------------------


def test_a_withdrawn_item_leaves_a_tombstone_and_never_returns(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    item = only(archive)
    assert archive.withdraw(item.id, "asked for", NOW) == {ALL, IN_WATER}
    absorbed = archive.absorb([page("b.html", tell(text=TEXT + " and so on"))], LATER)
    assert (absorbed.added, absorbed.revised, absorbed.touched) == ((), (), frozenset())
    assert archive.item(item.path) == Withdrawn(item.id, item.path, item.date, NOW, "asked for")
    assert (archive.newest(ALL, 5), archive.count(ALL), archive.counts()) == ([], 0, {})


def test_withdrawing_again_changes_nothing(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    path = only(archive).path
    archive.withdraw(path, "asked for", NOW)
    assert archive.withdraw(path, "again", LATER) == frozenset()
    assert archive.item(path).reason == "asked for"


def test_a_correction_counts_as_an_update_and_outlives_reading_and_rules(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER, NORTH)))], NOW)
    id_ = only(archive).id
    moment = datetime(2020, 6, 2, 1, 2, 3, 456, tzinfo=UTC)
    assert archive.correct(id_, {TOPICS: ("roads",)}, moment) == {
        ALL,
        IN_NORTH,
        IN_WATER,
        IN_ROADS,
        Selection.of("water", "north"),
        Selection.of("roads", "north"),
    }
    archive.absorb([page("b.html", tell(text=TEXT + " again", categories=(WATER, NORTH)))], LATER)
    archive.reclassify(lambda *item: (WATER,), LATER)
    assert [(c.slug, c.decided_by) for c in only(archive).categories] == [("roads", "person")]
    assert only(archive).updated == moment.replace(microsecond=0)
    assert titles(archive, IN_ROADS) == titles(archive)


def test_a_scheme_can_be_emptied(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER, NORTH)))], NOW)
    archive.correct(only(archive).id, {REGIONS: ()}, NOW)
    assert only(archive).categories == (WATER,)


def test_the_same_correction_again_changes_nothing(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    archive.correct(only(archive).id, {TOPICS: ("roads",)}, NOW)
    assert archive.correct(only(archive).id, {TOPICS: ("roads",)}, LATER) == frozenset()
    assert only(archive).updated == NOW


def test_a_lifted_correction_gives_the_item_back_to_the_rules(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    id_ = only(archive).id
    archive.correct(id_, {TOPICS: ("roads",), REGIONS: ("north",)}, NOW)
    assert {IN_WATER, IN_ROADS, IN_NORTH} < archive.lift(id_, LATER)
    assert (only(archive).categories, only(archive).updated) == ((WATER_ALONE,), LATER)
    assert IN_ROADS in archive.due()
    assert archive.lift(id_, LATER + timedelta(days=1)) == frozenset()
    assert only(archive).updated == LATER


def test_decisions_about_what_is_not_there_are_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="tag:x: expected the id or the path of an item"):
        archive.withdraw("tag:x", "why", NOW)
    with pytest.raises(ArchiveError, match="tag:x: expected the id or the path of an item"):
        archive.lift("tag:x", NOW)
    archive.absorb([page("a.html", tell())], NOW)
    id_ = only(archive).id
    archive.withdraw(id_, "asked for", NOW)
    with pytest.raises(ArchiveError, match="it was withdrawn: asked for"):
        archive.correct(id_, {TOPICS: ()}, NOW)


def test_reclassifying_moves_items_and_is_no_update(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    updated = only(archive).updated
    assert archive.reclassify(lambda *item: (ROADS,), LATER) == {ALL, IN_WATER, IN_ROADS}
    assert (only(archive).categories, only(archive).updated) == ((ROADS,), updated)
    assert archive.reclassify(lambda *item: (ROADS,), LATER) == frozenset()


def test_reclassifying_reads_title_text_and_caption(archive: Archive) -> None:
    archive.absorb([page("a.html", tell("Title", "One. Two.", caption="A bridge"))], NOW)
    archive.reclassify(lambda *item: (ROADS,) if item == ("Title", "One. Two.", "A bridge") else (), LATER)
    assert only(archive).categories == (ROADS,)


def test_reclassifying_reaches_what_is_held(archive: Archive) -> None:
    archive.absorb([page("home.html", tell(text=TEXT + ", it says", day=None, categories=(WATER,)))], NOW)
    archive.reclassify(lambda *item: (ROADS,), LATER)
    archive.absorb([page("list.html", tell(categories=(ROADS,)))], LATER)
    assert [item.categories for item in archive.newest(ALL, 10)] == [(ROADS,)]


def test_moves_tell_what_reclassifying_would_do_and_write_nothing(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), tell("Pass shut", SNOW, categories=(ROADS,)))], NOW)
    archive.settle(archive.due())
    [move] = archive.moves(lambda *item: (ROADS,))
    assert move == Move(move.id, "Council agrees on water tests", (WATER_ALONE,), (ROADS,))
    assert titles(archive, IN_WATER) == ["Council agrees on water tests"]
    assert archive.due() == frozenset()
    archive.reclassify(lambda *item: (ROADS,), LATER)
    assert archive.moves(lambda *item: (ROADS,)) == []


def test_what_a_person_decided_or_withdrew_does_not_move(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), tell("Pass shut", SNOW))], NOW)
    first, second = archive.newest(ALL, 10)
    archive.correct(first.id, {TOPICS: ("snow",)}, NOW)
    archive.withdraw(second.id, "told twice", NOW)
    assert archive.moves(lambda *item: (ROADS,)) == []


def test_corrections_of_a_file_are_made_where_the_item_is_there(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), tell("Pass shut", SNOW))], NOW)
    first, second = archive.newest(ALL, 10)
    archive.withdraw(second.id, "told twice", NOW)
    decided = [("tag:x", {TOPICS: ("a",)}), (second.id, {TOPICS: ("b",)}), (first.path, {TOPICS: ("roads",)})]
    assert archive.correct_present(decided, NOW) == {ALL, IN_WATER, IN_ROADS}
    assert [(c.slug, c.decided_by) for c in only(archive).categories] == [("roads", "person")]
    assert IN_ROADS in archive.due()
    assert archive.correct_present(decided, LATER) == frozenset()


def test_of_two_decisions_for_an_item_the_first_counts_again_and_again(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    item = only(archive)
    decided = [(item.path, {TOPICS: ("roads",)}), (item.id, {TOPICS: ("snow",), REGIONS: ("north",)})]
    archive.correct_present(decided, NOW)
    assert [c.slug for c in only(archive).categories] == ["roads", "north"]
    assert archive.correct_present(decided, LATER) == frozenset()


# --- quarantine ---------------------------------------------------------------------------------------


def test_an_undated_item_waits_with_its_place_until_a_page_dates_it(archive: Archive) -> None:
    undated = page("home.html", tell(day=None, line=7))
    assert archive.absorb([undated], NOW).held == 1
    [entry] = archive.quarantine()
    assert (entry.source, entry.line, entry.title) == ("home.html", 7, "Council agrees on water tests")
    assert (entry.selections, entry.since, "no date" in entry.reason) == ((ALL, IN_WATER), NOW, True)
    archive.absorb([page("list.html", tell())], LATER)
    assert archive.quarantine() == []
    assert only(archive).sources == ("home.html", "list.html")


def test_an_undated_item_waits_again_when_a_page_tells_it_from_the_story_that_dated_it(archive: Archive) -> None:
    undated = tell(day=None)
    archive.absorb([page("home.html", undated), page("list.html", tell(text=""))], NOW)
    assert archive.quarantine() == []
    assert archive.absorb([page("both.html", undated, tell(text=SNOW))], LATER).held == 2
    assert [entry.source for entry in archive.quarantine()] == ["both.html", "home.html"]


def test_a_held_file_waits_until_it_is_mended(archive: Archive) -> None:
    archive.absorb([page("a.html", held=(Held("a.html", None, "no items"),))], NOW)
    assert archive.absorb([page("a.html", held=(Held("a.html", None, "no items"),))], NOW).held == 0
    assert [entry.reason for entry in archive.quarantine()] == ["no items"]
    archive.absorb([page("a.html", tell())], LATER)
    assert archive.quarantine() == []


def test_a_dropped_entry_does_not_come_back(archive: Archive) -> None:
    undated = page("home.html", tell(day=None, line=7))
    archive.absorb([undated], NOW)
    archive.drop(archive.quarantine()[0].number)
    archive.forget("home.html")
    assert archive.absorb([undated], LATER).held == 0
    assert archive.quarantine() == []


def test_a_dropped_item_does_not_come_back_with_another_version_of_its_file_or_another_file(archive: Archive) -> None:
    archive.absorb([page("home.html", tell(day=None)), page("copy.html", tell(day=None))], NOW)
    archive.drop(archive.quarantine()[0].number)
    assert archive.quarantine() == []
    newer = page("home.html", tell("Snow", SNOW), tell(day=None, line=9))
    assert archive.absorb([newer, page("third.html", tell(day=None))], LATER).held == 0
    assert archive.quarantine() == []


def test_a_dropped_item_leaves_others_of_its_line_waiting(archive: Archive) -> None:
    archive.absorb([page("home.html", tell(day=None), digest="d")], NOW)
    archive.drop(archive.quarantine()[0].number)
    archive.absorb([page("home.html", tell("Snow", SNOW, day=None), digest="d")], LATER)
    assert [entry.title for entry in archive.quarantine()] == ["Snow"]


def test_a_dropped_item_is_taken_in_when_a_page_dates_it(archive: Archive) -> None:
    archive.absorb([page("home.html", tell(day=None))], NOW)
    archive.drop(archive.quarantine()[0].number)
    archive.absorb([page("list.html", tell())], LATER)
    assert only(archive).sources == ("home.html", "list.html")


def test_a_dropped_file_waits_again_with_another_content(archive: Archive) -> None:
    archive.absorb([page("a.html", held=(Held("a.html", None, "no items"),), digest="d")], NOW)
    archive.drop(archive.quarantine()[0].number)
    archive.absorb([page("a.html", held=(Held("a.html", None, "no items"),), digest="e")], LATER)
    assert [entry.reason for entry in archive.quarantine()] == ["no items"]


def test_dropping_what_is_not_there_is_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="9: expected the number of an entry"):
        archive.drop(9)


# --- records ------------------------------------------------------------------------------------------


def test_digests_are_those_of_the_newest_contents(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), digest="old"), page("b.html", digest="b")], NOW)
    archive.absorb([page("a.html", tell(), digest="new")], LATER)
    assert archive.digests() == {"a.html": "new", "b.html": "b"}
    archive.absorb([page("a.html", tell(), digest="old")], LATER)
    assert archive.digests()["a.html"] == "old"


def test_digests_can_be_asked_for_some_sources(archive: Archive) -> None:
    archive.absorb([page("a.html", digest="a"), page("b.html", digest="b")], NOW)
    assert archive.digests(["b.html", "c.html"]) == {"b.html": "b"}


def test_a_forgotten_file_is_read_again(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), digest="d")], NOW)
    archive.forget("a.html")
    assert archive.digests() == {}
    archive.absorb([page("a.html", tell(), digest="d")], LATER)
    assert archive.digests() == {"a.html": "d"}


def test_of_a_forgotten_file_only_what_it_says_now_is_read_again(archive: Archive) -> None:
    archive.absorb([page("a.html", tell("Snow"), digest="old")], NOW)
    archive.absorb([page("a.html", tell(), digest="new")], NOW)
    archive.forget("a.html")
    assert archive.unwritten().forgotten == [{"source": "a.html", "digest": "new"}]
    archive.absorb([page("a.html", tell(), digest="new")], LATER)
    assert archive.unwritten().forgotten == []


def test_forgetting_an_unknown_file_is_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"a\.html: expected the name of a file"):
        archive.forget("a.html")


def test_publications_are_replaced_by_path(archive: Archive) -> None:
    archive.record_publications([Publication("/all.atom", "a", NOW), Publication("/all.rss", "b", NOW)])
    archive.record_publications([Publication("/all.atom", "c", LATER)])
    assert archive.publications() == {
        "/all.atom": Publication("/all.atom", "c", LATER),
        "/all.rss": Publication("/all.rss", "b", NOW),
    }


def test_the_last_poll_is_kept(archive: Archive) -> None:
    assert archive.last_poll() is None
    archive.record_poll(NOW, LATER, 1, 2)
    archive.record_poll(LATER, LATER, 3, 4)
    assert archive.last_poll() == Poll(LATER, LATER, 3, 4)


def test_a_naive_time_is_refused(archive: Archive) -> None:
    with pytest.raises(Exception, match="expected an aware datetime"):
        archive.record_poll(datetime(2020, 1, 1), NOW, 1, 2)  # noqa: DTZ001  # that is the matter
