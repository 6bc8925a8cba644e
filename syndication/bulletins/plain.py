"""Plain text to a page: bullets become regions, blank lines become gaps."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from syndication.bulletins.dates import DateLines
from syndication.bulletins.marks import Marked, is_rule, read_marks, underline_level
from syndication.bulletins.page import ROOT, Line, Page, Region
from syndication.text import clean

_BULLET = re.compile(r"(?P<indent>\s*)(?P<mark>[•‣◦▪●○∙*·–-])(?:\s+|$)")
SOFT_HYPHEN = "\xad"
"""A place where a word may be broken: it is seen only where it is."""

_STRONG_MARKS = "•‣▪●∙"
_WRAPPED_AT = 60
"""A line this long, taken with the first word of the next, was broken by its margin and not by its writer."""
_NO_MARGIN = 100
"""A longer line is a paragraph that no margin broke."""
_SENTENCE_END = (".", "!", "?", "…", '."', ".”", ".’", ".)")


def read_plain(text: str, source: str, url: str | None, dates: DateLines) -> Page:
    """Lay out a plain-text bulletin."""
    raw = _join_wrapped(_raw_lines(text), dates)
    usual = Counter(line.blanks for line in raw if line.blanks).most_common(1)
    lines = tuple(_line(line, dates, usual[0][0] if usual else 1) for line in raw)
    return Page(source, url, lines, _regions(raw))


@dataclass(slots=True)
class _Raw:
    """A line with its place."""

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
    marked: Marked = field(default_factory=lambda: Marked(""))
    """What the marks around its text say."""


def _raw_lines(text: str) -> list[_Raw]:
    raw: list[_Raw] = []
    blanks, ruled = 0, False
    bullet: _Raw | None = None  # that was alone on its line
    main_marks = _main_marks(text)
    for number, whole in enumerate(text.replace(SOFT_HYPHEN, "").split("\n"), start=1):
        if is_rule(whole):
            _underline(raw, whole, blanks)
            blanks, ruled = 0, True
            continue
        line = _raw_line(whole, number, 1 if ruled else blanks, main_marks)
        if not line.text and not line.mark:
            blanks += 1
            continue
        blanks, ruled = 0, False
        if not line.text:
            bullet = line
            continue
        if bullet and not line.mark:
            line = replace(bullet, text=line.text, ends_at=line.ends_at, marked=line.marked)
        bullet = None
        raw.append(line)
    _tell_openers(raw, main_marks)
    return raw


def _raw_line(whole: str, number: int, blanks: int, main_marks: str) -> _Raw:
    """A line of the file: without a text where it is blank, or a bullet alone."""
    bullet = _BULLET.match(whole)
    mark = bullet["mark"] if bullet and (bullet["mark"] in main_marks or _is_point(bullet["mark"])) else ""
    marked = read_marks(clean(whole[bullet.end() :] if bullet and mark else whole))
    indent = len(whole.expandtabs()) - len(whole.expandtabs().lstrip())
    return _Raw(marked.text, number, indent, blanks, mark, ends_at=len(marked.text), marked=marked)


def _underline(raw: list[_Raw], rule: str, blanks: int) -> None:
    """Make a heading of the paragraph of one line that stands directly above a drawn line."""
    title = raw[-1] if raw else None
    if title and not blanks and (title.blanks or title.mark or len(raw) == 1):
        title.marked = replace(title.marked, heading=underline_level(title.text, rule))


def _main_marks(text: str) -> str:
    """The marks that open items on this page: real bullets, or else dashes and stars that stand after a gap."""
    lines = (line for line in text.split("\n") if not is_rule(line))
    marks = [bullet["mark"] for line in lines if (bullet := _BULLET.match(line))]
    if any(mark in _STRONG_MARKS for mark in marks):
        return _STRONG_MARKS
    return "".join(sorted(set(marks) & {"*", "-", "–"}))


def _is_point(mark: str) -> bool:
    return mark in "◦○"


def _tell_openers(raw: list[_Raw], main_marks: str) -> None:
    """A bullet at or beyond the column of the items' text is a point inside an item; so are dashes under headings."""
    column = _text_column(raw)
    headed = main_marks != _STRONG_MARKS and sum(1 for line in raw if line.marked.heading and not line.mark) > 1
    for line in raw:
        line.opens = bool(line.mark) and line.mark in main_marks and line.indent < column and not headed


def _text_column(raw: list[_Raw]) -> int:
    under_bullet = [line.indent for above, line in pairwise(raw) if above.mark and not line.mark]
    indents = Counter(indent for indent in under_bullet if indent)
    if indents:
        return indents.most_common(1)[0][0]
    return min((line.indent for line in raw if line.mark), default=0) + 4


def _join_wrapped(raw: list[_Raw], dates: DateLines) -> list[_Raw]:
    joined: list[_Raw] = []
    for line, after in zip(raw, [*raw[1:], None], strict=False):
        before = joined[-1] if joined else None
        if before and _goes_on(before, line) and not _stand_alone(before, line, after, dates):
            before.text = f"{before.text} {line.text}"
            before.ends_at = line.ends_at
        else:
            joined.append(line)
    return joined


def _goes_on(before: _Raw, line: _Raw) -> bool:
    if line.blanks or line.mark or line.marked.heading or before.marked.heading:
        return False
    return before.ends_at + 1 + len(line.text.split(" ", 1)[0]) > _WRAPPED_AT and before.ends_at <= _NO_MARGIN


def _stand_alone(before: _Raw, line: _Raw, after: _Raw | None, dates: DateLines) -> bool:
    """Whether one of two lines is a date, or the second is the title above one, after the end of a text."""
    heads = after is not None and not after.blanks and dates.read(after.text) and before.text.endswith(_SENTENCE_END)
    return bool(heads or dates.read(line.text) or dates.read(before.text))


def _line(raw: _Raw, dates: DateLines, usual_blanks: int) -> Line:
    return Line(
        text=raw.text,
        number=raw.number,
        gap=raw.blanks > 0 or bool(raw.mark),
        slot=raw.blanks > usual_blanks and not raw.opens,
        stamp=dates.read(raw.text),
        heading=raw.marked.heading,
        strong=raw.marked.strong,
        link=raw.marked.link,
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
