"""What people and classifiers decide about items, on both engines."""

from datetime import UTC, datetime, timedelta

import pytest

from syndication.archive import Archive, Move, Withdrawn, batches
from syndication.errors import ArchiveError
from syndication.models import ALL, REGIONS, TOPICS, Selection
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import (
    IN_NORTH,
    IN_ROADS,
    IN_WATER,
    LATER,
    NORTH,
    ROADS,
    SNOW,
    WATER,
    WATER_ALONE,
    only,
    titles,
)


def test_a_withdrawn_item_leaves_a_tombstone_and_never_returns(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    item = only(archive)
    assert archive.withdraw(item.id, "asked for", NOW) == {ALL, IN_WATER}
    absorbed = archive.absorb([page("b.html", tell(text=TEXT + " and so on"))], LATER)
    assert (absorbed.added, absorbed.revised, absorbed.touched) == ((), (), frozenset())
    assert archive.item(item.path) == Withdrawn(item.id, item.path, item.date, NOW, "asked for")
    assert (archive.newest(ALL, 5), archive.count(ALL), archive.counts()) == ([], 0, {})


@pytest.mark.parametrize("reason", ["asked for", ""])
def test_withdrawing_again_without_another_reason_changes_nothing(archive: Archive, reason: str) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    item = only(archive)
    archive.withdraw(item.path, "asked for", NOW)
    assert archive.withdraw(item.path, reason, LATER) == frozenset()
    assert archive.item(item.path) == Withdrawn(item.id, item.path, item.date, NOW, "asked for")


@pytest.mark.parametrize("again", [LATER, NOW - timedelta(days=1)], ids=["later", "with a clock set back"])
def test_another_reason_takes_the_place_of_the_former_wherever_that_is_told(archive: Archive, again: datetime) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    item = only(archive)
    archive.withdraw(item.id, "", NOW)
    archive.settle(archive.due())
    assert archive.withdraw(item.id, "names a minor", again) == {ALL, IN_WATER}
    at = max(again, NOW + timedelta(seconds=1))
    told = Withdrawn(item.id, item.path, item.date, at, "names a minor")
    assert archive.item(item.path) == told
    assert [archive.withdrawn(feed, None, None, 9) for feed in (ALL, IN_WATER)] == [[told], [told]]
    assert [(event.when, event.reason) for event in archive.history(item.id)][-1] == (at, "names a minor")
    assert {ALL, IN_WATER} <= set(archive.due())


def test_what_is_decided_on_the_morning_of_an_item_is_later_than_its_noon(archive: Archive) -> None:
    """Readers believe what is dated later (RFC 6721, section 3), and look at what has a new date."""
    archive.absorb([page("a.html", tell(day=NOW.date().isoformat()))], NOW)
    noon = only(archive).updated
    assert noon > NOW
    archive.correct(only(archive).id, {TOPICS: ["roads"]}, NOW)
    corrected = only(archive)
    assert corrected.updated == noon + timedelta(seconds=1)
    archive.withdraw(corrected.id, "told too early", NOW)
    (stone,) = archive.withdrawn(ALL, None, None, 9)
    assert stone.withdrawn_at == noon + timedelta(seconds=2)
    archive.reinstate(corrected.id, NOW)
    assert only(archive).updated == noon + timedelta(seconds=3)


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
    with pytest.raises(ArchiveError, match="nobody did; nothing to undo"):
        archive.lift(id_, LATER + timedelta(days=1))
    assert only(archive).updated == LATER


def test_a_correction_of_what_was_withdrawn_since_can_be_lifted_once(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    id_ = only(archive).id
    archive.correct(id_, {TOPICS: ()}, NOW)
    archive.withdraw(id_, "told twice", NOW)
    archive.lift(id_, LATER)
    with pytest.raises(ArchiveError, match="nobody did; nothing to undo"):
        archive.lift(id_, LATER)
    archive.reinstate(id_, LATER)
    assert only(archive).categories == (WATER_ALONE,)


def test_decisions_about_what_is_not_there_are_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="tag:x: expected the id or the path of an item"):
        archive.withdraw("tag:x", "why", NOW)
    with pytest.raises(ArchiveError, match="tag:x: expected the id or the path of an item"):
        archive.lift("tag:x", NOW)


@pytest.mark.parametrize(("reason", "told"), [("asked for", r"withdrawn \(asked for\); "), ("", "withdrawn; ")])
def test_what_was_withdrawn_is_not_corrected(archive: Archive, reason: str, told: str) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    id_ = only(archive).id
    archive.withdraw(id_, reason, NOW)
    with pytest.raises(ArchiveError, match=f"but it was {told}`syndication withdraw ID --undo` takes that back"):
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


def test_a_large_archive_is_classified_anew_in_pieces(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.absorb([page("a.html", tell(), tell("Pass shut", SNOW))], NOW)
    monkeypatch.setattr(batches, "_BATCH", 1)
    moves = archive.moves(lambda *item: (ROADS,))
    assert {move.title for move in moves} == set(titles(archive))
    assert [move.id for move in moves] == sorted(move.id for move in moves)  # of one day
    assert archive.reclassify(lambda *item: (ROADS,), LATER) == {ALL, IN_WATER, IN_ROADS}
    assert titles(archive, IN_ROADS) == titles(archive)


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
