"""What waits for a person, or for a date, on both engines."""

import pytest

from syndication.archive import Archive
from syndication.errors import ArchiveError
from syndication.models import ALL, Held
from tests.archive.pages import NOW, page, tell
from tests.archive.stories import IN_WATER, LATER, SNOW, only


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


def test_the_mark_of_what_waits_is_another_when_that_is(archive: Archive) -> None:
    marks = [archive.quarantine_mark()]
    archive.absorb([page("home.html", tell(day=None), tell("Pass shut", SNOW, None))], NOW)
    marks.append(archive.quarantine_mark())
    archive.absorb([page("list.html", tell())], LATER)
    marks.append(archive.quarantine_mark())
    archive.absorb([page("other.html", tell())], LATER)
    assert archive.quarantine_mark() == marks[-1]
    archive.drop(archive.quarantine()[0].number)
    assert archive.quarantine_mark() == marks[0]
    assert len(set(marks)) == 3
