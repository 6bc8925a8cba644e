"""What files may change in a day without a person's word is a matter of settings."""

import pytest

from syndication.archive import Toll
from syndication.config.settings import Guard
from syndication.ingest.guarding import find_excess
from syndication.models import ALL, Selection


@pytest.mark.parametrize(
    ("toll", "named"),
    [
        (Toll(revised=101), "to 101 (guard.revised_items: at most 100)"),
        (Toll(absent=1), "to 1 (guard.absent_items: at most 0)"),
        (Toll(emptied={ALL: 3}), "more than 2 items in a day (guard.emptied_items): /all"),
    ],
)
def test_too_much_is_told_with_its_setting(toll: Toll, named: str) -> None:
    [excess] = find_excess(toll, Guard())
    assert named in excess


def test_what_the_settings_allow_is_no_excess() -> None:
    assert find_excess(Toll(100, 0, {ALL: 2}), Guard()) == ()


def test_of_many_feeds_that_would_be_empty_a_few_are_named() -> None:
    many = Toll(emptied={Selection.of(f"topic-{number}"): 9 for number in range(5)})
    assert find_excess(many, Guard())[0].endswith("/topics/topic-2, …")


def test_what_was_too_much_before_is_held_against_nobody() -> None:
    before = Toll(200, 1, {ALL: 3})
    assert before.grown_from(before) == Toll()
    assert Toll(201, 1, {ALL: 4}).grown_from(before) == Toll(201, 0, {ALL: 4})
