"""Where in its file a text of an HTML page stands: BeautifulSoup over lxml keeps no line numbers.

A private-use character that tells the line is put before every run of text. Text cannot bring such characters of its
own: they are taken out.
"""

import re

from bs4 import Tag

_FIRST = 0xF0000
_LAST = 0x10FFFD
_MARKS = re.compile("[\U000f0000-\U0010fffd]")
_TEXT_START = re.compile(r">(\s*)(?=[^\s<])")


def mark_lines(text: str) -> str:
    """Put the line's mark before every run of text."""
    text = without_marks(text)
    marked: list[str] = []
    number, done = 1, 0
    for start in _TEXT_START.finditer(text):
        piece = text[done : start.end()]
        number += piece.count("\n")
        marked += piece, chr(min(_FIRST + number, _LAST))
        done = start.end()
    return "".join(marked) + text[done:]


def strip_marks(tag: Tag) -> None:
    """Take the marks out of what a tag says outside the page's text."""
    for name, value in tag.attrs.items():
        if isinstance(value, str):
            tag[name] = without_marks(value)
    if tag.name in ("script", "style") and tag.string:
        tag.string = without_marks(tag.string)


def without_marks(text: str, instead: str = "") -> str:
    """The text as the file has it."""
    return _MARKS.sub(instead, text)


def line_of(text: str) -> int | None:
    """The line of the first mark in a text, from 1; None if it has none."""
    mark = _MARKS.search(text)
    return ord(mark[0]) - _FIRST if mark else None
