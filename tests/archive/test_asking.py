"""A search has one form, whatever its spelling; anything may be typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.archive.asking import LONGEST, MOST_TERMS, QueryError, canonical_words


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
        ("", ""),
    ],
)
def test_a_search_has_one_form(typed, canonical):
    assert canonical_words(typed) == canonical


@given(st.text(max_size=LONGEST // 4))
def test_the_canonical_form_is_its_own(typed):
    try:
        canonical = canonical_words(typed)
    except QueryError:
        return
    assert canonical_words(canonical[:LONGEST]) == canonical


def test_a_search_is_bounded():
    with pytest.raises(QueryError, match=f"at most {MOST_TERMS} words or phrases to search for, found 9"):
        canonical_words("a b c d e f g h i")
    with pytest.raises(QueryError, match=f"at most {LONGEST} characters"):
        canonical_words("x" * (LONGEST + 1))
