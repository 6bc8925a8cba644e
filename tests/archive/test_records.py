"""What the archive keeps of files, documents and looks, on both engines."""

from dataclasses import replace
from datetime import datetime

import pytest

from syndication.archive import Archive, Known, Poll, Publication
from syndication.errors import ArchiveError
from tests.archive.pages import NOW, page, tell
from tests.archive.stories import LATER


def test_digests_are_those_of_the_newest_contents(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), digest="old"), page("b.html", digest="b")], NOW)
    archive.absorb([page("a.html", tell(), digest="new")], LATER)
    assert archive.digests() == {"a.html": "new", "b.html": "b"}
    archive.absorb([page("a.html", tell(), digest="old")], LATER)
    assert archive.digests()["a.html"] == "old"


def test_digests_can_be_asked_for_some_sources(archive: Archive) -> None:
    archive.absorb([page("a.html", digest="a"), page("b.html", digest="b")], NOW)
    assert archive.digests(["b.html", "c.html"]) == {"b.html": "b"}


def test_what_files_look_like_is_noted_with_them(archive: Archive) -> None:
    look = Known("a.html", "d", size=512, changed_ns=7)
    archive.absorb([page("a.html", tell(), digest="d")], NOW, looks=[look])
    assert archive.known(["a.html"]) == {"a.html": look}
    other = replace(look, changed_ns=8)
    archive.absorb([], LATER, looks=[other])
    assert archive.known(["a.html"]) == {"a.html": other}


def test_a_forgotten_file_is_read_again(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), digest="d")], NOW)
    archive.forget("a.html")
    assert archive.digests() == {}
    archive.absorb([page("a.html", tell(), digest="d")], LATER)
    assert archive.digests() == {"a.html": "d"}


def test_of_a_forgotten_file_only_what_it_says_now_is_read_again(archive: Archive) -> None:
    archive.absorb([page("a.html", tell("Snow"), digest="old")], NOW)
    archive.absorb([page("a.html", tell(), digest="new")], NOW)
    archive.forget("a.html")
    assert archive.unwritten().forgotten == [{"source": "a.html", "digest": "new"}]
    archive.absorb([page("a.html", tell(), digest="new")], LATER)
    assert archive.unwritten().forgotten == []


def test_forgetting_an_unknown_file_is_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match=r"a\.html: expected the name of a file"):
        archive.forget("a.html")


def test_publications_are_replaced_by_path(archive: Archive) -> None:
    archive.record_publications([Publication("/all.atom", "a", NOW), Publication("/all.rss", "b", NOW)])
    archive.record_publications([Publication("/all.atom", "c", LATER)])
    assert archive.publications() == {
        "/all.atom": Publication("/all.atom", "c", LATER),
        "/all.rss": Publication("/all.rss", "b", NOW),
    }


def test_the_last_poll_is_kept(archive: Archive) -> None:
    assert archive.last_poll() is None
    archive.record_poll(NOW, LATER, 1, 2)
    archive.record_poll(LATER, LATER, 3, 4)
    assert archive.last_poll() == Poll(LATER, LATER, 3, 4)


def test_a_naive_time_is_refused(archive: Archive) -> None:
    with pytest.raises(Exception, match="expected an aware datetime"):
        archive.record_poll(datetime(2020, 1, 1), NOW, 1, 2)  # noqa: DTZ001  # that is the matter
