"""No file takes more time or memory than it may: what is in it decides whether it is read, not whether others are."""

import pytest

from syndication.bulletins import parse_bulletin, parse_within
from syndication.config.settings import Bulletins
from syndication.errors import BulletinError

ITEM = "• The mast is raised\n\n    18 August 2017\n\n    It carries the new light.\n\n"
LARGE = 200_000


def fill(text: str, size: int = LARGE) -> bytes:
    return (text * (size // len(text) + 1)).encode()


def test_a_large_file_is_read_as_a_small_one_is() -> None:
    page = fill(ITEM)
    assert parse_within(page, "page.txt", Bulletins(), 60) == parse_bulletin(page, "page.txt", Bulletins())


def test_a_large_file_is_refused_as_a_small_one_is() -> None:
    with pytest.raises(BulletinError, match=r"^page\.html: nested too deep"):
        parse_within(fill("<div>"), "page.html", Bulletins(), 60)


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(BulletinError, match=r"^page\.txt: not read within 0\.01 seconds \(inbox\.read_seconds\)"):
        parse_within(fill(ITEM), "page.txt", Bulletins(), 0.01)


def test_a_file_that_takes_too_much_memory_is_given_up() -> None:
    with pytest.raises(BulletinError, match=r"^page\.txt: (takes more than 350 MB of memory|its reader broke off)"):
        parse_within(fill("ab\n", 19_000_000), "page.txt", Bulletins(), 120)
