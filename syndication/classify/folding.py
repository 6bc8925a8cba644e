"""Text in a form in which words can be compared, one character for one: its offsets are the original's."""

import re
import unicodedata

_NON_ASCII = re.compile("[^\x00-\x7f]")
_NO_WORD = re.compile(r"[^\w ]|_")


def _plain_letters() -> dict[str, str]:
    """Accented Latin letters to their plain form, where that is one letter."""
    table = {}
    for letter in map(chr, range(0x80, 0x250)):
        base = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
        if len(base) == 1:
            table[letter] = base.lower()
    return table


_PLAIN = _plain_letters()


def fold(text: str) -> str:
    """Return NFC text in small letters without accents, everything but letters and digits a blank.

    As long as the original. Two blanks stand where there was more than a blank between two words, so a
    phrase is not met across a comma or a full stop.
    """
    low = text.lower()
    if len(low) != len(text):  # a few letters have a longer small form, such as the Turkish dotted capital I
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    if not low.isascii():
        low = _NON_ASCII.sub(lambda found: _PLAIN.get(found[0], found[0]), low)
    return _NO_WORD.sub(" ", low)
