"""Files that would change too much are held as a plan; what does no harm is taken in, in the same transaction."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from syndication.archive import Archive, Toll
from syndication.models import ALL, TOPICS, Category, Reading, Selection
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, TEXT, page, tell

BRIDGE = tell("A bridge is closed", "The bridge over the upper river is closed to lorries until somebody mends it")
SNOW = tell("Snow on the pass", "The pass has been shut since Friday and nobody can say when lorries may use it again")
WATER = tell()
LATER = NOW + timedelta(days=1)


def find_absent(toll: Toll) -> Sequence[str]:
    return (f"takes {toll.absent}",) if toll.absent else ()


def take_toll(archive: Archive, *readings: Reading, now: datetime = LATER) -> Toll:
    """Take readings in; say what the guard is asked."""
    asked: list[Toll] = []

    def allow(toll: Toll) -> Sequence[str]:
        asked.append(toll)
        return ()

    archive.absorb(readings, now, allow)
    return asked[0]


def ids(archive: Archive) -> set[str]:
    return {item.id for item in archive.newest(ALL, 50)}


def test_what_does_no_harm_is_taken_in_and_the_rest_is_held(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW, find_absent)
    before = ids(archive)
    absorption = archive.absorb([page("a.html", WATER), page("b.html", BRIDGE)], LATER, find_absent)
    assert before < ids(archive)
    [plan] = absorption.plans
    assert (plan.sources, plan.excess) == (("a.html",), ("takes 1",))
    assert (len(absorption.added), absorption.absent, absorption.held) == (1, (), 1)


def test_what_is_held_is_taken_in_once_it_changes_nothing_and_only_while_it_waits(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW, find_absent)
    moved = page("a.html", WATER)
    archive.absorb([moved], LATER, find_absent)
    assert archive.absorb_harmless(moved, LATER) is None
    archive.absorb([page("b.html", SNOW)], LATER, find_absent)
    known = ids(archive)
    absorption = archive.absorb_harmless(moved, LATER)
    assert absorption is not None
    assert (absorption.added, absorption.revised, absorption.absent, ids(archive)) == ((), (), (), known)
    assert archive.quarantine() == []
    assert archive.absorb_harmless(moved, LATER) is None


def test_what_is_held_tells_the_plan_and_the_feeds_it_would_reach(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    mended = page("a.html", WATER)
    archive.absorb([mended], LATER, find_absent)
    [entry] = archive.quarantine()
    assert (entry.source, entry.plan, entry.digest) == ("a.html", 1, mended.digest)
    assert "takes 1" in entry.reason
    assert Selection.of("water") in entry.selections


def test_a_file_that_comes_alone_is_tried_once(archive: Archive) -> None:
    asked: list[Toll] = []

    def refuse(toll: Toll) -> Sequence[str]:
        asked.append(toll)
        return find_absent(toll)

    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    archive.absorb([page("a.html", WATER)], LATER, refuse)
    assert (len(asked), len(archive.quarantine())) == (1, 1)


def test_a_file_that_is_held_is_known_and_not_held_again(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    mended = page("a.html", WATER)
    archive.absorb([mended], LATER, find_absent)
    assert archive.digests() == {"a.html": mended.digest}


def test_released_it_is_taken_in_and_leaves_quarantine(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    archive.absorb([page("a.html", WATER)], LATER, find_absent)
    archive.absorb([page("a.html", WATER)], LATER)
    assert archive.quarantine() == []
    assert [item.title for item in archive.newest(ALL, 5)] == [WATER.item.title]


def test_an_archive_that_released_a_plan_is_as_if_it_never_had_held_it(
    archive: Archive, lend_address: LendAddress
) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    archive.absorb([page("a.html", WATER)], LATER, find_absent)
    archive.absorb([page("a.html", WATER)], LATER)
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as other:
        other.absorb([page("a.html", WATER, SNOW)], NOW)
        other.absorb([page("a.html", WATER)], LATER)
        assert archive.contents() == other.contents()


def test_another_content_takes_the_place_of_one_that_is_held(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    archive.absorb([page("a.html", WATER)], LATER, find_absent)
    absorption = archive.absorb([page("a.html", WATER, SNOW, BRIDGE)], LATER, find_absent)
    assert (absorption.plans, archive.quarantine()) == ((), [])
    assert len(ids(archive)) == 3


def test_a_content_that_comes_back_can_be_held_and_takes_nothing_from_the_newer(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER)], NOW)
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    before = archive.newest(ALL, 5)
    archive.absorb([page("a.html", WATER)], LATER, find_absent)
    assert archive.newest(ALL, 5) == before
    assert [entry.plan for entry in archive.quarantine()] == [1]


def test_the_arrivals_tell_what_was_held(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    archive.absorb([page("a.html", WATER)], LATER, find_absent)
    archive.absorb([page("a.html", WATER)], LATER)
    assert [arrival.plan for arrival in archive.arrivals()] == [None, 1, None]


def test_files_are_let_through_as_long_as_all_of_them_together_fit(archive: Archive) -> None:
    def allow_one_revision(toll: Toll) -> Sequence[str]:
        return ("revises too many",) if toll.revised > 1 else ()

    archive.absorb([page("a.html", WATER), page("b.html", SNOW), page("c.html", BRIDGE)], NOW)
    longer = [
        page(name, replace(entry, item=replace(entry.item, paragraphs=(*entry.item.paragraphs, f"{TEXT}, they say"))))
        for name, entry in (("x.html", WATER), ("y.html", SNOW), ("z.html", BRIDGE))
    ]
    absorption = archive.absorb(longer, LATER, allow_one_revision)
    [plan] = absorption.plans
    assert (len(absorption.revised), plan.sources) == (1, ("y.html", "z.html"))


def test_a_preview_tells_the_plan_and_writes_nothing(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    before = archive.contents()
    absorption = archive.preview([[page("a.html", WATER)]], LATER, find_absent)
    assert absorption.plans
    assert archive.contents() == before


def test_a_feed_that_is_left_with_nothing_is_told_with_what_it_held(archive: Archive) -> None:
    roads = tuple(replace(each, categories=(Category(TOPICS, "roads", 1.0),)) for each in (SNOW, BRIDGE))
    archive.absorb([page("a.html", WATER, *roads)], NOW)
    assert take_toll(archive, page("a.html", WATER)) == Toll(0, 2, {Selection.of("roads"): 2})


def test_what_moves_to_another_feed_is_not_absent(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER)], NOW)
    archive.reclassify(lambda *_: (Category(TOPICS, "roads", 1.0),), NOW)
    assert take_toll(archive, page("b.html", BRIDGE)) == Toll()


def test_a_feed_is_not_emptied_a_little_by_each_of_several_files(archive: Archive) -> None:
    def allow_one(toll: Toll) -> Sequence[str]:
        return ("empties a feed",) if any(left > 1 for left in toll.emptied.values()) else ()

    def about(topic: str) -> list[Reading]:
        categories = (Category(TOPICS, topic, 1.0),)
        told = [replace(each, categories=categories) for each in (SNOW, BRIDGE, WATER)]
        extra = "" if topic == "roads" else f"{TEXT}, they say"
        return [
            page(f"{number}.html", replace(each, item=replace(each.item, paragraphs=(*each.item.paragraphs, extra))))
            for number, each in enumerate(told)
        ]

    archive.absorb(about("roads"), NOW)
    absorption = archive.absorb(about("water"), LATER, allow_one)
    assert [plan.sources for plan in absorption.plans] == [("2.html",)]
    assert archive.count(Selection.of("roads")) == 1


def test_a_plan_is_told_also_where_another_entry_of_the_file_was_dropped(archive: Archive) -> None:
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    mended = page("a.html", WATER)
    archive.absorb([mended], LATER, find_absent)
    [entry] = archive.quarantine()
    archive.drop(entry.number)
    archive.absorb([page("a.html", WATER, SNOW, BRIDGE)], LATER)
    archive.absorb([mended], LATER, find_absent)
    assert [entry.plan for entry in archive.quarantine()] == [2]


def test_what_a_plan_told_was_told_when_it_was_released(archive: Archive) -> None:
    longer = tell(text=f"{TEXT}. The mayor was there.")
    archive.absorb([page("a.html", WATER, SNOW)], NOW)
    archive.absorb([page("a.html", longer)], LATER, find_absent)
    archive.absorb([page("a.html", longer)], LATER + timedelta(days=9))
    assert archive.newest(ALL, 1)[0].updated == LATER + timedelta(days=9)
