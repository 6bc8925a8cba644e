"""Patterns: what feedgen writes of one, with the texts of others in the place of its own.

feedgen is given something with a mark in the place of each text, and where the marks stand in what it has written, the
texts of anything else of that kind stand in their place, escaped as the mark was. The bytes are those that feedgen
would have written, many times as fast.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from html import escape

PUBLISHED = datetime(1801, 1, 1, tzinfo=UTC)
UPDATED = datetime(1802, 2, 2, tzinfo=UTC)
"""Instants that feedgen takes for such, and that no item has."""
_MARK = re.compile("§([a-z_]+[0-9]*)(&[^§]*)§")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a format writes what is of one kind."""

    text: str
    """With ``%s`` where a text belongs."""
    slots: tuple[tuple[str, Callable[[str], str]], ...]
    """For each of those places the name of the text, and how it is escaped there."""

    @classmethod
    def of(cls, written: bytes, stand_ins: Mapping[str, str]) -> "Pattern":
        """The pattern of what has marks in the place of its texts.

        ``stand_ins``: by the names of their marks, the texts that stand in it for those that cannot be marks, such as
        dates.
        """
        marked = written.decode()
        for name, text in stand_ins.items():
            marked = marked.replace(text, _escape_text(mark(name)))
        parts = _MARK.split(marked)
        constant, names, escaped = parts[::3], parts[1::3], parts[2::3]
        slots = tuple((name, _ESCAPES[how]) for name, how in zip(names, escaped, strict=True))
        return cls("%s".join(text.replace("%", "%%") for text in constant), slots)

    def fill(self, texts: Mapping[str, str]) -> bytes:
        """What has these texts, by the names of their marks."""
        return (self.text % tuple([escape(texts[name]) for name, escape in self.slots])).encode()


def mark(name: str) -> str:
    """Stands for a text; what becomes of the last two characters tells how the text is escaped."""
    return f'§{name}&"§'


def _escape_text(text: str) -> str:
    """As libxml2 writes the text of an element."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


@lru_cache(16_384)
def _escape_attribute(text: str) -> str:
    """Nearly all of them are categories, of which there are few."""
    return _escape_text(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def _escape_html(text: str) -> str:
    """A text in HTML that is the text of an element."""
    return _escape_text(escape(text, quote=False))


_ESCAPES: Mapping[str, Callable[[str], str]] = {
    '&amp;"': _escape_text,
    "&amp;&quot;": _escape_attribute,
    '&amp;amp;"': _escape_html,
}
"""By what becomes of the end of a mark."""
