"""A date that one file mends is the story's, whoever else still tells it under the former one."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive, EventKind, Withdrawn
from syndication.models import ALL, ClassifiedItem, Reading
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import LATER, only
from tests.archive.test_opening import take_back
from tests.archive.test_order_of_arrival import without_ids

WRONG, RIGHT, OTHER = "2019-08-17", "2016-08-17", "2018-03-04"
TEASER = f"{TEXT[:60]}..."
MENDED, RAIN = page("a.html", tell(day=RIGHT)), page("a.html", tell("Rain", "It rained for nine days", "2010-08-01"))


def days(archive: Archive) -> list[str]:
    return [str(item.date) for item in archive.newest(ALL, 9)]


@pytest.fixture(params=[tell(day=WRONG), tell(text=TEASER, day=WRONG)], ids=["the same text", "a teaser"])
def still(request: pytest.FixtureRequest) -> ClassifiedItem:
    """What another file tells under the wrong date."""
    told: ClassifiedItem = request.param
    return told


@pytest.fixture
def told(archive: Archive, still: ClassifiedItem) -> Archive:
    archive.absorb([page("a.html", tell(day=WRONG)), page("b.html", still)], NOW)
    return archive


def test_a_date_mended_in_one_of_two_files_moves_the_item(told: Archive) -> None:
    before = only(told)
    absorbed = told.absorb([MENDED], LATER)
    assert (only(told).id, days(told), absorbed.added) == (before.id, [RIGHT], ())


def test_the_other_file_s_mending_changes_nothing_more(told: Archive, still: ClassifiedItem) -> None:
    told.absorb([MENDED], LATER)
    mended = tell(still.item.title, still.item.summary, RIGHT)
    absorbed = told.absorb([page("b.html", mended)], LATER + timedelta(days=1))
    assert (absorbed.revised, absorbed.touched) == ((), frozenset())


def test_its_history_and_the_corrections_tell_the_mended_date_once(told: Archive) -> None:
    told.absorb([MENDED], LATER)
    redated = [event for event in told.history(only(told).id) if event.kind is EventKind.REDATED]
    assert [(event.when, [str(day) for day in event.dates or ()]) for event in redated] == [(LATER, [WRONG, RIGHT])]
    assert [amendment.event for amendment in told.amendments(ALL, 9)] == redated


def test_a_file_that_comes_later_with_the_wrong_date_changes_nothing(archive: Archive, still: ClassifiedItem) -> None:
    archive.absorb([page("a.html", tell(day=WRONG))], NOW)
    archive.absorb([MENDED], LATER)
    before = only(archive)
    archive.absorb([page("b.html", still)], LATER)
    assert (only(archive).id, days(archive)) == (before.id, [RIGHT])


def test_a_mending_that_is_taken_back_moves_the_item_back(told: Archive) -> None:
    before = only(told)
    told.absorb([MENDED], LATER)
    told.absorb([page("a.html", tell(day=WRONG, line=2))], LATER)
    assert (only(told).id, days(told)) == (before.id, [WRONG])


def test_a_mended_date_counts_no_more_when_its_file_tells_nothing_of_the_story(told: Archive) -> None:
    before = only(told)
    told.absorb([MENDED], LATER)
    told.absorb([RAIN], LATER)
    assert {item.id: str(item.date) for item in told.newest(ALL, 9)}[before.id] == WRONG


def test_an_item_that_leaves_after_its_date_was_mended_keeps_that_date(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(day=WRONG))], NOW)
    archive.absorb([MENDED], LATER)
    gone = only(archive)
    archive.absorb([RAIN], LATER)
    stone = archive.item(gone.id)
    assert isinstance(stone, Withdrawn)
    assert (str(stone.date), stone.path) == (RIGHT, gone.path)


def test_of_two_mended_dates_the_newer_page_s_counts(archive: Archive) -> None:
    archive.absorb([page(name, tell(day=WRONG)) for name in ("a.html", "b.html")], NOW)
    archive.absorb([page("a.html", tell(day=RIGHT), as_of="2019-09-01")], LATER)
    archive.absorb([page("b.html", tell(day=OTHER), as_of="2019-10-01")], LATER)
    assert days(archive) == [OTHER]


def test_an_older_archive_knows_which_dates_were_mended(address: str) -> None:
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", tell(day=WRONG))], NOW)
        archive.absorb([MENDED], LATER)
        before = archive.contents()
    take_back(address, "0018")
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert archive.contents() == before
        archive.absorb([page("b.html", tell(text=TEASER, day=WRONG))], LATER)
        assert days(archive) == [RIGHT]


def test_an_older_archive_knows_what_may_only_have_rolled_off(address: str) -> None:
    first, second = tell(day="2016-08-10"), tell(day="2016-08-17")
    snow, rain = tell("Snow", "It snowed", "2016-08-11"), tell("Rain", "It rained for nine days", "2016-08-08")
    with Archive.open(address, authority=AUTHORITY) as archive:
        for reading in (page("list.html", first, rain), page("list.html", second, snow)):
            archive.absorb([reading], NOW)
    take_back(address, "0018")
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", first)], NOW)
        assert days(archive) == ["2016-08-17", "2016-08-11", "2016-08-10", "2016-08-08"]


def test_a_list_that_moves_on_after_it_mended_a_date_does_not_bring_the_wrong_one_back(archive: Archive) -> None:
    rain, snow = tell("Rain", "It rained for nine days", "2010-08-01"), tell("Snow", "It snowed", "2010-10-01")
    archive.absorb([page("a.html", tell(day="2010-08-17"), rain)], NOW)
    before = {item.id for item in archive.newest(ALL, 9)}
    archive.absorb([page("a.html", tell(day="2010-08-19"), rain)], LATER)
    archive.absorb([page("a.html", snow)], LATER)
    assert days(archive) == ["2010-10-01", "2010-08-19", "2010-08-01"]
    assert before < {item.id for item in archive.newest(ALL, 9)}


@pytest.mark.parametrize("text", [TEXT, TEASER], ids=["the same text", "a teaser"])
def test_a_notice_that_one_page_shows_on_two_days_is_two_items(archive: Archive, text: str) -> None:
    weekly = page("b.html", tell(text=text, day="2016-08-10"), tell(text=text, day="2016-08-17"))
    pages = [page("a.html", tell(day="2016-08-10")), weekly, page("a.html", tell(day="2016-08-17"))]
    for reading in pages:
        archive.absorb([reading], NOW)
    assert days(archive) == ["2016-08-17", "2016-08-10"]


@pytest.mark.parametrize("has_own_file_first", [True, False])
def test_a_notice_that_rolled_off_a_list_which_shows_it_again_is_two_items(
    archive: Archive, has_own_file_first: bool
) -> None:
    first, second = tell(day="2016-08-10"), tell(day="2016-08-17")
    snow, rain = tell("Snow", "It snowed", "2016-08-11"), tell("Rain", "It rained for nine days", "2016-08-08")
    lists, own = [page("list.html", first, rain), page("list.html", second, snow)], page("a.html", first)
    for reading in [own, *lists] if has_own_file_first else [*lists, own]:
        archive.absorb([reading], NOW)
    assert days(archive) == ["2016-08-17", "2016-08-11", "2016-08-10", "2016-08-08"]


def test_a_notice_that_two_files_tell_on_two_days_is_two_items(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(day=WRONG)), page("b.html", tell(day=RIGHT))], NOW)
    assert len(days(archive)) == 2


CONTENTS = st.lists(st.sampled_from([WRONG, RIGHT, OTHER]), max_size=3).map(lambda days: [WRONG, *days])
"""The days that one file gives the story, one after the other: first the one that all of them tell."""


@st.composite
def interleaved(draw: st.DrawFn, files: dict[str, list[Reading]]) -> list[Reading]:
    """The contents of files in an order in which they can have come."""
    order = draw(st.permutations([name for name, its in files.items() for _ in its]))
    waiting = {name: iter(its) for name, its in files.items()}
    return [next(waiting[name]) for name in order]


def tell_in_files(told: dict[str, list[str]]) -> dict[str, list[Reading]]:
    texts = dict(zip("abc", (TEXT, TEASER, TEXT), strict=True))
    return {name: [page(f"{name}.html", tell(text=texts[name], day=day)) for day in its] for name, its in told.items()}


def expected_day(told: dict[str, list[str]]) -> str:
    """Of those who mended it, what they tell now; of several the earliest."""
    mended = [its[-1] for its in told.values() if len(set(its)) > 1]
    return min(mended, default=WRONG)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(data=st.data(), told=st.fixed_dictionaries(dict.fromkeys("abc", CONTENTS)))
def test_in_whatever_order_files_mend_a_date_there_is_one_item_of_one_id(
    lend_address: LendAddress, data: st.DataObject, told: dict[str, list[str]]
) -> None:
    contents: list[object] = []
    files = tell_in_files(told)
    for order in (data.draw(interleaved(files)), [each for its in files.values() for each in its]):
        with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
            ids = _absorb_each(archive, order)
            item = only(archive)
            assert (ids, str(item.date)) == ({item.id}, expected_day(told))
            redated = [event.dates[1] for event in archive.history(item.id) if event.dates]
            assert redated[-1:] in ([], [item.date])
            contents.append(without_times(archive.contents()))
    assert contents[0] == contents[1]


def without_times(contents: dict[str, list[dict[str, Any]]]) -> object:
    """Without ids, and without when items were updated: at the mending, which comes sooner in one order."""
    told = [{name: value for name, value in item.items() if name != "updated"} for item in contents["items"]]
    return without_ids({**contents, "items": told})


def _absorb_each(archive: Archive, readings: Sequence[Reading]) -> set[str]:
    """The ids that readers see meanwhile."""
    seen: set[str] = set()
    for number, reading in enumerate(readings):
        archive.absorb([reading], NOW + timedelta(hours=number))
        seen.update(item.id for item in archive.newest(ALL, 9))
    return seen


def test_three_files_that_mend_a_date_do_so_in_any_order(lend_address: LendAddress) -> None:
    files = tell_in_files({name: [WRONG, RIGHT] for name in "abc"})
    for order in permutations("abc"):
        with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
            assert len(_absorb_each(archive, [files[name][step] for step in (0, 1) for name in order])) == 1
