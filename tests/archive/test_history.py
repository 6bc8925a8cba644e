"""What an item's readers are told of its past."""

from datetime import UTC, date, datetime, timedelta
from itertools import groupby, pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from syndication.archive import Archive, Event, EventKind
from syndication.archive.identity import Told
from syndication.archive.merging import Sighting, Variant, merge
from syndication.archive.replaying import tell_changes
from syndication.models import ALL, REGIONS, TOPICS, Category, Retraction, SourceDate
from tests.archive.conftest import LendAddress
from tests.archive.pages import NOW, TEXT, page, tell

LATER, LAST = NOW + timedelta(days=1), NOW + timedelta(days=2)
DAY, TOLD, CHANGED = (SourceDate.parse(day) for day in ("2010-08-17", "2010-09-01", "2011-01-01"))
PUBLISHED = Event(EventKind.PUBLISHED, DAY)
LONGER = f"{TEXT}. The mayor was there."
WATER, ROADS = Category(TOPICS, "water", 2.0), Category(TOPICS, "roads", 1.0)
BY_PERSON = Category(TOPICS, "roads", 1.0, decided_by="person")


def history(archive: Archive) -> list[Event]:
    (item,) = archive.newest(ALL, 9)
    assert archive.history(item.path) == archive.history(item.id)
    return archive.history(item.id)


def changes(archive: Archive) -> list[Event]:
    return [event for event in history(archive) if event.kind not in (EventKind.PUBLISHED, EventKind.TAKEN_IN)]


def test_a_story_told_once_came_out_and_was_taken_in(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    archive.absorb([page("b.html", tell())], LATER)
    assert history(archive) == [PUBLISHED, Event(EventKind.TAKEN_IN, NOW, "a.html")]


def test_what_a_later_page_says_otherwise_changed_by_its_date(archive: Archive) -> None:
    archive.absorb([page("b.html", tell("Tests agreed", LONGER, modified=date(2011, 1, 1)), as_of="2011-01-01")], NOW)
    archive.absorb([page("a.html", tell(), as_of="2010-09-01")], NOW)
    titles = ("Council agrees on water tests", "Tests agreed")
    assert changes(archive) == [Event(EventKind.RETITLED, CHANGED, titles=titles), Event(EventKind.REWORDED, CHANGED)]


def test_a_teaser_before_its_whole_text_is_no_change(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(text=f"{TEXT[:60]}..."), as_of="2010-09-01")], NOW)
    archive.absorb([page("b.html", tell(), as_of="2011-01-01")], LATER)
    assert changes(archive) == []


def test_words_mended_in_place_changed_when_they_were_read(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(text=LONGER))], NOW)
    archive.absorb([page("a.html", tell())], LATER)
    assert changes(archive) == [Event(EventKind.REWORDED, LATER)]


def test_a_file_replaced_twice_tells_both_changes(archive: Archive) -> None:
    for title, now in (("Tests", NOW), ("Water tests", LATER), ("Water tests agreed", LAST)):
        archive.absorb([page("a.html", tell(title))], now)
    assert [(event.when, event.titles) for event in changes(archive)] == [
        (LATER, ("Tests", "Water tests")),
        (LAST, ("Water tests", "Water tests agreed")),
    ]


def test_what_was_put_back_as_it_was_changed_twice(archive: Archive) -> None:
    first, second = (page("a.html", tell(title)) for title in ("Tests", "Tests agreed"))
    for reading, now in ((first, NOW), (second, LATER), (first, LAST)):
        archive.absorb([reading], now)
    assert [(event.when, event.titles) for event in changes(archive)] == [
        (LATER, ("Tests", "Tests agreed")),
        (LAST, ("Tests agreed", "Tests")),
    ]


def test_a_date_mended_in_place_is_told_with_both_dates(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(day="2019-08-17"))], NOW)
    archive.absorb([page("a.html", tell())], LATER)
    assert changes(archive) == [Event(EventKind.REDATED, LATER, dates=(SourceDate.parse("2019-08-17"), DAY))]


def test_the_day_of_a_story_of_which_only_the_month_was_known_is_no_change(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(day="2010-08"))], NOW)
    archive.absorb([page("b.html", tell())], LATER)
    assert changes(archive) == []


def test_what_pages_said_before_one_told_the_date_is_no_change(archive: Archive) -> None:
    """Nobody saw it then: it would have waited in quarantine."""
    archive.absorb([page("a.html", tell("Tests", TEXT, None), as_of="2010-09-01")], NOW)
    archive.absorb([page("b.html", tell("Tests agreed", LONGER), as_of="2011-01-01")], LATER)
    assert history(archive) == [PUBLISHED, Event(EventKind.TAKEN_IN, NOW, "a.html")]


def test_a_day_that_the_source_states_is_told_once(archive: Archive) -> None:
    stated = tell(modified=date(2011, 1, 1))
    archive.absorb([page("a.html", stated), page("b.html", stated, as_of="2010-09-01")], NOW)
    assert changes(archive) == [Event(EventKind.STATED, CHANGED)]


@pytest.mark.parametrize("modified", [date(2010, 8, 17), date(2009, 1, 1)])
def test_a_day_before_the_story_came_out_is_no_change(archive: Archive, modified: date) -> None:
    archive.absorb([page("a.html", tell(modified=modified))], NOW)
    assert changes(archive) == []


def test_categories_of_new_words_are_told(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER,)))], NOW)
    archive.absorb([page("a.html", tell(text=LONGER, categories=(ROADS,)))], LATER)
    assert changes(archive) == [
        Event(EventKind.REWORDED, LATER),
        Event(EventKind.RECATEGORISED, LATER, gained=(ROADS,), lost=(WATER,)),
    ]


def test_a_person_s_decision_says_what_it_changed(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER,)))], NOW)
    (item,) = archive.newest(ALL, 9)
    archive.correct(item.id, {TOPICS: ["roads"]}, LATER)
    assert changes(archive) == [Event(EventKind.DECIDED, LATER, gained=(BY_PERSON,), lost=(WATER,))]


def test_a_decision_in_the_second_of_the_arrival_is_told_after_it(archive: Archive) -> None:
    """Decisions are dated in whole seconds, arrivals are not."""
    archive.absorb([page("a.html", tell(categories=(WATER,)))], NOW + timedelta(seconds=0.5))
    (item,) = archive.newest(ALL, 9)
    archive.correct(item.id, {TOPICS: ["roads"]}, NOW + timedelta(seconds=0.7))
    assert [event.kind for event in history(archive)] == [EventKind.PUBLISHED, EventKind.TAKEN_IN, EventKind.DECIDED]


def test_a_decision_that_is_undone_is_told_with_its_end(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER,)))], NOW)
    (item,) = archive.newest(ALL, 9)
    archive.correct(item.id, {TOPICS: ["roads"]}, LATER)
    archive.lift(item.id, LAST)
    assert changes(archive) == [
        Event(EventKind.DECIDED, LATER, gained=(BY_PERSON,), lost=(WATER,)),
        Event(EventKind.RELEASED, LAST, gained=(WATER,), lost=(BY_PERSON,)),
    ]


def test_every_decision_is_told_with_what_it_changed_then(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER,)))], NOW)
    (item,) = archive.newest(ALL, 9)
    for topics, now in ((["roads"], LATER), (["roads", "snow"], LATER), (["snow"], NOW)):
        archive.correct(item.id, {TOPICS: topics}, now)
    archive.absorb([page("a.html", tell(text=LONGER, categories=(ROADS,)))], LAST)
    decided = [event for event in changes(archive) if event.kind is EventKind.DECIDED]
    told = [([each.slug for each in event.gained], [each.slug for each in event.lost]) for event in decided]
    assert told == [(["roads"], ["water"]), (["snow"], []), ([], ["roads"])]
    assert [event.when for event in decided] == [LATER + timedelta(seconds=n) for n in range(3)]


def test_what_the_rules_say_after_a_person_decided_is_told_where_it_counts(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(categories=(WATER,)))], NOW)
    (item,) = archive.newest(ALL, 9)
    archive.correct(item.id, {TOPICS: ["snow"]}, LATER)
    archive.absorb([page("a.html", tell(text=LONGER, categories=(ROADS,)))], LAST)
    assert [event.kind for event in changes(archive)] == [EventKind.DECIDED, EventKind.REWORDED]
    north = Category(REGIONS, "north", 1.0)
    archive.absorb([page("a.html", tell("Tests", LONGER, categories=(ROADS, north)))], LAST)
    assert changes(archive)[-1] == Event(EventKind.RECATEGORISED, LAST, gained=(north,))


@pytest.mark.parametrize(("ruled", "slugs"), [((WATER,), ["water"]), ((WATER,), []), ((), [])])
def test_a_decision_that_agrees_or_empties_is_still_a_decision(
    archive: Archive, ruled: tuple[Category, ...], slugs: list[str]
) -> None:
    archive.absorb([page("a.html", tell(categories=ruled))], NOW)
    (item,) = archive.newest(ALL, 9)
    archive.correct(item.id, {TOPICS: slugs}, LATER)
    assert [event.kind for event in changes(archive)] == [EventKind.DECIDED]


def test_a_withdrawn_item_tells_its_end_and_the_reason(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    (item,) = archive.newest(ALL, 9)
    archive.withdraw(item.id, "told twice", LATER)
    assert archive.history(item.id)[-1] == Event(EventKind.WITHDRAWN, LATER, reason="told twice")


def test_what_never_came_has_no_history(archive: Archive) -> None:
    assert archive.history("tag:nobody,2010-08:nothing") == []


def test_a_withdrawn_item_of_which_its_file_is_found_to_say_nothing_keeps_its_end(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), tell("Pass shut", "Snow"), digest="same")], NOW)
    id_ = next(item.id for item in archive.newest(ALL, 9) if item.title == "Pass shut")
    archive.withdraw(id_, "asked for", LATER)
    archive.forget("a.html")
    archive.absorb([page("a.html", tell(), digest="same")], LAST)
    assert archive.history(id_) == [
        PUBLISHED,
        Event(EventKind.WITHDRAWN, LATER, reason="asked for"),
        Event(EventKind.TAKEN_BACK, LAST, retraction=Retraction("a.html", None)),
    ]


def test_the_newest_change_of_words_is_the_date_of_the_update(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), as_of="2010-09-01")], NOW)
    archive.absorb([page("b.html", tell(text=LONGER), as_of="2011-01-01")], NOW)
    assert changes(archive)[-1].instant == archive.newest(ALL, 1)[0].updated == datetime(2011, 1, 1, 12, tzinfo=UTC)


def test_the_history_does_not_depend_on_the_order_of_arrival(lend_address: LendAddress) -> None:
    readings = [page("a.html", tell(), as_of="2010-09-01"), page("b.html", tell(text=LONGER), as_of="2011-01-01")]
    told = []
    for order in (readings, readings[::-1]):
        with lend_address() as address, Archive.open(address, authority="archive.example.org") as archive:
            for reading in order:
                archive.absorb([reading], NOW)
            told.append(changes(archive))
    assert told[0] == told[1] != []


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(1, 3), st.sampled_from([None, 1, 2, 3]), st.booleans()),
        min_size=1,
        max_size=6,
    )
)
def test_what_is_told_last_is_what_readers_see(pages: list[tuple[str, int, int | None, bool]]) -> None:
    met: dict[tuple[str, int, bool], list[Sighting]] = {}
    for number, (title, length, month, has_day) in enumerate(pages):
        as_of = None if month is None else date(2011, month, 1)
        sighting = Sighting(f"{number}.html", str(number), as_of, None, None, read_at=NOW)
        met.setdefault((title, length, has_day), []).append(sighting)
    members = [
        Variant(number, str(key), Told(key[0], "word " * key[1], DAY if key[2] else None, None), tuple(sightings))
        for number, (key, sightings) in enumerate(met.items())
    ]
    assume(any(variant.told.date is not None for variant in members))
    retitled = [event.titles for event in tell_changes(members, dict.fromkeys(range(6), ()), DAY) if event.titles]
    assert all(titles[1] == merge(members).winner.told.title for titles in retitled[-1:])
    assert all(earlier[1] == later[0] for earlier, later in pairwise(retitled))


def told(title: str, positions: list[int], last: int) -> Variant:
    """A content that a file had whenever it was read at these times; the one it had last stands."""
    sightings = tuple(
        Sighting("a.html", str(n), None, None, None, stands=n == last, read_at=NOW + timedelta(days=n))
        for n in positions
    )
    return Variant(ord(title), title, Told(title, TEXT, DAY, None), sightings)


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=8))
def test_the_titles_of_a_file_that_is_replaced_are_told_in_their_order(titles: list[str]) -> None:
    members = [
        told(each, [n for n, title in enumerate(titles) if title == each], len(titles) - 1) for each in {*titles}
    ]
    events = tell_changes(members, dict.fromkeys(map(ord, titles), ()), DAY)
    distinct = [title for title, _ in groupby(titles)]
    assert [event.titles for event in events] == list(pairwise(distinct))
