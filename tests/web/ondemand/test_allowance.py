"""An allowance: so much at once, so much in the long run, each client by itself."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.web.ondemand.allowance import Allowance


class Clock:
    """Goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def count_granted(allowance: Allowance, client: str, times: int) -> int:
    return sum(allowance.spend(client) == 0 for _ in range(times))


def test_so_many_are_made_at_once_and_no_more(clock):
    assert count_granted(Allowance(60, 10, clock), "a", 50) == 10


def test_it_fills_up_again_and_not_over_the_brim(clock):
    allowance = Allowance(60, 10, clock)
    count_granted(allowance, "a", 50)
    clock.now += 3
    assert count_granted(allowance, "a", 50) == 3
    clock.now += 1_000_000
    assert count_granted(allowance, "a", 50) == 10


def test_it_says_how_long_to_wait(clock):
    allowance = Allowance(60, 10, clock)
    count_granted(allowance, "a", 10)
    assert allowance.spend("a") == pytest.approx(1)
    clock.now += 1
    assert allowance.spend("a") == 0


def test_one_client_takes_nothing_from_another(clock):
    allowance = Allowance(60, 10, clock)
    count_granted(allowance, "a", 50)
    assert count_granted(allowance, "b", 50) == 10


def test_no_limit_is_none(clock):
    assert count_granted(Allowance(0, 1, clock), "a", 1000) == 1000


def test_threads_together_get_no_more(clock):
    allowance, together = Allowance(60, 100, clock), threading.Barrier(8)
    with ThreadPoolExecutor(8) as threads:
        counts = threads.map(lambda _: (together.wait(60), count_granted(allowance, "a", 50))[1], range(8))
    assert sum(counts) == 100


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(0, 5)), max_size=50))
def test_in_no_span_more_is_made_than_rate_and_rest_allow(asked):
    clock = Clock()
    allowance, made = Allowance(60, 5, clock), []
    for pause, times in asked:
        clock.now += pause
        made += [clock.now] * count_granted(allowance, "a", times)
    for first, start in enumerate(made):
        for last, end in enumerate(made[first:], first):
            assert last - first + 1 <= 5 + (end - start) + 1e-6
