"""Plain text to a page: bullets become regions, blank lines become gaps."""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from syndication.bulletins.dates import DateLines
from syndication.bulletins.page import ROOT, Line, Page, Region
from syndication.text import clean

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[•‣◦▪●○∙*·–-])(?:\s+|$)")
SOFT_HYPHEN = "\xad"
"""A place where a word may be broken: it is seen only where it is."""

_STRONG_MARKS = "•‣▪●∙"
_WRAPPED_AT = 60
"""A line this long, taken with the first word of the next, was broken by its margin and not by its writer."""


def read_plain(text: str, source: str, url: str | None, dates: DateLines) -> Page:
    """Lay out a plain-text bulletin."""
    raw = _join_wrapped(_raw_lines(text), dates)
    usual = Counter(line.blanks for line in raw if line.blanks).most_common(1)
    lines = tuple(_line(line, dates, usual[0][0] if usual else 1) for line in raw)
    return Page(source, url, lines, _regions(raw))


@dataclass(slots=True)
class _Raw:
    """A line that is not blank, with its place."""

    text: str
    number: int
    indent: int
    blanks: int
    """Blank lines before it."""
    mark: str = ""
    opens: bool = False
    """Whether its bullet opens an item; a mark that does not is a point inside one."""
    ends_at: int = field(default=0)
    """Length of the last line that was joined into it."""


def _raw_lines(text: str) -> list[_Raw]:
    raw: list[_Raw] = []
    blanks = 0
    pending: _Raw | None = None  # a bullet alone on its line
    main_marks = _main_marks(text)
    for number, whole in enumerate(text.replace(SOFT_HYPHEN, "").split("\n"), start=1):
        bullet = _BULLET.match(whole)
        mark = bullet["mark"] if bullet and (bullet["mark"] in main_marks or _is_point(bullet["mark"])) else ""
        content = clean(whole[bullet.end() :] if bullet and mark else whole)
        indent = len(whole.expandtabs()) - len(whole.expandtabs().lstrip())
        if mark and not content:
            pending = _Raw("", number, indent, blanks, mark)
        elif content:
            line = _Raw(content, number, indent, blanks, mark, ends_at=len(content))
            if pending and not mark:
                line = _Raw(content, pending.number, pending.indent, pending.blanks, pending.mark, ends_at=len(content))
            pending = None
            raw.append(line)
        blanks = 0 if content or mark else blanks + 1
    _tell_openers(raw, main_marks)
    return raw


def _main_marks(text: str) -> str:
    """The marks that open items on this page: real bullets, or else dashes and stars that stand after a gap."""
    marks = [bullet["mark"] for line in text.split("\n") if (bullet := _BULLET.match(line))]
    if any(mark in _STRONG_MARKS for mark in marks):
        return _STRONG_MARKS
    return "".join(sorted(set(marks) & {"*", "-", "–"}))


def _is_point(mark: str) -> bool:
    return mark in "◦○"


def _tell_openers(raw: list[_Raw], main_marks: str) -> None:
    """A bullet at or beyond the column of the items' text is a point inside an item."""
    column = _text_column(raw)
    for line in raw:
        line.opens = bool(line.mark) and line.mark in main_marks and line.indent < column


def _text_column(raw: list[_Raw]) -> int:
    under_bullet = [line.indent for above, line in pairwise(raw) if above.mark and not line.mark]
    indents = Counter(indent for indent in under_bullet if indent)
    if indents:
        return indents.most_common(1)[0][0]
    return min((line.indent for line in raw if line.mark), default=0) + 4


def _join_wrapped(raw: list[_Raw], dates: DateLines) -> list[_Raw]:
    joined: list[_Raw] = []
    for line in raw:
        before = joined[-1] if joined else None
        if before and _goes_on(before, line) and not dates.read(line.text) and not dates.read(before.text):
            before.text = f"{before.text} {line.text}"
            before.ends_at = line.ends_at
        else:
            joined.append(line)
    return joined


def _goes_on(before: _Raw, line: _Raw) -> bool:
    if line.blanks or line.mark:
        return False
    return before.ends_at + 1 + len(line.text.split(" ", 1)[0]) > _WRAPPED_AT


def _line(raw: _Raw, dates: DateLines, usual_blanks: int) -> Line:
    return Line(
        text=raw.text,
        number=raw.number,
        gap=raw.blanks > 0 or bool(raw.mark),
        slot=raw.blanks > usual_blanks and not raw.opens,
        stamp=dates.read(raw.text),
        nested=bool(raw.mark) and not raw.opens,
    )


def _regions(raw: list[_Raw]) -> tuple[Region, ...]:
    """One region ``li`` for each opening bullet: down to the next, or to text that is set back to the margin."""
    regions: list[Region] = []
    indented = any(not line.mark and line.indent for line in raw)
    starts = [index for index, line in enumerate(raw) if line.opens]
    for start, limit in zip(starts, [*starts[1:], len(raw)], strict=False):
        end = start + 1
        while end < limit and not (indented and _is_set_back(raw[end])):
            end += 1
        regions.append(Region("li", "li", ROOT, start, end))
    return tuple(regions)


def _is_set_back(line: _Raw) -> bool:
    return line.blanks > 0 and not line.mark and line.indent == 0
