"""A search has one form, whatever its spelling; anything may be typed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from syndication.archive.queries import LONGEST, LONGEST_TYPED, MOST_TERMS, QueryError, canonical_words
from syndication.archive.words import fold, fold_to_search


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Mining  CONGA mining", "conga mining"),
        ("Río Rímac", "rimac rio"),
        ('"Las Bambas" truck', '"las bambas" truck'),
        ("Tía-María", '"tia maria"'),
        ("protest* strik*", "protest* strik*"),
        ('"never closed', '"never closed"'),
        ("AND OR NOT NEAR(x) col:y ^z", 'and "col y" "near x" not or z'),
        ("\" ' ; -- * ( )", ""),
        ("ΓΑΛΑ γαλα", "yaλa"),
        ("x" * 99, "x" * 64),
        ("", ""),
    ],
)
def test_a_search_has_one_form(typed, canonical):
    assert canonical_words(typed) == canonical


GROWING = "ﷺ㌀Γ㋿ẞ-"
"""Characters of which folding makes several, or others at the second time."""
EIGHT_HYPHENATED = " ".join(f"{first}{'x' * 11}-{'y' * 11}" for first in "abcdefgh")


def canonical_or_none(typed: str) -> str | None:
    try:
        return canonical_words(typed)
    except QueryError:
        return None


@given(st.one_of(st.text(max_size=LONGEST + 9), st.text(st.sampled_from(GROWING + ' "*aB'), max_size=LONGEST + 9)))
@example(EIGHT_HYPHENATED)
@example("ﷺ" * 60)
@example("Γ")
def test_what_is_accepted_has_a_canonical_form_that_is_its_own(typed):
    canonical = canonical_or_none(typed)
    if canonical is not None:
        assert canonical_or_none(canonical) == canonical


def test_a_query_of_the_greatest_length_is_answered_though_its_canonical_form_is_longer():
    assert len(EIGHT_HYPHENATED) == LONGEST - 1
    assert len(canonical_words(canonical_words(EIGHT_HYPHENATED))) > LONGEST


@given(st.text())
def test_folding_to_search_leaves_nothing_to_fold(text):
    words = fold_to_search(text)
    assert fold(" ".join(words)) == fold_to_search(" ".join(words)) == words


def test_a_search_is_bounded():
    with pytest.raises(QueryError, match=f"at most {MOST_TERMS} words or phrases to search for, found 9"):
        canonical_words("a b c d e f g h i")
    with pytest.raises(QueryError, match=f"at most {LONGEST} characters to search for, found {LONGEST + 1}"):
        canonical_words(" ".join(["x" * 49, "y" * 50, "z" * 50, "w" * 49]))
    with pytest.raises(QueryError, match="at most 1,000 characters in a search, found 1,001"):
        canonical_words(" " * (LONGEST_TYPED + 1))
