"""The same words read again, in other bytes, change nothing; words put back are a change of their own."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive, EventKind
from syndication.models import ALL, ClassifiedItem
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import LATER, SNOW, only

AGAIN = LATER + timedelta(days=1)
TEASER = TEXT[:60]


def updated_after(archive: Archive, *contents: tuple[ClassifiedItem, ...]) -> datetime:
    """When the one item of a file was updated, after these contents of it, each read a day after the other."""
    for number, told in enumerate(contents):
        archive.absorb([page("a.html", *told, digest=f"{number}")], NOW + timedelta(days=number))
    return only(archive).updated


@pytest.mark.parametrize("former", [tell("Concil agrees"), tell(text=f"{TEXT}. They paid.")], ids=["title", "text"])
def test_mended_words_read_again_are_no_further_update(archive: Archive, former: ClassifiedItem) -> None:
    assert updated_after(archive, (former,), (tell(),)) == LATER
    absorbed = archive.absorb([page("a.html", tell(), digest="a blank line")], AGAIN)
    assert (absorbed.revised, absorbed.touched, only(archive).updated) == ((), frozenset(), LATER)


def test_white_space_in_mended_words_is_no_further_update(archive: Archive) -> None:
    spaced = tell("Council  agrees on water tests")
    assert updated_after(archive, (tell("Concil agrees"),), (tell(),), (spaced,)) == LATER


def test_words_mended_and_put_back_are_an_update_of_that_time(archive: Archive) -> None:
    assert updated_after(archive, (tell(),), (tell("Council agrees"),), (tell(),)) == AGAIN


@pytest.mark.parametrize("former", [tell("Concil agrees"), tell(text=f"{TEXT}. They paid.")], ids=["title", "text"])
def test_a_file_put_back_as_it_was_is_an_update_of_that_time(archive: Archive, former: ClassifiedItem) -> None:
    archive.absorb([page("a.html", former)], NOW)
    archive.absorb([page("a.html", tell())], LATER)
    absorbed = archive.absorb([page("a.html", former)], AGAIN)
    item = only(archive)
    assert (absorbed.revised, item.title, item.updated) == ((item.id,), former.item.title, AGAIN)
    changes = [event for event in archive.history(item.id) if event.kind in (EventKind.RETITLED, EventKind.REWORDED)]
    assert [event.when for event in changes] == [LATER, AGAIN]


def test_a_teaser_taken_off_the_page_of_its_full_text_is_no_update(archive: Archive) -> None:
    both, full = (tell(text=TEASER), tell(line=2)), (tell(),)
    assert updated_after(archive, both, full) == only(archive).published


def test_a_full_text_taken_off_the_page_of_its_teaser_is_an_update_of_that_time(archive: Archive) -> None:
    both, teaser = (tell(text=TEASER), tell(line=2)), (tell(text=TEASER),)
    assert updated_after(archive, both, teaser) == LATER


def test_a_story_put_on_top_of_mended_ones_changes_it_alone(archive: Archive) -> None:
    snow = tell("Snow", SNOW, "2010-09-01")
    rain = tell("Rain", "It rained for nine days", "2010-08-01")
    archive.absorb([page("a.html", tell("Concil agrees"), rain)], NOW)
    archive.absorb([page("a.html", tell(), rain)], LATER)
    absorbed = archive.absorb([page("a.html", snow, tell(), rain)], AGAIN)
    assert (len(absorbed.added), absorbed.revised) == (1, ())


def test_a_story_that_another_file_told_again_in_fewer_words_stays_as_it_is(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    archive.absorb([page("a.html", tell("Rain", "It rained for nine days"))], LATER)
    archive.absorb([page("b.html", tell(text=TEASER))], AGAIN)
    absorbed = archive.absorb([page("b.html", tell(text=TEASER), digest="a blank line")], AGAIN + timedelta(days=1))
    assert (absorbed.revised, absorbed.touched) == ((), frozenset())


def test_the_order_of_a_day_on_which_two_files_contradict_each_other_stays(archive: Archive) -> None:
    snow = tell("Snow", SNOW)
    archive.absorb([page("a.html", tell(), snow, digest="1"), page("b.html", snow, tell(), digest="2")], NOW)
    before = archive.newest(ALL, 9)
    archive.settle(archive.due())
    archive.absorb([page("a.html", tell(), snow, digest="3")], LATER)
    archive.absorb([page("b.html", snow, tell(), digest="0")], AGAIN)
    assert (archive.newest(ALL, 9), archive.due()) == (before, set())


def test_a_story_told_at_two_lengths_after_it_had_rolled_off_stays_as_it_is(archive: Archive) -> None:
    longer, both = tell("Concil agrees", f"{TEXT}. They paid."), (tell(text=f"{TEXT}. They paid."), tell(line=2))
    for number, told in enumerate(((longer,), (tell("Snow", SNOW, "2010-09-01"),), both)):
        archive.absorb([page("a.html", *told)], NOW + timedelta(days=number))
    absorbed = archive.absorb([page("a.html", *both, digest="a blank line")], NOW + timedelta(days=9))
    assert (absorbed.revised, absorbed.touched) == ((), frozenset())


AT_FIRST = "Snow again", SNOW, "2010-08-10"


def test_a_date_mended_by_one_file_is_told_still_when_another_that_moved_on_is_read_again(archive: Archive) -> None:
    former, retitled, mended = (
        tell(*each) for each in (AT_FIRST, ("Snow", *AT_FIRST[1:]), (*AT_FIRST[:2], "2010-08-19"))
    )
    contents = [("a.html", None, former), ("a.html", None, mended)]
    contents += [("b.html", "2010-09-01", retitled), ("b.html", "2010-09-01", mended)]
    for number, (name, as_of, told) in enumerate(contents):
        archive.absorb([page(name, told, as_of=as_of)], NOW + timedelta(days=number))
    history = archive.history(archive.newest(ALL, 9)[0].id)
    archive.absorb([page("b.html", mended, as_of="2010-09-01", digest="a blank line")], NOW + timedelta(days=9))
    assert archive.history(archive.newest(ALL, 9)[0].id) == history


WATER = st.builds(
    tell,
    title=st.sampled_from(["Council agrees on water tests", "Concil agrees on water tests"]),
    text=st.sampled_from([TEXT, f"{TEXT}. They paid.", TEASER]),
)
PASS = st.builds(tell, title=st.sampled_from(["Snow", "Snow again"]), text=st.just(SNOW), day=st.just("2010-08-10"))
CONTENTS = st.tuples(st.sampled_from(["a.html", "b.html"]), st.tuples(WATER, PASS))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(contents=st.lists(CONTENTS, min_size=1, max_size=5))
def test_a_file_that_says_what_it_said_changes_nothing(
    lend_address: LendAddress, contents: list[tuple[str, tuple[ClassifiedItem, ...]]]
) -> None:
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
        for number, (name, told) in enumerate(contents):
            archive.absorb([page(name, *told, digest=f"{number}")], NOW + timedelta(days=number))
        before = archive.newest(ALL, 9)
        archive.settle(archive.due())
        for name, told in dict(contents).items():
            absorbed = archive.absorb([page(name, *told, digest=f"{name} again")], NOW + timedelta(days=99))
            assert (absorbed.added, absorbed.revised, absorbed.absent) == ((), (), ())
        assert (archive.newest(ALL, 9), archive.due()) == (before, set())
