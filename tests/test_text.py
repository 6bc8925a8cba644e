"""The one text policy."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from syndication.text import clean

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_clean_text_may_stand_in_xml_and_utf_8(text: str) -> None:
    element = etree.Element("title")
    element.text = clean(text)
    assert etree.fromstring(etree.tostring(element)).text == (clean(text) or None)
    clean(text).encode()


@given(st.text(st.characters(categories=["L", "N", "P", "S"])))
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
