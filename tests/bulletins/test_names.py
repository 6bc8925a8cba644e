"""Names in titles that are made of an address get their capitals from the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.bulletins.names import restore_names


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("Gulls of san anton", "They saw gulls, and San Antón saw them.", "Gulls of San Antón"),
        ("The hsb counts", "Once more the HSB counted.", "The HSB counts"),
        ("Gulls and may", "They may come, said May.", "Gulls and may"),
        ("Boats and nets", "Nets are dear. Boats as well.", "Boats and nets"),
        ("Nothing is told", "", "Nothing is told"),
    ],
    ids=["a name with its accent", "an acronym", "also written small", "only where sentences start", "no text"],
)
def test_a_word_is_written_as_inside_the_sentences_of_the_text(words: str, text: str, expected: str) -> None:
    assert restore_names(words, text) == expected


@given(st.text(st.characters(categories=["Ll", "Lu", "Zs"]), max_size=40), st.text(max_size=80))
def test_no_word_is_lost(words: str, text: str) -> None:
    assert len(restore_names(words, text).split()) == len(words.split())
