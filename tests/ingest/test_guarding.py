"""What a cycle may change without a person's word is a matter of settings."""

import pytest

from syndication.archive import Absorption
from syndication.config.settings import Guard
from syndication.ingest.guarding import find_excess
from syndication.models import ALL, Selection


def absorption(*, revised: int = 0, absent: int = 0, emptied: int = 0) -> Absorption:
    gone = tuple(f"gone {number}" for number in range(absent))
    changed = (*gone, *(f"item {number}" for number in range(revised)))
    return emptying(frozenset({Selection.of("water")} if emptied else ()), emptied, revised=changed, absent=gone)


def emptying(
    feeds: frozenset[Selection], number: int, revised: tuple[str, ...] = (), absent: tuple[str, ...] = ()
) -> Absorption:
    return Absorption((), revised, 0, frozenset(), absent, dict.fromkeys(feeds, number), feeds)


@pytest.mark.parametrize(
    ("found", "named"),
    [
        (absorption(revised=101), "guard.revised_items"),
        (absorption(absent=1), "guard.absent_items"),
        (absorption(emptied=3), "guard.emptied_items"),
    ],
)
def test_too_much_is_told_with_its_setting(found: Absorption, named: str) -> None:
    [excess] = find_excess(found, Guard())
    assert named in excess


def test_what_the_settings_allow_is_no_excess() -> None:
    assert find_excess(absorption(revised=100, emptied=2), Guard()) == ()


def test_an_item_that_leaves_does_not_count_as_changed_too() -> None:
    assert find_excess(absorption(revised=1, absent=4), Guard(revised_items=1, absent_items=4)) == ()


def test_an_item_that_comes_and_leaves_in_one_cycle_hides_no_change_of_another() -> None:
    come, gone = Absorption(("new",), ("old",), 0, frozenset()), Absorption((), ("new",), 0, frozenset(), ("new",))
    [excess] = find_excess(come.followed_by(gone), Guard(revised_items=0, absent_items=1))
    assert "would change 1 item" in excess


def test_the_feeds_that_would_be_empty_are_named_and_many_cut_short() -> None:
    few = emptying(frozenset({ALL}), 9)
    assert find_excess(few, Guard())[0].endswith(": /all")
    many = emptying(frozenset(Selection.of(f"topic-{number}") for number in range(5)), 9)
    assert find_excess(many, Guard())[0].endswith("/topics/topic-2, …")
