"""A person's decision that a former content of a file was never its source's word."""

from datetime import date, timedelta

import pytest

from syndication.archive import Archive, Event, EventKind, Withdrawn
from syndication.errors import ArchiveError
from syndication.models import ALL, ArchivedItem, Reading, Retraction
from tests.archive.pages import NOW, page, tell
from tests.archive.stories import IN_ROADS, IN_WATER, LATER, ROADS, SNOW, titles

LAST = LATER + timedelta(days=1)
OLD = tell("Snow", SNOW, "2010-08-01", categories=(ROADS,))
WRONG, RIGHT = page("a.html", OLD, tell(), as_of="2010-08-18"), page("a.html", tell("Rain", "It rained", "2010-09-01"))


@pytest.fixture
def mended(archive: Archive) -> Archive:
    """A wrong file came out and was mended: what it told is older, as if it had rolled off a list."""
    for number, reading in enumerate((WRONG, RIGHT)):
        archive.absorb([reading], NOW + number * timedelta(hours=1))
    assert titles(archive) == ["Rain", "Council agrees on water tests", "Snow"]
    return archive


def snow(archive: Archive) -> ArchivedItem:
    return archive.newest(IN_ROADS, 1)[0]


def test_what_it_alone_told_leaves(mended: Archive) -> None:
    stays, leaves = mended.newest(ALL, 1), tuple(mended.newest(ALL, 9)[1:])
    decided = mended.disown("a.html", "", LATER)
    assert ([content.digest for content in decided.contents], decided.left) == ([WRONG.digest], leaves)
    assert mended.newest(ALL, 9) == stays
    assert decided.touched == mended.due() == {ALL, IN_WATER, IN_ROADS}


def test_its_tombstone_its_history_and_the_corrections_say_why_and_when(mended: Archive) -> None:
    id_ = snow(mended).id
    mended.disown("a.html", "", LATER)
    why = Retraction("a.html", date(2010, 8, 18), is_disowned=True)
    stone, event = mended.item(id_), Event(EventKind.TAKEN_BACK, LATER, retraction=why)
    assert isinstance(stone, Withdrawn)
    assert (stone.withdrawn_at, stone.retraction) == (LATER, why)
    assert mended.history(id_)[-1] == event
    assert [amendment.event for amendment in mended.amendments(IN_ROADS, 9)] == [event]


def test_what_another_file_tells_stays(mended: Archive) -> None:
    mended.absorb([page("b.html", OLD)], LATER)
    assert [item.title for item in mended.disown("a.html", "", LATER).left] == ["Council agrees on water tests"]
    assert titles(mended) == ["Rain", "Snow"]


def test_foreseeing_it_tells_the_same_and_writes_nothing(mended: Archive) -> None:
    mended.settle(mended.due())
    before = mended.contents()
    foreseen = mended.foresee_disowning("a.html", "", LATER)
    assert (mended.contents(), mended.due()) == (before, frozenset())
    assert mended.disown("a.html", "", LATER) == foreseen


def test_the_same_bytes_tell_nothing_when_they_come_again(mended: Archive) -> None:
    mended.disown("a.html", "", LATER)
    before = mended.newest(ALL, 9)
    assert mended.absorb([WRONG], LAST).touched == frozenset()
    mended.forget("a.html")
    mended.absorb([page("a.html", OLD, tell("Council agrees on it"), digest=WRONG.digest)], LAST)
    assert mended.newest(ALL, 9) == before
    mended.absorb([page("a.html", OLD)], LAST)
    assert titles(mended) == ["Snow"]


def test_the_same_bytes_tell_what_they_did_under_another_name(mended: Archive) -> None:
    mended.disown("a.html", "", LATER)
    mended.absorb([page("b.html", OLD, digest=WRONG.digest)], LAST)
    assert titles(mended) == ["Rain", "Snow"]


def test_it_can_be_undone(mended: Archive) -> None:
    before = {item.id for item in mended.newest(ALL, 9)}
    gone = mended.disown("a.html", "", LATER).left
    mended.settle(mended.due())
    back = mended.own("a.html", "", LAST)
    assert [item.id for item in back.come] == [item.id for item in gone]
    assert {item.id for item in mended.newest(ALL, 9)} == before
    assert mended.history(gone[0].id)[-1] == Event(EventKind.MET_AGAIN, LAST)
    assert back.touched == mended.due() == {ALL, IN_WATER, IN_ROADS}


def test_doing_it_again_changes_nothing(mended: Archive) -> None:
    mended.disown("a.html", "", LATER)
    mended.settle(mended.due())
    again = mended.disown("a.html", "", LAST)
    assert (again.contents, again.left, again.touched, mended.due()) == ((), (), frozenset(), frozenset())


def test_one_of_several_contents_can_be_named_by_how_its_digest_begins(mended: Archive) -> None:
    other = page("a.html", tell("Sun", "The sun shone on all the roads", "2010-10-01"))
    mended.absorb([other], LATER)
    [content] = mended.disown("a.html", RIGHT.digest[:9], LAST).contents
    assert (content.digest, content.items) == (RIGHT.digest, 1)
    assert titles(mended) == ["Sun", "Council agrees on water tests", "Snow"]


def test_a_file_that_tells_nothing_since_loses_its_only_word(archive: Archive) -> None:
    for reading in (WRONG, page("a.html")):
        archive.absorb([reading], NOW)
    before = titles(archive)
    archive.disown("a.html", "", LATER)
    assert titles(archive) == []
    archive.own("a.html", "", LAST)
    assert titles(archive) == before


def test_what_the_file_tells_now_leaves_not_where_it_tells_it_under_another_date(archive: Archive) -> None:
    for day in ("2010-08-10", "2010-08-17"):
        archive.absorb([page("a.html", tell("Snow", f"{SNOW} to the {day}", day))], NOW)
    stays, leaves = archive.newest(ALL, 9)
    assert archive.disown("a.html", "", LATER).left == (leaves,)
    assert archive.newest(ALL, 9) == [stays]


def test_what_an_older_content_told_returns_where_nothing_newer_speaks(archive: Archive) -> None:
    rain = tell("Rain", "It rained on all the roads", "2010-10-01")
    last = page("a.html", tell())
    for reading in (page("a.html", rain), last, page("a.html")):
        archive.absorb([reading], NOW)
    decided = archive.disown("a.html", last.digest, LATER)
    assert [[item.title for item in its] for its in (decided.left, decided.come)] == [
        ["Council agrees on water tests"],
        ["Rain"],
    ]


def hold(archive: Archive, reading: Reading) -> None:
    archive.absorb([reading], LATER, lambda toll: ("is too much",) if toll.absent else ())
    assert archive.quarantine()


def test_what_a_file_tells_while_a_newer_content_waits_with_a_plan_cannot_be_disowned(archive: Archive) -> None:
    archive.absorb([WRONG], NOW)
    hold(archive, page("a.html", tell("Rain", "It rained", "2010-08-01")))
    with pytest.raises(ArchiveError, match="found none"):
        archive.disown("a.html", "", LATER)


def test_what_a_file_told_last_cannot_be_disowned_where_what_came_since_was(mended: Archive) -> None:
    mended.disown("a.html", "", LATER)
    mended.absorb([WRONG], LATER)
    with pytest.raises(ArchiveError, match="found none"):
        mended.disown("a.html", "", LAST)
    assert titles(mended) == ["Rain"]


@pytest.mark.parametrize(
    ("source", "digest"), [("none.html", ""), ("b.html", ""), ("a.html", RIGHT.digest), ("a.html", "no")]
)
def test_only_former_contents_can_be_disowned(mended: Archive, source: str, digest: str) -> None:
    mended.absorb([page("b.html", OLD)], LATER)
    with pytest.raises(ArchiveError, match=f"^{source}: expected "):
        mended.disown(source, digest, LAST)


def test_only_what_was_disowned_can_be_undone(mended: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"^a\.html: expected "):
        mended.own("a.html", "", LATER)
