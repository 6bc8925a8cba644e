from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.web.telling.pace import Pace, take_pace

LAST = date(2022, 5, 1)


@pytest.mark.parametrize(
    ("items", "pace"),
    [
        (0, Pace(0, "never", 0)),
        (1, Pace(1, "year", 1)),
        (11, Pace(11, "year", 11)),
        (12, Pace(12, "month", 1)),
        (51, Pace(51, "month", 4)),
        (52, Pace(52, "week", 1)),
        (364, Pace(364, "week", 7)),
        (365, Pace(365, "day", 1)),
        (3650, Pace(3650, "day", 10)),
    ],
)
def test_a_pace_is_told_in_the_shortest_time_that_brings_something(items, pace):
    assert take_pace({LAST: items}, LAST) == pace


@pytest.mark.parametrize(
    ("month", "counts"),
    [(date(2021, 5, 1), 0), (date(2021, 6, 1), 1), (date(2022, 5, 1), 1), (date(2022, 6, 1), 0)],
)
def test_twelve_months_count(month, counts):
    assert take_pace({month: 1}, LAST).items == counts


@pytest.mark.parametrize("last", [date(2021, 12, 31), date(1, 1, 1), date(9999, 12, 1)])
def test_any_month_can_be_the_last(last):
    assert take_pace({last.replace(day=1): 3}, last).items == 3


@given(st.dictionaries(st.dates().map(lambda day: day.replace(day=1)), st.integers(1, 10_000)), st.dates())
def test_no_more_is_counted_than_there_is(months, last):
    assert 0 <= take_pace(months, last).items <= sum(months.values())
