"""A feed is measured by its own pace: what is quiet for one is usual for another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.web.telling.freshness import State, assess

TODAY = date(2026, 11, 22)


def days(*ages: int) -> list[date]:
    return [TODAY - timedelta(age) for age in ages]


@pytest.mark.parametrize(
    ("ages", "state"),
    [
        ((0, 1, 2, 3, 4), State.FRESH),
        ((1, 2, 3, 4), State.FRESH),
        ((2, 3, 4, 5), State.QUIET),
        ((20, 50, 80, 110), State.FRESH),
        ((31, 61, 91, 121), State.QUIET),
        ((31, 32, 33, 65), State.FRESH),
        ((5, 6, 7), State.UNKNOWN),
        ((900,), State.UNKNOWN),
        ((), State.EMPTY),
    ],
)
def test_a_feed_is_quiet_when_it_pauses_longer_than_ever_lately(ages, state):
    assert assess(days(*ages), TODAY).state is state


def test_the_usual_pause_is_the_median():
    found = assess(days(3, 4, 6, 16, 17), TODAY)
    assert (found.age, found.usual, found.longest) == (3, 1, 10)


def test_an_item_dated_ahead_has_no_age():
    assert assess(days(-1, 1, 2, 3), TODAY).age == 0


def test_the_longer_a_feed_is_quiet_by_its_own_measure_the_more_urgent_it_is():
    daily, monthly = assess(days(10, 11, 12, 13), TODAY), assess(days(40, 70, 100, 130), TODAY)
    assert daily.urgency > monthly.urgency > assess(days(0, 1, 2, 3), TODAY).urgency == 0


@given(st.lists(st.integers(0, 3000), min_size=4, max_size=25, unique=True), st.integers(1, 3000))
def test_a_feed_does_not_become_fresh_by_waiting(ages, more):
    known = days(*sorted(ages))
    before, after = assess(known, TODAY), assess(known, TODAY + timedelta(more))
    assert (before.state, after.state) != (State.QUIET, State.FRESH)
    assert after.age == before.age + more
