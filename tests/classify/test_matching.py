"""Finding phrases: what the automaton finds is what a reader with a finger on the line would find."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.classify.folding import fold
from syndication.classify.matching import Matcher, Phrase, longest

WORDS = st.sampled_from(["rio", "río", "Rio", "tinto", "blanco", "mar", "marea", "o", "ñu", "İz"])
PHRASES = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.booleans()), max_size=8)
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from([" ", ", ", ". ", "-", "'s ", "\n"])), max_size=25).map("".join)


def matcher_for(*words: str) -> Matcher[str]:
    """A matcher whose payloads are the words as they were written; a star takes any ending."""
    return Matcher({Phrase.of(each.removesuffix("*"), any_ending=each.endswith("*")): each for each in words})


def by_hand(phrases: list[tuple[str, bool]], text: str) -> set[tuple[int, int, str]]:
    """Try every phrase at every position."""
    folded = fold(text)
    found = set()
    for phrase, any_ending in phrases:
        words = fold(phrase).strip()
        for start in range(len(folded)):
            end = start + len(words)
            if folded[start:end] != words or (start and folded[start - 1] != " "):
                continue
            while any_ending and end < len(folded) and folded[end] != " ":
                end += 1
            if end == len(folded) or folded[end] == " ":
                found.add((start, end, phrase))
    return found


@given(PHRASES, TEXTS)
def test_the_matcher_finds_what_a_naive_search_finds(phrases, text):
    written = {Phrase.of(phrase, any_ending=any_ending): phrase for phrase, any_ending in phrases}
    expected = by_hand([(phrase, any_ending) for (_, any_ending), phrase in written.items()], text)
    assert set(Matcher(written).find(fold(text))) == expected


@given(st.text())
def test_folding_keeps_every_offset(text):
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(composed)) == len(composed)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_a_text_folds_alike_beside_letters_of_other_scripts(text):
    assert fold(f"{text} Ж") == f"{fold(text)} ж"


def test_accents_and_capitals_make_no_difference():
    assert fold("Tía María, ÁNCASH") == fold("tia maria, ancash")


def test_a_phrase_is_not_met_across_a_comma():
    assert matcher_for("puerto rico").find(fold("en el puerto, rico en peces")) == []


def test_a_word_inside_another_is_not_met():
    assert matcher_for("ica").find(fold("Arica and Chicama")) == []


def test_a_star_takes_any_ending_and_all_of_it():
    assert matcher_for("steril*").find(fold("She was sterilised.")) == [(8, 18, "steril*")]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda hit: (hit[0], hit[0] + hit[1], "x"))))
def test_chosen_hits_do_not_overlap_and_leave_no_room_for_another(hits):
    chosen = longest(hits)
    assert all(left[1] <= right[0] for left, right in pairwise(chosen))
    assert all(any(hit[0] < other[1] and other[0] < hit[1] for other in chosen) for hit in hits)


def test_the_longer_of_two_names_is_heard():
    assert longest([(0, 4, "short"), (0, 9, "long"), (5, 9, "inside")]) == [(0, 9, "long")]


def test_of_hits_that_start_together_the_last_of_the_longest_is_heard():
    assert longest([(0, 9, "first"), (0, 9, "second"), (0, 4, "short")]) == [(0, 9, "second")]


@pytest.mark.parametrize(
    "phrases", [("glacier*", "glaciers"), ("glaciers", "glacier*"), ("g*", "glaciers", "glacier*")]
)
def test_an_exact_word_is_heard_before_a_star(phrases):
    assert longest(matcher_for(*phrases).find(fold("Two glaciers shrink"))) == [(4, 12, "glaciers")]
