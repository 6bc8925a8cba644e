"""The one text policy."""

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndication.text import clean

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


ODD_TEXT = st.text("aÃÂâ€\x81\x85\x93©\xa9™’“é\u0301\u0323\u0344\u05b0\u200b\u202e\ud800\ufffe\U0001fffe \n")
"""Of what the policy is about, so that its parts meet."""


@given(ANY_TEXT | ODD_TEXT | ODD_TEXT.map(lambda text: text * 40))
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT | ODD_TEXT)
def test_clean_text_may_stand_in_xml_and_utf_8(text: str) -> None:
    element = etree.Element("title")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text == (clean(text) or None)
    clean(text).encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="ÃÂâ")))
def test_visible_text_stays(text: str) -> None:
    assert clean(text) == unicodedata.normalize("NFC", text)


def test_white_space_of_every_kind_is_one_blank() -> None:
    assert clean("\ta\u00a0\n b\u2003c\x85d ") == "a b c d"


def test_direction_overrides_and_invisible_characters_go() -> None:
    assert clean("Mine \u202eclosed\u202c\u200b\ufeff") == "Mine closed"


def test_accents_are_composed() -> None:
    assert clean("Apuri\u0301mac") == "Apurímac"


def test_joined_emoji_stay_joined() -> None:
    assert clean("👩\u200d🌾") == "👩\u200d🌾"


def test_text_that_can_be_printed_is_cleaned_no_less() -> None:
    printable = "".join(filter(str.isprintable, map(chr, range(sys.maxunicode + 1))))
    assert clean(printable) == clean(printable + "\x00")


@pytest.mark.parametrize("words", ["Café", "Ñandú – “señal”", "l’Île à 5 €", "Á Í Ý", "Mañana…"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_taken_for_windows_1252_is_read_as_what_it_was(words: str, times: int) -> None:
    misread = words
    for _ in range(times):
        misread = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in misread.encode())
    assert clean(misread) == words


@pytest.mark.parametrize("words", ["“MAÇÔ do café", "CAFÉ”", "Â y Ã", "Pescaderoís Cooperacciόn", "Ã© y é", "â€™ π"])
def test_text_that_may_be_meant_so_stays(words: str) -> None:
    assert clean(words) == words


def test_a_letter_keeps_no_more_marks_than_languages_set() -> None:
    assert len(clean("a" + "\u0301\u0323" * 100_000)) <= 31


@pytest.mark.parametrize("letter", ["\u061c", "\u2066", "\u206a", "\ufffa", "\U000e0041", "\ud83d", "\U0010ffff"])
def test_what_nobody_sees_goes(letter: str) -> None:
    assert clean(f"Mi{letter}ne") == "Mine"
