"""Text in a form in which words can be compared, one character for one: its offsets are the original's."""

import re
import unicodedata
from typing import NamedTuple

_NON_ASCII = re.compile("[^\x00-\x7f]")
_LAST_ACCENTED = 0x250
"""The accented Latin letters of living languages stand below."""


class Written(NamedTuple):
    """A text as it stands, and folded; a blank before and behind, so that all its words have one on either side."""

    text: str
    folded: str

    @classmethod
    def of(cls, text: str) -> "Written":
        padded = f" {text} "
        return cls(padded, fold(padded))


class _Plain(dict[str, str]):
    """Small letters without accents; a blank for what is neither letter nor digit. Filled as characters are met."""

    def __missing__(self, character: str) -> str:
        plain = _without_accent(character) if ord(character) < _LAST_ACCENTED else character
        self[character] = plain if plain.isalnum() else " "
        return self[character]


def _without_accent(letter: str) -> str:
    """The letter in its plain form, where that is one Latin letter; else itself."""
    base = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    return base.lower() if len(base) == 1 and ord(base) < _LAST_ACCENTED else letter


_PLAIN = _Plain()
_ASCII = {code: _PLAIN[chr(code)] for code in range(0x80)}
_LATIN_1 = "".join(_PLAIN[chr(code).lower()] for code in range(0x100)).encode("latin-1")
"""For each byte of a text in Latin-1 its plain form: with it most texts are folded at the speed of a copy."""


def fold(text: str) -> str:
    """Return NFC text in small letters without accents, everything but letters and digits a blank.

    As long as the original. Two blanks stand where there was more than a blank between two words, so a
    phrase is not met across a comma or a full stop.
    """
    try:
        return text.encode("latin-1").translate(_LATIN_1).decode("latin-1")
    except UnicodeEncodeError:
        return _fold_any(text)


def _fold_any(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):  # a few letters have a longer small form, such as the Turkish dotted capital I
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return _NON_ASCII.sub(lambda found: _PLAIN[found[0]], low).translate(_ASCII)
