from hypothesis import given
from hypothesis import strategies as st

from syndication.archive.order import merge_order

LETTERS = "abcdef"
PAGES = st.lists(st.lists(st.sampled_from(LETTERS), unique=True), max_size=6)


def test_without_a_page_the_given_order_stands() -> None:
    assert merge_order("cab", []) == ["c", "a", "b"]


def test_overlapping_pages_make_one_order() -> None:
    assert merge_order("abcd", ["db", "bc", "ca"]) == ["d", "b", "c", "a"]


def test_a_page_may_tell_late_what_others_left_open() -> None:
    assert merge_order("abc", ["ab", "cb", "ca"]) == ["c", "a", "b"]


def test_the_more_trusted_page_holds() -> None:
    assert merge_order("abc", ["ba", "abc"]) == ["b", "a", "c"]


def test_what_a_contradicting_page_alone_shows_stays_behind_what_it_stood_behind() -> None:
    assert merge_order("xabcdef", ["abcdef", "eaxb"]) == [*"abcdexf"]


def test_what_heads_a_contradicting_page_stays_at_the_head() -> None:
    assert merge_order("abx", ["ab", "xba"]) == ["x", "a", "b"]


def test_a_circle_is_broken() -> None:
    assert merge_order("abc", ["ab", "bc", "ca"]) == ["a", "b", "c"]


def test_a_long_day_with_two_pages_that_contradict_each_other_keeps_the_first() -> None:
    first = [f"{number:05}" for number in range(20_000)]
    assert merge_order(first[::-1], [first, first[::-1]]) == first


@given(PAGES)
def test_every_id_stands_once_and_the_first_page_holds(pages: list[list[str]]) -> None:
    ordered = merge_order(LETTERS, pages)
    assert sorted(ordered) == list(LETTERS)
    if pages:
        assert [id_ for id_ in ordered if id_ in pages[0]] == pages[0]


@given(st.permutations(LETTERS), PAGES)
def test_pages_that_agree_are_all_kept(order: list[str], pages: list[list[str]]) -> None:
    agreeing = [sorted(page, key=order.index) for page in pages]
    ordered = merge_order(LETTERS, agreeing)
    assert [[id_ for id_ in ordered if id_ in page] for page in agreeing] == agreeing
