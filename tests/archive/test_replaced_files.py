"""A file that is replaced corrects what it said before; a listing that moves on takes nothing back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from syndication.archive import Archive, Withdrawn
from syndication.models import ALL, TOPICS, Category, ClassifiedItem, Held, Reading, Selection
from tests.archive.pages import NOW, TEXT, page, tell

ROADS = (Category(TOPICS, "roads", 1.0),)
IN_WATER, IN_ROADS = Selection.of("water"), Selection.of("roads")
SNOW = "The pass has been shut since Friday and nobody can say when lorries may use it again"
RAIN = "After nine days of rain the lower villages ask for boats and for somebody to mend the dam"
LATER = NOW + timedelta(days=1)


def titles(archive: Archive) -> list[str]:
    return [item.title for item in archive.newest(ALL, 50)]


def ids(archive: Archive) -> list[str]:
    return [item.id for item in archive.newest(ALL, 50)]


def absorb(archive: Archive, *readings: Reading) -> None:
    for reading in readings:
        archive.absorb([reading], NOW)


@pytest.mark.parametrize("typo", ["Concil agrees on water tests", "Councl agrees on water tests", "Agreed tests"])
def test_a_title_mended_in_place_is_shown(archive: Archive, typo: str) -> None:
    absorb(archive, page("a.html", tell(typo)))
    before = ids(archive)
    absorb(archive, page("a.html", tell()))
    assert (titles(archive), ids(archive)) == (["Council agrees on water tests"], before)


def test_a_sentence_taken_out_is_gone(archive: Archive) -> None:
    absorb(archive, page("a.html", tell(text=f"{TEXT}. The mayor owns the mine.")), page("a.html", tell()))
    assert [item.paragraphs for item in archive.newest(ALL, 5)] == [(TEXT,)]


OTHERWISE = [tell("Concil agrees"), tell(text=f"{TEXT}. The mayor owns the mine."), tell(text=TEXT[:60])]


@pytest.mark.parametrize("former", OTHERWISE, ids=["title", "sentence out", "sentence in"])
def test_the_oldest_story_is_mended_when_a_newer_one_is_put_on_top_at_once(
    archive: Archive, former: ClassifiedItem
) -> None:
    absorb(archive, page("a.html", former))
    before = ids(archive)
    absorb(archive, page("a.html", tell("Snow", SNOW, "2010-08-20"), tell()))
    assert [(item.title, item.paragraphs) for item in archive.newest(ALL, 5)[1:]] == [(tell().item.title, (TEXT,))]
    assert ids(archive)[1:] == before


@pytest.mark.parametrize("former", OTHERWISE, ids=["title", "sentence out", "sentence in"])
def test_what_was_mended_so_stays_mended_when_the_list_moves_on(archive: Archive, former: ClassifiedItem) -> None:
    top = tell("Snow", SNOW, "2010-08-20")
    absorb(archive, page("a.html", former), page("a.html", top, tell()))
    before = archive.newest(ALL, 5)
    absorb(archive, page("a.html", tell("Rain", RAIN, "2010-08-27"), top))
    assert archive.newest(ALL, 5)[1:] == before


@pytest.mark.parametrize("day", ["2010-08-16", "2010-08-18"])
@pytest.mark.parametrize("former", OTHERWISE, ids=["title", "sentence out", "sentence in"])
def test_what_was_mended_so_keeps_its_id_under_a_mended_date(
    archive: Archive, former: ClassifiedItem, day: str
) -> None:
    top = tell("Snow", SNOW, "2010-08-20")
    absorb(archive, page("a.html", former), page("a.html", top, tell()))
    before = ids(archive)
    absorb(archive, page("a.html", top, tell(day=day)))
    assert (ids(archive), [str(item.date) for item in archive.newest(ALL, 5)]) == (before, ["2010-08-20", day])


def test_what_was_taken_back_does_not_return_when_its_list_moves_on(archive: Archive) -> None:
    last, top = tell(), tell("Snow", SNOW, "2010-08-20")
    absorb(archive, page("a.html", top, last), page("a.html", top))
    absorb(archive, page("a.html", tell("Rain", RAIN, "2010-08-27"), top))
    assert titles(archive) == ["Rain", "Snow"]


def test_what_has_rolled_off_stays_when_something_newer_is_taken_back(archive: Archive) -> None:
    last, middle, top = tell(), tell("Snow", SNOW, "2010-08-20"), tell("Rain", RAIN, "2010-08-27")
    absorb(archive, page("a.html", middle, last), page("a.html", top, middle), page("a.html", middle))
    assert titles(archive) == ["Snow", "Council agrees on water tests"]


def test_a_longer_text_that_another_file_still_shows_stays(archive: Archive) -> None:
    longer = tell(text=f"{TEXT}. The mayor was there.")
    absorb(archive, page("a.html", longer), page("b.html", longer), page("a.html", tell()))
    assert archive.newest(ALL, 1)[0].paragraphs == longer.item.paragraphs


def test_words_mended_in_place_are_an_update_of_that_time(archive: Archive) -> None:
    absorb(archive, page("a.html", tell("Concil agrees")))
    archive.absorb([page("a.html", tell())], LATER)
    [item] = archive.newest(ALL, 5)
    assert (item.updated, item.published) == (LATER, datetime(2010, 8, 17, 12, tzinfo=UTC))


def test_a_longer_text_in_a_file_of_its_own_is_no_update_of_that_time(archive: Archive) -> None:
    absorb(archive, page("a.html", tell()))
    archive.absorb([page("b.html", tell(text=f"{TEXT}. The mayor was there."))], LATER)
    [item] = archive.newest(ALL, 5)
    assert item.updated == item.published


@pytest.mark.parametrize(("wrong", "right"), [("2019-08-17", "2016-08-17"), ("2016-08-17", "2019-08-17")])
def test_a_date_mended_in_place_moves_the_item(archive: Archive, wrong: str, right: str) -> None:
    absorb(archive, page("a.html", tell(day=wrong)))
    [before] = archive.newest(ALL, 5)
    absorbed = archive.absorb([page("a.html", tell(day=right))], LATER)
    [after] = archive.newest(ALL, 5)
    assert (after.id, str(after.date)) == (before.id, right)
    assert (after.published, after.updated) == (datetime(int(right[:4]), 8, 17, 12, tzinfo=UTC), LATER)
    assert (absorbed.added, absorbed.revised, absorbed.touched) == ((), (after.id,), {ALL, IN_WATER})
    assert archive.item(after.path) == archive.item(before.path) == after


def test_a_title_mended_along_with_the_date_is_an_update(archive: Archive) -> None:
    absorb(archive, page("a.html", tell(day="2010-08-17"), as_of="2010-09-01"))
    absorb(archive, page("a.html", tell("Tests agreed", day="2010-08-11"), as_of="2010-10-01"))
    assert archive.newest(ALL, 1)[0].updated == NOW


def test_a_mended_date_holds_when_the_story_is_met_again(archive: Archive) -> None:
    absorb(archive, page("a.html", tell(day="2019-08-17")), page("a.html", tell(day="2016-08-17")))
    before = ids(archive)
    absorb(archive, page("b.html", tell(text=f"{TEXT}, they said", day="2016-08")))
    assert ids(archive) == before


def test_a_date_put_back_moves_the_item_back(archive: Archive) -> None:
    first, second = page("a.html", tell(day="2019-08-17")), page("a.html", tell(day="2016-08-17"))
    absorb(archive, first)
    before = archive.newest(ALL, 5)
    archive.absorb([second], LATER)
    archive.absorb([first], LATER + timedelta(days=1))
    assert archive.newest(ALL, 5) == [replace(item, updated=LATER + timedelta(days=1)) for item in before]


def test_a_half_written_file_leaves_no_ghost(archive: Archive) -> None:
    whole = page("a.html", tell("Snow", SNOW, "2014-05-02"), tell("Rain", RAIN, "2008-04-07"))
    absorb(archive, page("a.html", tell("Snow", SNOW, "2014-05-02"), tell("Rain", "", "2020-04-07")))
    [ghost, _] = ids(archive)
    absorbed = archive.absorb([whole], LATER)
    assert titles(archive) == ["Snow", "Rain"]
    assert ghost in absorbed.revised
    assert isinstance(archive.item(ghost), Withdrawn)


def test_an_item_taken_out_of_its_file_leaves_the_feeds_and_comes_back_the_same(archive: Archive) -> None:
    both = page("a.html", tell(), tell("Snow", SNOW, categories=ROADS))
    absorb(archive, both)
    before = archive.newest(ALL, 5)
    absorbed = archive.absorb([page("a.html", tell())], LATER)
    assert titles(archive) == ["Council agrees on water tests"]
    assert absorbed.touched == {ALL, IN_ROADS}
    assert archive.due() >= {ALL, IN_ROADS}
    assert (archive.count(IN_ROADS), IN_ROADS in archive.counts()) == (0, False)
    again = archive.absorb([page("b.html", tell("Snow", SNOW, categories=ROADS))], LATER)
    assert (again.added, again.touched) == ((), {ALL, IN_ROADS})
    assert {item.id for item in archive.newest(ALL, 5)} == {item.id for item in before}


def test_what_two_files_showed_goes_when_both_have_lost_it(archive: Archive) -> None:
    both, rest = (tell(), tell("Snow", SNOW)), (tell(),)
    absorb(archive, page("a.html", *both), page("b.html", *both), page("a.html", *rest))
    assert len(titles(archive)) == 2
    absorb(archive, page("b.html", *rest))
    assert titles(archive) == ["Council agrees on water tests"]


@pytest.fixture
def emptied(archive: Archive) -> Iterator[Archive]:
    absorb(archive, page("a.html", tell()), page("a.html", held=(Held("a.html", None, "no items found"),)))
    yield archive


def test_an_export_without_any_item_takes_nothing_away(emptied: Archive) -> None:
    assert titles(emptied) == ["Council agrees on water tests"]


def test_what_stood_before_a_broken_export_is_replaced_by_the_mended_one(emptied: Archive) -> None:
    absorb(emptied, page("a.html", tell("Snow", SNOW)))
    assert titles(emptied) == ["Snow"]


def test_the_same_bytes_read_without_any_item_take_nothing_away(archive: Archive) -> None:
    absorb(archive, page("a.html", tell(), digest="d"), page("a.html", digest="d"))
    assert titles(archive) == ["Council agrees on water tests"]


def test_a_listing_that_moves_on_keeps_what_rolled_off_its_end(archive: Archive) -> None:
    old, middle, new = tell(), tell("Snow", SNOW, "2010-09-01"), tell("Rain", RAIN, "2010-09-09")
    absorb(archive, page("home.html", middle, old), page("home.html", new, middle))
    assert titles(archive) == ["Rain", "Snow", "Council agrees on water tests"]


def test_a_listing_that_moves_on_takes_back_what_it_left_out(archive: Archive) -> None:
    old, middle, new = tell(), tell("Snow", SNOW, "2010-09-01"), tell("Rain", RAIN, "2010-09-09")
    absorb(archive, page("home.html", middle, old), page("home.html", new, old))
    assert titles(archive) == ["Rain", "Council agrees on water tests"]


def test_two_issues_of_one_series_in_one_place_are_two_items(archive: Archive) -> None:
    absorb(
        archive, page("a.html", tell("Weekly letter", SNOW)), page("a.html", tell("Weekly letter", RAIN, "2010-08-24"))
    )
    assert len(titles(archive)) == 2


def test_replacing_a_file_again_and_again_ends_where_the_last_content_stands(archive: Archive) -> None:
    absorb(archive, *(page("a.html", tell(day=f"201{year}-08-17")) for year in (9, 4, 6)))
    assert [str(item.date) for item in archive.newest(ALL, 5)] == ["2016-08-17"]
    assert archive.absorb([page("a.html", tell(day="2016-08-17"))], LATER).touched == frozenset()


def test_what_is_read_again_does_not_come_back_once_its_file_says_something_else(archive: Archive) -> None:
    old, new = page("a.html", tell("Concil agrees")), page("a.html", tell())
    absorb(archive, old, new)
    assert archive.absorb_again([old], LATER, None).touched == frozenset()
    assert (titles(archive), archive.digests()) == (["Council agrees on water tests"], {"a.html": new.digest})
