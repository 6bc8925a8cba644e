"""A file is read once two looks find it the same; however its clock goes, and ours."""

from dataclasses import replace
from pathlib import Path

import pytest

from syndication.ingest.inbox import InboxFile
from syndication.ingest.looks import Looks

NOW_NS = 2_000_000_000 * 10**9
SECOND = 10**9
FILE = InboxFile(Path("a.txt"), "a.txt", size=10, modified_ns=NOW_NS, changed_ns=NOW_NS)


def test_a_file_stands_still_when_a_second_look_finds_it_the_same() -> None:
    looks = Looks()
    assert looks.find_still([FILE], NOW_NS, SECOND) == set()
    assert looks.find_still([FILE], NOW_NS + SECOND // 2, SECOND) == set()
    assert looks.find_still([FILE], NOW_NS + SECOND, SECOND) == {"a.txt"}


@pytest.mark.parametrize("changes", [{"size": 11}, {"modified_ns": NOW_NS - 10}, {"changed_ns": NOW_NS + 1}])
def test_a_file_that_changed_between_two_looks_waits_again(changes: dict[str, int]) -> None:
    looks = Looks()
    looks.find_still([FILE], NOW_NS, SECOND)
    grown = replace(FILE, **changes)
    assert looks.find_still([grown], NOW_NS + SECOND, SECOND) == set()
    assert looks.find_still([grown], NOW_NS + 2 * SECOND, SECOND) == {"a.txt"}


@pytest.mark.parametrize("hours", [-2, 2, 20_000])
def test_a_file_from_another_clock_waits_for_a_second_look_and_no_longer(hours: int) -> None:
    looks = Looks()
    file = replace(FILE, modified_ns=NOW_NS + hours * 3600 * SECOND)
    assert looks.find_still([file], NOW_NS, SECOND) == set()
    assert looks.find_still([file], NOW_NS + SECOND, SECOND) == {"a.txt"}


def test_a_file_of_the_day_before_yesterday_needs_no_second_look() -> None:
    assert Looks().find_still([replace(FILE, modified_ns=NOW_NS - 2 * 86_400 * SECOND)], NOW_NS, SECOND) == {"a.txt"}


def test_a_clock_that_is_set_back_between_two_looks_costs_one_more() -> None:
    looks = Looks()
    looks.find_still([FILE], NOW_NS, SECOND)
    assert looks.find_still([FILE], NOW_NS - 3600 * SECOND, SECOND) == set()
    assert looks.find_still([FILE], NOW_NS - 3599 * SECOND, SECOND) == {"a.txt"}


def test_a_link_that_is_not_followed_need_not_stand_still() -> None:
    link = InboxFile(Path("a.txt"), "a.txt", 10, NOW_NS, NOW_NS, leads_out=True)
    assert Looks().find_still([link], NOW_NS, SECOND) == {"a.txt"}


def test_a_file_that_stood_still_and_was_not_read_in_time_need_not_wait_again() -> None:
    looks = Looks()
    for seconds in (0, 1):
        looks.find_still([FILE], NOW_NS + seconds * SECOND, SECOND)
    assert looks.find_still([FILE], NOW_NS + SECOND, SECOND) == {"a.txt"}
