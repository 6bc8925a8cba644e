"""What was withdrawn and is told again under another date, or in other words: it is withdrawn too."""

from datetime import timedelta

import pytest

from syndication.archive import Archive, EventKind, Withdrawn
from syndication.models import ALL, ArchivedItem, ClassifiedItem
from tests.archive.pages import NOW, TEXT, page, tell
from tests.archive.stories import IN_WATER, LATER, ROADS, SNOW, titles

LAST = LATER + timedelta(days=1)
OTHER = tell("Snow", SNOW, categories=(ROADS,))
REDATED = tell(day="2010-08-19")
REWORDED = tell("The council agrees on water tests", TEXT.replace("The river council", "A council of the river"))


@pytest.fixture
def gone(archive: Archive) -> ArchivedItem:
    """A story of two files, withdrawn."""
    archive.absorb([page("a.html", tell(), OTHER), page("b.html", tell(), as_of="2010-08-20")], NOW)
    item = next(each for each in archive.newest(ALL, 9) if each.summary == TEXT)
    archive.withdraw(item.id, "untrue", LATER)
    return item


@pytest.mark.parametrize(
    ("source", "told"),
    [("new.html", REDATED), ("new.html", tell("Retold", day="2011-01-02")), ("a.html", REWORDED)],
    ids=["a new file of another date", "and of another title", "reworded in its file"],
)
def test_what_was_withdrawn_does_not_come_out_under_another_id(
    archive: Archive, gone: ArchivedItem, source: str, told: ClassifiedItem
) -> None:
    archive.settle(archive.due())
    absorption = archive.absorb([page(source, told, OTHER)], LAST)
    assert (titles(archive), archive.due(), archive.count(ALL)) == (["Snow"], frozenset(), 1)
    (id_,) = absorption.withdrawn
    assert (absorption.added, id_ == gone.id) == ((), False)
    stone = archive.item(id_)
    assert isinstance(stone, Withdrawn)
    assert gone.id in stone.reason
    assert [stone.id for stone in archive.withdrawn(ALL, None, None, 9)] == [gone.id]
    assert [each.item.id for each in archive.amendments(ALL, 9)] == [gone.id]


def test_reworded_twice_it_stays_away(archive: Archive, gone: ArchivedItem) -> None:
    archive.absorb([page("a.html", REWORDED, OTHER)], LATER)
    again = tell("Tests of water", REWORDED.item.summary.replace("A council", "Some council"))
    assert archive.absorb([page("a.html", again, OTHER)], LAST).withdrawn
    assert titles(archive) == ["Snow"]


def test_it_stays_away_though_one_of_its_files_mends_its_date(archive: Archive, gone: ArchivedItem) -> None:
    absorption = archive.absorb([page("a.html", REDATED, OTHER)], LAST)
    assert (titles(archive), absorption.added, absorption.withdrawn) == (["Snow"], (), ())
    assert str(getattr(archive.item(gone.id), "date", None)) == "2010-08-19"


@pytest.mark.parametrize(("source", "told"), [("new.html", REDATED), ("a.html", REWORDED)], ids=["redated", "reworded"])
def test_it_comes_back_with_the_withdrawn_one(
    archive: Archive, gone: ArchivedItem, source: str, told: ClassifiedItem
) -> None:
    (id_,) = archive.absorb([page(source, told, OTHER)], LATER).withdrawn
    assert archive.reinstate(gone.id, LAST) == {ALL, IN_WATER}
    assert {item.id for item in archive.newest(IN_WATER, 9)} == {gone.id, id_}
    assert archive.history(id_)[-1].kind is EventKind.RETURNED


def test_it_can_come_back_alone(archive: Archive, gone: ArchivedItem) -> None:
    (id_,) = archive.absorb([page("new.html", REDATED)], LATER).withdrawn
    archive.reinstate(id_, LAST)
    assert [item.id for item in archive.newest(IN_WATER, 9)] == [id_]


def test_what_its_file_has_taken_back_meanwhile_does_not_come_back(archive: Archive, gone: ArchivedItem) -> None:
    (id_,) = archive.absorb([page("new.html", REDATED)], LATER).withdrawn
    archive.absorb([page("new.html", OTHER)], LATER)
    archive.reinstate(gone.id, LAST)
    assert isinstance(archive.item(id_), Withdrawn)
    assert [item.id for item in archive.newest(IN_WATER, 9)] == [gone.id]


SHORT = "Read it there"


@pytest.mark.parametrize(
    ("withdrawn", "told"),
    [
        (tell(), tell("Council agrees on water tests", SNOW, "2010-08-19")),
        (tell("Letter", ""), tell("Letter", "", "2010-08-19")),
        (tell("Letter to the council", SHORT), tell("Of a lake", SHORT, "2010-08-19")),
        (tell("Letter (1)"), tell("Letter (2)", f"{TEXT} or later")),
    ],
    ids=["another text", "no text", "few words under another title", "the next of a series"],
)
def test_another_story_comes_out(archive: Archive, withdrawn: ClassifiedItem, told: ClassifiedItem) -> None:
    archive.absorb([page("a.html", withdrawn)], NOW)
    archive.withdraw(archive.newest(ALL, 1)[0].id, "untrue", LATER)
    absorption = archive.absorb([page("new.html", told)], LAST)
    assert (len(absorption.added), absorption.withdrawn, titles(archive)) == (1, (), [told.item.title])


@pytest.mark.parametrize(
    "told",
    [tell("Second round of tests", REWORDED.item.summary, "2010-09-21"), tell("Water tests", "")],
    ids=["of another day", "without a text"],
)
def test_what_its_file_tells_in_its_place_is_news_unless_day_and_text_say_otherwise(
    archive: Archive, gone: ArchivedItem, told: ClassifiedItem
) -> None:
    absorption = archive.absorb([page("a.html", told, OTHER)], LAST)
    assert (len(absorption.added), absorption.withdrawn) == (1, ())
    assert sorted(titles(archive)) == sorted(["Snow", told.item.title])


def test_what_another_file_tells_too_is_news_though_it_takes_the_place_of_what_was_withdrawn(
    archive: Archive, gone: ArchivedItem
) -> None:
    listing, article = page("a.html", REWORDED, OTHER), page("new.html", REWORDED)
    assert archive.absorb([article, listing], LAST).withdrawn == ()
    assert sorted(titles(archive)) == sorted(["Snow", REWORDED.item.title])


def test_a_story_told_twice_that_nobody_withdrew_comes_out_twice(archive: Archive) -> None:
    archive.absorb([page("a.html", tell())], NOW)
    archive.absorb([page("new.html", REDATED)], LATER)
    assert archive.count(ALL) == 2


def test_what_stood_beside_the_withdrawn_one_still_stands(archive: Archive) -> None:
    archive.absorb([page("a.html", tell()), page("b.html", REDATED)], NOW)
    one, other = archive.newest(ALL, 9)
    archive.withdraw(one.id, "untrue", LATER)
    archive.absorb([page("c.html", REDATED, OTHER), page("d.html", tell(), OTHER)], LAST)
    assert [item.id for item in archive.newest(IN_WATER, 9)] == [other.id]
