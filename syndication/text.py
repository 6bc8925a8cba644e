"""The one text policy: which characters may stand in an item, whatever the bulletin holds.

XML 1.0 (section 2.2) forbids most control characters and lone surrogates; a feed that held one would be
refused whole. Bidirectional overrides can make a headline read as what it is not; other invisible characters make two
that look alike differ. UTF-8 that a program once took for Windows-1252 ("CafÃ©") is read as what it was.
"""

import re
import unicodedata

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; XML 1.0 section 2.2
    "\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"  # invisible, and direction overrides
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # notes between lines, and letters that nobody sees
    "\ud800-\udfff\ufdd0-\ufdef"  # surrogates and non-characters
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)
_MISREAD = re.compile("[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â[€‚][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
"""What UTF-8's characters of the West look like in Windows-1252."""
_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")
_MOST_MARKS = 30
"""Accents on one letter: more than any language sets (Unicode, annex 15, section 13), and slow to put into order."""


def clean(text: str) -> str:
    """Return text in NFC without forbidden characters, every run of white space one blank, none at the ends.

    Idempotent: ``clean(clean(text)) == clean(text)``.
    """
    if text.isascii() and text.isprintable():  # as most texts are
        return " ".join(text.split())
    cleaned = _fold(_mend(text))
    while (mended := _mend(cleaned)) != cleaned:
        cleaned = _fold(mended)
    return cleaned


def _fold(text: str) -> str:
    if not text.isprintable():  # which nearly every text is, and then it holds nothing of this
        text = _FORBIDDEN.sub("", text.replace("\x85", " "))
    return " ".join(_cut_marks(unicodedata.normalize("NFC", _cut_marks(text))).split())


def _mend(text: str) -> str:
    """Read as UTF-8 what was taken for Windows-1252, once or again and again; nothing, unless all of the text can."""
    while not text.isascii() and _MISREAD.search(text):
        try:
            text = b"".join(map(_byte_of, text)).decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            break
    return text


def _byte_of(letter: str) -> bytes:
    """The byte of Windows-1252; its holes as browsers fill them (WHATWG Encoding, section 9)."""
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")


def _cut_marks(text: str) -> str:
    return text if text.isascii() else _MARKS.sub(lambda found: _within_bounds(found[0]), text)


def _within_bounds(run: str) -> str:
    kept: list[str] = []
    marks = 0
    for letter in run:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= _MOST_MARKS:
            kept.append(letter)
    return "".join(kept)
