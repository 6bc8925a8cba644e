"""The date lines of bulletins, in English and in Spanish.

    17 August 2010 · Update 140. 17 August 2010 · 102. 29 February 2004 · . 23 July 2016 · 10 Dec 2014
    UPDATE 133. May / April 2009 · December 2009 / January 2010 · 153. Aug - Sep 12 · 5th November 2016
    17 de agosto de 2010 · agosto de 2010 · August 17, 2010 · 17/08/2010 · 17.8.2010 · 2010-08-17
    By Ana Ruiz, 17 August 2010 · 17 August 2010 | News · Tue, 17 Aug 2010 10:00:00 +0100

A date line is a *whole* line. A date inside a sentence or a title is none.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from syndication.bulletins.date_forms import WEEKDAY, WrittenDate, read_iso, read_ways
from syndication.models import Precision, SourceDate

_NO_DATE = re.compile(r"(?:\d+ \w+ )?-0001|0000-00(?:-00.*)?|00/00/0000|undated|no date|sin fecha|s/f|n\.d\.", re.I)
_EPOCH = (date(1969, 12, 31), date(1970, 1, 1))
"""Systems that keep no date show the zero of their clock, one side of midnight or the other."""

_CAPITALISED = r"[^\W\d_a-záéíóúñü][\w.'’-]*"
_LEAD = re.compile(r"[.·•|*]?\s*")
_LABEL = re.compile(
    r"(?:(?:(?:posted|submitted|written|publicado|escrito)\s+)?(?:by|por)\s.{1,40}?\s(?:on|el|[|·–-])\s"
    rf"|(?:by|por)\s(?!{WEEKDAY})(?-i:{_CAPITALISED}(?:\s(?:de|del|la|y|van|von|{_CAPITALISED})){{0,4}}),\s|[^\W\d_]+(?:\s[^\W\d_]+)?\s*\|\s"
    r"|(?:first\s+)?(?:posted|published|dated?|issued|publicado|fecha|publicaci[óo]n)(?:\s+(?:on|in|el|en))?)\s*:?\s*",
    re.I,
)
_ISSUE_NUMBER = r"(?:(?:no|nr|n[ºo°]|n[úu]m|issue|number|n[úu]mero)\.?\s*|\#\s*)?\d{1,3}"
_ISSUE = re.compile(rf"(?:[^\W\d_][\w'’&-]*\.?\s+){{0,4}}?{_ISSUE_NUMBER}\s*(?:[.,:;]\s*|\s[–—|-]\s|\s*(?=\())", re.I)
_BRACKETS = ("()", "[]", "«»")
_TRAIL = re.compile(
    r"(?:\s*[-–|,@]?\s*(?:at\s+|a\s+las\s+)?\d{1,2}[:.h]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?|hrs?|h|[+-]\d{4}|GMT|UTC)?)?"
    r"(?:\s*[|·•/]\s*(?:[^\W\d_]+(?:\s[^\W\d_]+){0,2}|\d+\s\w+))?"
    r"(?:\s*[-–|,·]?\s*\b(?:by|por)\s.{1,60})?\s*[.,;:|]?\s*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a date line says."""

    date: SourceDate | None
    """None where the line says that there is no date: the zero of a clock, such as 31 December 1969."""
    issue: bool = False
    """Whether the line names or numbers an issue of the bulletin."""


class DateLines:
    """Reads date lines, knowing the names under which the bulletin is numbered."""

    def __init__(self, names: Iterable[str] = (), *, month_first: bool = False) -> None:
        self._month_first = month_first
        spelled = "|".join(r"\s+".join(map(re.escape, name.split())) for name in sorted(names, key=len, reverse=True))
        self._named = re.compile(rf"(?:{spelled})\b\s*[.,:;–—-]?\s*", re.I) if spelled else None
        self._numbered = (
            re.compile(rf"(?:{spelled})\s*{_ISSUE_NUMBER}\b(?:\s*[.,:;–—|-]\s*|\s+(?=\d))", re.I) if spelled else None
        )

    def read(self, text: str) -> Stamp | None:
        """Return what a whole line says as a date line, or None if it is no such line."""
        line = text.strip()
        if not line or len(line) > 160:
            return None
        start = _LEAD.match(line).end()  # type: ignore[union-attr]  # it matches the empty string too
        label = _LABEL.match(line, start)
        return (
            self._read_whole(line, start)
            or (self._read_whole(line, label.end()) if label else None)
            or self._read_issue(line, start)
        )

    def _read_issue(self, line: str, start: int) -> Stamp | None:
        for prefix in (self._numbered, self._named, _ISSUE):
            found = prefix.match(line, start) if prefix else None
            if found and (stamp := self._read_whole(line, found.end())):
                return Stamp(stamp.date, issue=True)
        return None

    def _read_whole(self, line: str, start: int) -> Stamp | None:
        """Read a date that fills the line from ``start`` on, but for an hour, an author or a full stop."""
        rest = line[start:]
        if rest[:1] + rest[-1:] in _BRACKETS:
            rest = rest[1:-1].strip()
        if _NO_DATE.fullmatch(rest):
            return Stamp(None)
        ways = read_ways(rest, month_first=self._month_first)
        return next((_judge(written, rest) for written in ways if _TRAIL.fullmatch(rest, written.end)), None)


def read_moment(text: str) -> Stamp | None:
    """Read a machine's date: the day, as written, of an ISO 8601 moment; None for anything else."""
    text = text.strip()
    written = read_iso(text)
    return _judge(written, text) if written else None


def _judge(written: WrittenDate, text: str) -> Stamp:
    """What a date at the beginning of a text says; a day that the calendar does not have (31 June) names its month."""
    said = text[: written.end]
    month = date(written.year, written.month, 1)
    if written.day is None:
        epochs = {day.replace(day=1) for day in _EPOCH}
        return Stamp(None if month in epochs else SourceDate(month, Precision.MONTH))
    try:
        day = date(written.year, written.month, written.day)
    except ValueError:
        return Stamp(SourceDate(month, Precision.MONTH, impossible=said))
    return Stamp(None if day in _EPOCH else SourceDate(day, impossible=None if written.in_order else said))
