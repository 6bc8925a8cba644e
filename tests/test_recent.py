"""What was used last stays in memory, within a bound."""

from hypothesis import given
from hypothesis import strategies as st

from syndication.recent import Recent


def test_the_least_recently_used_goes_first():
    recent = Recent[str, str](20)
    recent.keep("a", "A", 10)
    recent.keep("b", "B", 10)
    recent.find("a")
    recent.keep("c", "C", 10)
    assert [recent.find(key) for key in "abc"] == ["A", None, "C"]


def test_what_is_larger_than_the_bound_is_not_kept_and_drives_nothing_out():
    recent = Recent[str, str](20)
    recent.keep("a", "A", 10)
    recent.keep("b", "B", 21)
    assert (recent.find("a"), recent.find("b")) == ("A", None)


def test_a_value_takes_the_place_of_the_one_before():
    recent = Recent[str, str](20)
    recent.keep("a", "A", 10)
    recent.keep("a", "another", 20)
    assert recent.find("a") == "another"
    recent.keep("a", "too large", 21)
    assert recent.find("a") is None


def test_many_are_found_in_their_order_and_count_as_used():
    recent = Recent[str, str](30)
    for key in "abc":
        recent.keep(key, key.upper(), 10)
    assert recent.find_all("bxa") == ["B", None, "A"]
    recent.keep("d", "D", 10)
    assert recent.find_all("abcd") == ["A", "B", None, "D"]


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(1, 60))
def test_it_keeps_the_newest_that_fit(sizes, limit):
    recent = Recent[int, int](limit)
    for size in sizes:
        recent.keep(size, size, size)
    newest = list(dict.fromkeys(reversed(sizes)))
    fitting = [size for place, size in enumerate(newest) if sum(newest[: place + 1]) <= limit]
    assert [recent.find(size) for size in fitting] == fitting
