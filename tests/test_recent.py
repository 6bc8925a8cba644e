"""What was used last stays; the bound is kept."""

from hypothesis import given
from hypothesis import strategies as st

from syndication.recent import Recent

KEYS = st.sampled_from("abcdef")
SIZES = st.integers(1, 4)
LIMIT = 10


def test_what_was_not_used_for_longest_goes_first() -> None:
    kept = Recent[str, int](2)
    kept.keep("a", 1, 1)
    kept.keep("b", 2, 1)
    assert kept.find("a") == 1
    kept.keep("c", 3, 1)
    assert [kept.find(key) for key in "abc"] == [1, None, 3]


def test_what_is_larger_than_the_bound_is_not_kept() -> None:
    kept = Recent[str, int](1)
    kept.keep("a", 1, 2)
    assert kept.find("a") is None


@given(given=st.lists(st.tuples(KEYS, SIZES)))
def test_all_that_is_kept_is_within_the_bound_and_the_newest_of_its_key(given: list[tuple[str, int]]) -> None:
    kept = Recent[str, tuple[int, int]](LIMIT)
    for number, (key, size) in enumerate(given):
        kept.keep(key, (number, size), size)
    newest = {key: (number, size) for number, (key, size) in enumerate(given)}
    found = {key: value for key in newest if (value := kept.find(key))}
    assert found.items() <= newest.items()
    assert sum(size for _, size in found.values()) <= LIMIT
    assert not given or given[-1][0] in found
