"""The order in which files came."""

from datetime import timedelta

from syndication.archive import Archive
from tests.archive.pages import NOW, page, tell

LATER = NOW + timedelta(hours=1)
A, B, OTHER = page("a.html", tell()), page("a.html", tell("Another title")), page("b.html", tell("Something else"))


def came(archive: Archive) -> list[tuple[str, str, int]]:
    return [(each.source, each.digest, each.together) for each in archive.arrivals()]


def test_files_are_noted_as_they_came(archive: Archive) -> None:
    archive.absorb([A, OTHER], NOW)
    archive.absorb([B], LATER)
    assert came(archive) == [("a.html", A.digest, 1), ("b.html", OTHER.digest, 1), ("a.html", B.digest, 2)]
    assert [each.at for each in archive.arrivals()] == [NOW, NOW, LATER]


def test_the_same_again_is_no_arrival(archive: Archive) -> None:
    for _ in range(2):
        archive.absorb([A, OTHER], NOW)
    assert len(came(archive)) == 2


def test_a_file_that_says_again_what_it_once_said_has_come_again(archive: Archive) -> None:
    for reading in (A, B, A):
        archive.absorb([reading], NOW)
    assert [digest for _, digest, _ in came(archive)] == [A.digest, B.digest, A.digest]


def test_a_file_that_a_person_wants_read_again_has_come_again(archive: Archive) -> None:
    archive.absorb([A], NOW)
    archive.forget("a.html")
    archive.absorb([A], LATER)
    assert [each.at for each in archive.arrivals()] == [NOW, LATER]
