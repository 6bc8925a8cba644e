"""Finding phrases: what the automaton finds is what a reader with a finger on the line would find."""

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.classify.folding import Written, fold
from syndication.classify.matching import Matcher, Phrase

WORDS = st.sampled_from(["rio", "río", "Rio", "tinto", "blanco", "mar", "marea", "o", "ñu", "İz"])
PHRASES = st.lists(st.tuples(st.lists(WORDS, min_size=1, max_size=3).map(" ".join), st.booleans()), max_size=8)
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from([" ", ", ", ". ", "-", "'s ", "\n"])), max_size=25).map("".join)


@dataclass(frozen=True)
class Meant:
    """What words mean, whatever their letters are."""

    words: str
    agrees: None = None


def find(text: str, *words: str) -> tuple[list[tuple[int, int, str]], list[tuple[int, int, str]]]:
    """Words met in a text, all of them and those chosen; a star takes any ending."""
    phrases = {Phrase.of(each.removesuffix("*"), any_ending=each.endswith("*")): each for each in words}
    cues, mentions = Matcher({phrase: (word, [Meant(word)]) for phrase, word in phrases.items()}).find(Written.of(text))
    return (
        [(start - 1, end - 1, word) for start, end, word in cues],
        [(start - 1, end - 1, meant.words) for start, end, meant in mentions],
    )


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


def star(phrase: str, any_ending: bool) -> str:
    return f"{phrase}*" if any_ending else phrase


@given(PHRASES, TEXTS)
def test_the_matcher_finds_what_a_naive_search_finds(phrases, text):
    written = {Phrase.of(phrase, any_ending=any_ending): phrase for phrase, any_ending in phrases}
    expected = by_hand([(phrase, any_ending) for (_, any_ending), phrase in written.items()], text)
    cues, _ = find(text, *[star(phrase, any_ending) for (_, any_ending), phrase in written.items()])
    assert {(start, end, word.removesuffix("*")) for start, end, word in cues} == expected


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
    assert find("en el puerto, rico en peces", "puerto rico") == ([], [])


def test_a_word_inside_another_is_not_met():
    assert find("Arica and Chicama", "ica") == ([], [])


def test_a_star_takes_any_ending_and_all_of_it():
    _, mentions = find("She was sterilised.", "steril*")
    assert mentions == [(8, 18, "steril*")]


def longest(hits: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The leftmost first, of those the longest, of those the exact word before the star; each that has room."""
    chosen: list[tuple[int, int, str]] = []
    for start, end, word in sorted(hits, key=lambda hit: (hit[0], -hit[1], hit[2].endswith("*"), -len(hit[2]))):
        if not chosen or start >= chosen[-1][1]:
            chosen.append((start, end, word))
    return chosen


@given(PHRASES, TEXTS)
def test_the_longest_of_those_furthest_left_are_heard(phrases, text):
    met, heard = find(text, *[star(*phrase) for phrase in phrases])
    assert heard == longest(met)


@given(PHRASES, TEXTS)
def test_what_is_heard_does_not_overlap_and_leaves_no_room_for_another(phrases, text):
    met, heard = find(text, *[star(*phrase) for phrase in phrases])
    assert all(left[1] <= right[0] for left, right in pairwise(heard))
    assert all(any(hit[0] < other[1] and other[0] < hit[1] for other in heard) for hit in met)


def test_the_longer_of_two_names_is_heard():
    _, heard = find("La Oroya Antigua", "oroya", "la oroya antigua", "antigua")
    assert heard == [(0, 16, "la oroya antigua")]


def test_a_name_that_a_longer_one_takes_back_makes_no_room_where_that_has_none_itself():
    _, heard = find("one two three four", "one two", "three", "two three four")
    assert heard == [(0, 7, "one two"), (8, 13, "three")]


@pytest.mark.parametrize(
    "phrases", [("glacier*", "glaciers"), ("glaciers", "glacier*"), ("g*", "glaciers", "glacier*")]
)
def test_an_exact_word_is_heard_before_a_star(phrases):
    _, heard = find("Two glaciers shrink", *phrases)
    assert heard == [(4, 12, "glaciers")]
