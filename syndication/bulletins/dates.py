"""The date lines of bulletins, in English and in Spanish.

    17 August 2010 · Update 140. 17 August 2010 · 102. 29 February 2004 · . 23 July 2016 · 10 Dec 2014
    UPDATE 133. May / April 2009 · December 2009 / January 2010 · 153. Aug - Sep 12 · 5th November 2016
    17 de agosto de 2010 · agosto de 2010 · August 17, 2010 · 17/08/2010 · 17.8.2010 · 2010-08-17
    By Ana Ruiz, 17 August 2010 · 17 August 2010 | News · Tue, 17 Aug 2010 10:00:00 +0100

A date line is a *whole* line. A date inside a sentence or a title is none.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from syndication.models import Precision, SourceDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep setiembre septiembre set",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b\.?"
_WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)\b[.,]?\s+(?:the\s+)?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th)\b|[ºª°]|ro\b)?"
_YEAR = r"(?:19|20)\d\d\b"
_SHORT_YEAR = r"['’‘]?\d\d\b"
_JOIN = r"(?:\s+del?\s+|\s+of\s+|\s*[,/.-]\s*|\s+)"
_TO = r"\s*(?:/|-|–|—|&|\band\b|\bto\b|\by\b|\ba\b|,)\s*"

_DAY_FIRST = re.compile(
    rf"(?:{_WEEKDAY})?(?:{_DAY}(?:{_JOIN}{_MONTH})?{_TO})?(?P<day>{_DAY}){_JOIN}(?P<month>{_MONTH}){_JOIN}"
    rf"(?P<year>{_YEAR}|{_SHORT_YEAR})",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?:{_WEEKDAY})?(?P<month>{_MONTH})\s+(?:{_DAY}{_TO})?(?P<day>{_DAY})(?:\s*,\s*|\s+)(?P<year>{_YEAR})", re.I
)
_MONTHS_ONLY = re.compile(
    rf"(?:{_MONTH}(?:{_JOIN}{_YEAR})?{_TO})*{_MONTH}{_JOIN}(?P<year>{_YEAR}|['’‘]\d\d\b)"
    rf"|(?:{_MONTH}(?:{_JOIN}{_SHORT_YEAR})?{_TO})+{_MONTH}{_JOIN}(?P<short>{_SHORT_YEAR})",
    re.I,
)
_MONTH_OF_YEAR = re.compile(rf"(?P<month>{_MONTH})(?:{_JOIN}(?P<year>{_YEAR}|{_SHORT_YEAR}))?", re.I)
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:[T ]\d\d:?\d\d.*)?)?")
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})(?P<mark>[/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)\b")
_NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>(?:\d\d)?\d\d)\b"
)
_NO_DATE = re.compile(r"(?:\d+ \w+ )?-0001|0000-00(?:-00.*)?|00/00/0000|undated|no date|sin fecha|s/f|n\.d\.", re.I)
_EPOCH = (date(1969, 12, 31), date(1970, 1, 1))
"""Systems that keep no date show the zero of their clock, one side of midnight or the other."""
_CENTURY_TURNS = 69

_CAPITALISED = r"[^\W\d_a-záéíóúñü][\w.'’-]*"
_LEAD = re.compile(r"[.·•|*]?\s*")
_LABEL = re.compile(
    r"(?:(?:(?:posted|submitted|written|publicado|escrito)\s+)?(?:by|por)\s.{1,40}?\s(?:on|el|[|·–-])\s"
    rf"|(?:by|por)\s(?!{_WEEKDAY})(?-i:{_CAPITALISED}(?:\s(?:de|del|la|y|van|von|{_CAPITALISED})){{0,4}}),\s|[^\W\d_]+(?:\s[^\W\d_]+)?\s*\|\s"
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


@dataclass(frozen=True, slots=True)
class _Core:
    """A date as it stands, before it is judged."""

    year: int
    month: int
    day: int | None
    end: int


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
        for read in (*_READERS, self._read_numeric):
            core = read(rest)
            if core and _TRAIL.fullmatch(rest, core.end):
                return _judge(core)
        return None

    def _read_numeric(self, text: str) -> _Core | None:
        found = _NUMERIC.match(text)
        return _numbers(found, month_first=self._month_first and found["mark"] != ".") if found else None


def puts_month_first(text: str) -> bool:
    """Whether a page writes its dates in digits the American way: those that can be read in one way only decide."""
    votes = 0
    for found in _NUMERIC.finditer(text):
        first, second = int(found["day"]), int(found["month"])
        votes += (first <= 12 < second <= 31) - (second <= 12 < first <= 31)
    return votes > 0


def read_moment(text: str) -> Stamp | None:
    """Read a machine's date: the day, as written, of an ISO 8601 moment; None for anything else."""
    found = _ISO.match(text.strip())
    core = _numbers(found) if found else None
    return _judge(core) if core else None


def _judge(core: _Core) -> Stamp:
    """A day that the calendar does not have (31 June) still names its month."""
    month = date(core.year, core.month, 1)
    if core.day is None:
        epochs = {day.replace(day=1) for day in _EPOCH}
        return Stamp(None if month in epochs else SourceDate(month, Precision.MONTH))
    try:
        day = date(core.year, core.month, core.day)
    except ValueError:
        return Stamp(SourceDate(month, Precision.MONTH))
    return Stamp(None if day in _EPOCH else SourceDate(day))


def _read_words(pattern: re.Pattern[str]) -> Callable[[str], _Core | None]:
    def read(text: str) -> _Core | None:
        found = pattern.match(text)
        if not found:
            return None
        day = int("".join(filter(str.isdigit, found["day"])))
        return _Core(_year(found["year"]), _month(found["month"]), day, found.end())

    return read


def _read_months(text: str) -> _Core | None:
    """Of several months the later counts, whichever stands first: ``May / April 2009`` is May."""
    found = _MONTHS_ONLY.match(text)
    if not found:
        return None
    year = _year(found["year"] or found["short"])
    last = 0
    months: list[tuple[int, int]] = []
    for part in reversed(list(_MONTH_OF_YEAR.finditer(text, 0, found.end()))):
        month = _month(part["month"])
        if part["year"]:
            year = _year(part["year"])
        elif last and month - last > 6:  # December / January 2010: the December before
            year -= 1
        months.append((year, month))
        last = month
    return _Core(*max(months), None, found.end())


def _read_digits(pattern: re.Pattern[str]) -> Callable[[str], _Core | None]:
    def read(text: str) -> _Core | None:
        found = pattern.match(text)
        return _numbers(found) if found else None

    return read


def _numbers(found: re.Match[str], *, month_first: bool = False) -> _Core | None:
    year, month = _year(found["year"]), int(found["month"])
    day = int(found["day"]) if found["day"] else None
    if day and (month > 12 >= day or (month_first and day <= 12)):
        day, month = month, day
    if not 1900 <= year <= 2099 or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return _Core(year, month, day, found.end())


_READERS = (
    _read_words(_DAY_FIRST),
    _read_words(_MONTH_FIRST),
    _read_months,
    _read_digits(_ISO),
    _read_digits(_YEAR_FIRST),
)


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _year(text: str) -> int:
    digits = int(text.lstrip("'’‘"))
    if digits >= 100:
        return digits
    return digits + (1900 if digits >= _CENTURY_TURNS else 2000)
