"""Pictures are kept, shown, and part of what readers see."""

from dataclasses import replace

import pytest

from syndication.archive import Archive
from syndication.models import ALL, Picture
from tests.archive.pages import NOW, TEXT, page, tell

DAM = Picture("https://example.org/dam.jpg", "A dam", 640, 480)
MILL = Picture("https://example.org/mill.jpg")


def shown(archive: Archive) -> Picture | None:
    (item,) = archive.newest(ALL, 9)
    return item.picture


@pytest.mark.parametrize("picture", [DAM, MILL, None])
def test_a_picture_is_kept_as_it_was_read(archive: Archive, picture: Picture | None) -> None:
    archive.absorb([page("a.html", tell(picture=picture))], NOW)
    assert shown(archive) == picture


def test_another_picture_is_a_revision(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(picture=DAM))], NOW)
    (before,) = archive.newest(ALL, 9)
    mended = archive.absorb([page("a.html", tell(picture=MILL))], NOW)
    (after,) = archive.newest(ALL, 9)
    assert (mended.added, mended.revised) == ((), (before.id,))
    assert ALL in mended.touched
    assert after == replace(before, picture=MILL)


def test_a_picture_that_is_taken_back_is_gone(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(picture=DAM))], NOW)
    archive.absorb([page("a.html", tell())], NOW)
    assert shown(archive) is None


def test_a_teaser_s_picture_goes_with_the_whole_text(archive: Archive) -> None:
    teaser = tell(text=f"{TEXT[:60]}...", picture=DAM)
    archive.absorb([page("list.html", teaser), page("post.html", tell())], NOW)
    assert shown(archive) == DAM


def test_reading_a_file_anew_finds_its_picture_without_another_id_or_date(archive: Archive) -> None:
    archive.absorb([page("a.html", tell(), digest="d")], NOW)
    (before,) = archive.newest(ALL, 9)
    archive.absorb([page("a.html", tell(picture=DAM), digest="d")], NOW)
    assert archive.newest(ALL, 9) == [replace(before, picture=DAM)]
