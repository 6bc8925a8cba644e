"""Text without capitals and accents, one character for one: an offset in it is an offset in the original."""

import re
import unicodedata

_NON_ASCII = re.compile("[^\x00-\x7f]")


def _plain_letters() -> dict[str, str]:
    """Accented Latin letters, and typographic marks, to their plain form of the same length."""
    table = {"\u2018": "'", "\u2019": "'", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u00a0": " "}
    for letter in map(chr, range(0x80, 0x250)):
        base = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c)).lower()
        if len(base) == 1:
            table.setdefault(letter, base)
    return table


_PLAIN = _plain_letters()


def fold(text: str) -> str:
    """Return NFC text in small letters without accents, of the same length.

    The few letters whose small form is longer (such as the Turkish capital dotted I) stay as they are.
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(small if len(small := letter.lower()) == 1 else letter for letter in text)
    return low if low.isascii() else _NON_ASCII.sub(lambda found: _PLAIN.get(found[0], found[0]), low)
