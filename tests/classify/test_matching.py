"""Finding phrases: what the automaton finds is what a reader with a finger on the line would find."""

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from syndication.classify.folding import fold
from syndication.classify.matching import Hit, Matcher, longest

WORDS = st.sampled_from(["rio", "río", "Rio", "tinto", "blanco", "mar", "marea", "o", "ñu", "İz"])
PHRASES = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.booleans()), max_size=8)
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from([" ", ", ", ". ", "-", "'s ", "\n"])), max_size=25).map("".join)


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
    matcher = Matcher((phrase, any_ending, phrase) for phrase, any_ending in phrases)
    assert {tuple(hit) for hit in matcher.find(fold(text))} == by_hand(phrases, text)


@given(st.text())
def test_folding_keeps_every_offset(text):
    composed = unicodedata.normalize("NFC", text)
    assert len(fold(composed)) == len(composed)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


def test_accents_and_capitals_make_no_difference():
    assert fold("Tía María, ÁNCASH") == fold("tia maria, ancash")


def test_a_phrase_is_not_met_across_a_comma():
    assert Matcher([("puerto rico", False, 1)]).find(fold("en el puerto, rico en peces")) == []


def test_a_word_inside_another_is_not_met():
    assert Matcher([("ica", False, 1)]).find(fold("Arica and Chicama")) == []


def test_a_star_takes_any_ending_and_all_of_it():
    assert Matcher([("steril", True, 1)]).find(fold("She was sterilised.")) == [Hit(8, 18, 1)]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda hit: Hit(hit[0], hit[0] + hit[1], "x"))))
def test_chosen_hits_do_not_overlap_and_leave_no_room_for_another(hits):
    chosen = longest(hits)
    assert all(left.end <= right.start for left, right in pairwise(chosen))
    assert all(any(hit.start < other.end and other.start < hit.end for other in chosen) for hit in hits)


def test_the_longer_of_two_names_is_heard():
    assert longest([Hit(0, 4, "short"), Hit(0, 9, "long"), Hit(5, 9, "inside")]) == [Hit(0, 9, "long")]
