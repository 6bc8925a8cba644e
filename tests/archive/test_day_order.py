from hypothesis import given
from hypothesis import strategies as st

from syndication.archive.order import merge_order


def test_without_a_page_ids_decide() -> None:
    assert merge_order(["c", "a", "b"], []) == ["a", "b", "c"]


def test_overlapping_pages_make_one_order() -> None:
    assert merge_order("abcd", ["db", "bc", "ca"]) == ["d", "b", "c", "a"]


def test_the_more_trusted_page_holds() -> None:
    assert merge_order("abc", ["ba", "abc"]) == ["b", "a", "c"]


def test_a_circle_is_broken() -> None:
    assert merge_order("abc", ["ab", "bc", "ca"]) == ["a", "b", "c"]


@given(st.lists(st.lists(st.sampled_from("abcdef"), unique=True), max_size=6))
def test_every_id_stands_once_and_the_first_page_holds(pages: list[list[str]]) -> None:
    ordered = merge_order("abcdef", pages)
    assert sorted(ordered) == list("abcdef")
    if pages:
        assert [id_ for id_ in ordered if id_ in pages[0]] == pages[0]
