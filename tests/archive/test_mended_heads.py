"""A story keeps its id when its source mends the title with the date, or with the opening words; news stays news."""

import pytest

from syndication.archive import Archive, EventKind, Withdrawn
from syndication.models import ALL, ClassifiedItem
from tests.archive.pages import NOW, page, tell
from tests.archive.stories import LATER, SNOW, only, titles

REST = (
    "agreed to measure the water of both rivers twice a year from now on, and to show what was found on the board of "
    "the town hall, where farmers had asked for it since the spring"
)
FORMER = tell("Concil agrees", f"The concil of the river met on Monday, {REST}")
DAY, NEXT_DAY = "2010-08-17", "2010-08-19"
RAIN = tell("Rain", "It rained for nine days and the lower villages ask for boats", "2010-09-01")


def told(title: str, opening: str = "The concil of the river met on Monday", day: str = DAY) -> ClassifiedItem:
    return tell(title, f"{opening}, {REST}", day)


RETITLED = told("Rivers will be measured twice", day=NEXT_DAY)
REOPENED = told("Rivers will be measured twice", "Both sides shook hands on Tuesday")
MENDED = pytest.mark.parametrize("mended", [RETITLED, REOPENED], ids=["title and date", "title and opening"])


@MENDED
@pytest.mark.parametrize("newer", [(), (RAIN,)], ids=["alone", "in a list that moves on"])
def test_it_keeps_its_id(archive: Archive, mended: ClassifiedItem, newer: tuple[ClassifiedItem, ...]) -> None:
    archive.absorb([page("a.html", FORMER)], NOW)
    before = only(archive)
    absorbed = archive.absorb([page("a.html", *newer, mended)], LATER)
    after = archive.newest(ALL, 9)[-1]
    assert (after.id, after.title, after.date) == (before.id, mended.item.title, mended.item.date)
    assert (absorbed.revised, absorbed.absent, archive.count(ALL)) == ((before.id,), (), 1 + len(newer))


def test_its_history_tells_the_title_and_the_date(archive: Archive) -> None:
    archive.absorb([page("a.html", FORMER)], NOW)
    archive.absorb([page("a.html", RETITLED)], LATER)
    kinds = [event.kind for event in archive.history(only(archive).id) if event.when == LATER]
    assert kinds == [EventKind.RETITLED, EventKind.REDATED]
    assert only(archive).updated == LATER


@MENDED
def test_what_another_file_still_tells_is_the_same_item(archive: Archive, mended: ClassifiedItem) -> None:
    archive.absorb([page("a.html", FORMER), page("b.html", FORMER)], NOW)
    before = only(archive)
    archive.absorb([page("a.html", mended)], LATER)
    assert (only(archive).id, only(archive).date) == (before.id, mended.item.date)


def test_a_mended_opening_says_nothing_of_the_date_that_another_file_mends(archive: Archive) -> None:
    archive.absorb([page("a.html", FORMER), page("b.html", FORMER)], NOW)
    archive.absorb([page("a.html", REOPENED, as_of="2010-11-01")], NOW)
    archive.absorb([page("b.html", told("Concil agrees", day=NEXT_DAY), as_of="2010-10-01")], LATER)
    assert str(only(archive).date) == NEXT_DAY


@MENDED
def test_the_former_one_does_not_return_when_the_list_moves_on(archive: Archive, mended: ClassifiedItem) -> None:
    for told in ((FORMER,), (RAIN, mended), (tell("Snow", SNOW, "2010-10-01"), RAIN)):
        archive.absorb([page("a.html", *told)], NOW)
    assert titles(archive) == ["Snow", "Rain", mended.item.title]


@MENDED
def test_a_head_that_is_put_back_is_the_item_s_again(archive: Archive, mended: ClassifiedItem) -> None:
    archive.absorb([page("a.html", FORMER)], NOW)
    before = only(archive)
    archive.absorb([page("a.html", mended)], LATER)
    archive.absorb([page("a.html", FORMER, digest="put back")], LATER)
    assert (only(archive).id, only(archive).title, only(archive).date) == (before.id, before.title, before.date)


@MENDED
def test_read_again_it_changes_nothing(archive: Archive, mended: ClassifiedItem) -> None:
    for told in (FORMER, mended):
        archive.absorb([page("a.html", told)], NOW)
    archive.settle(archive.due())
    absorbed = archive.absorb([page("a.html", mended, digest="a blank line")], LATER)
    assert (absorbed.added, absorbed.touched, archive.due()) == ((), frozenset(), set())


@MENDED
def test_withdrawn_it_stays_so(archive: Archive, mended: ClassifiedItem) -> None:
    archive.absorb([page("a.html", FORMER)], NOW)
    gone = only(archive)
    archive.withdraw(gone.id, "untrue", NOW)
    archive.absorb([page("a.html", mended)], LATER)
    assert (titles(archive), isinstance(archive.item(gone.id), Withdrawn)) == ([], True)


@MENDED
def test_a_page_that_shows_both_makes_them_two(archive: Archive, mended: ClassifiedItem) -> None:
    for told in ((FORMER,), (mended,), (mended, FORMER)):
        archive.absorb([page("a.html", *told)], NOW)
    assert sorted(titles(archive)) == sorted([mended.item.title, FORMER.item.title])


STANDING = f"The bulletin of the river is out, {REST}"


@pytest.mark.parametrize(
    ("former", "new"),
    [
        (tell("Bulletin for Easter", STANDING), tell("Bulletin for Christmas", STANDING, NEXT_DAY)),
        (tell("Rivers, 3 June", STANDING), tell("Measured rivers, 10 June", STANDING, NEXT_DAY)),
        (tell("Bulletin, Easter", STANDING), tell("Bulletin", STANDING, NEXT_DAY)),
        (tell("Letter", SNOW), tell("The pass", SNOW, NEXT_DAY)),
        (FORMER, told("Concil agrees", "The mayor was not there on Tuesday", NEXT_DAY)),
        (FORMER, told("Rivers will be measured twice", "Both sides shook hands on Tuesday", NEXT_DAY)),
        (told("Bridge shut", "The bridge is shut"), told("Market moved", "The market is moved to the harbour")),
        (FORMER, tell("Rivers will be measured twice", f"{SNOW}, {SNOW} because both rivers measured {REST[:60]}")),
    ],
    ids=[
        "a title of which the text tells nothing",
        "another number in the title",
        "fewer words in the title",
        "a short text",
        "date and first sentence",
        "title, date and first sentence",
        "a notice of that day with the same end",
        "most of the text",
    ],
)
def test_what_may_be_news_is_an_item_of_its_own(archive: Archive, former: ClassifiedItem, new: ClassifiedItem) -> None:
    archive.absorb([page("a.html", former)], NOW)
    before = only(archive)
    archive.absorb([page("a.html", new)], LATER)
    (news,) = (
        item for item in archive.newest(ALL, 9) if (item.title, item.summary) == (new.item.title, new.item.summary)
    )
    assert news.id != before.id


def test_a_text_that_stands_under_two_titles_makes_no_title_another_s(archive: Archive) -> None:
    spring, summer = told("Rivers are measured"), told("Farmers asked since the spring", day=NEXT_DAY)
    autumn = told("What the board found", day="2010-08-20")
    for told_now in ((summer, spring), (autumn, summer)):
        archive.absorb([page("a.html", *told_now)], NOW)
    assert archive.count(ALL) == 3
