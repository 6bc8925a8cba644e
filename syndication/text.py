"""The one text policy: which characters may stand in an item, whatever the bulletin holds.

XML 1.0 (section 2.2) forbids most control characters and lone surrogates; a feed that held one would be
refused whole. Bidirectional overrides can make a headline read as what it is not.
"""

import re
import unicodedata

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls; XML 1.0 section 2.2
    "\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"  # invisible, and direction overrides
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"  # surrogates and non-characters
)


def clean(text: str) -> str:
    """Return text in NFC without forbidden characters, every run of white space one blank, none at the ends.

    Idempotent: ``clean(clean(text)) == clean(text)``.
    """
    if not text.isprintable():  # which nearly every text is, and then it holds nothing of this
        text = _FORBIDDEN.sub("", text.replace("\x85", " "))
    return " ".join(unicodedata.normalize("NFC", text).split())
