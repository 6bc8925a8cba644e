"""The ways in which a date is written, in English and in Spanish: in words, in digits, of a day or of months."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)\b[.,]?\s+(?:the\s+)?"
)
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:\s?(?:st|nd|rd|th)\b|[ºª°]|ro\b)?"
_YEAR = r"(?:19|20)\d\d\b"
_SHORT_YEAR = r"['’‘]?\d\d\b"
_JOIN = r"(?:\s+del?\s+|\s+of\s+|\s*[,/.-]\s*|\s+)"
_TO = r"\s*(?:/|-|–|—|&|\band\b|\bto\b|\by\b|\ba\b|,)\s*"

_DAY_FIRST = re.compile(
    rf"(?:{WEEKDAY})?(?:{_DAY}(?:{_JOIN}{_MONTH})?{_TO})?(?P<day>{_DAY}){_JOIN}(?P<month>{_MONTH}){_JOIN}"
    rf"(?P<year>{_YEAR}|{_SHORT_YEAR})",
    re.I,
)
_MONTH_FIRST = re.compile(
    rf"(?:{WEEKDAY})?(?P<month>{_MONTH})\s+(?:{_DAY}{_TO})?(?P<day>{_DAY})(?:\s*,\s*|\s+)(?P<year>{_YEAR})", re.I
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
_CENTURY_TURNS = 69
"""Years of two digits from here on are of the last century."""


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as it stands at the beginning of a text, before it is judged."""

    year: int
    month: int
    day: int | None
    """Also one that the month does not have."""
    end: int
    """Where the text goes on."""
    in_order: bool = True
    """Whether month and day stand where the way of writing has them; 2026-13-04 can only be meant otherwise."""


def read_ways(text: str, *, month_first: bool = False) -> Iterator[WrittenDate]:
    """Each way in which a text can be read to begin with a date; slashed digits are American if ``month_first``."""
    for read in _READERS:
        if found := read(text):
            yield found
    numeric = _NUMERIC.match(text)
    if numeric and (found := _numbers(numeric, month_first=month_first and numeric["mark"] != ".")):
        yield found


def puts_month_first(text: str) -> bool:
    """Whether a page writes its dates in digits the American way: those that can be read in one way only decide."""
    votes = 0
    for found in _NUMERIC.finditer(text):
        first, second = int(found["day"]), int(found["month"])
        votes += (first <= 12 < second <= 31) - (second <= 12 < first <= 31)
    return votes > 0


def read_iso(text: str) -> WrittenDate | None:
    """The date of an ISO 8601 moment at the beginning of a text, as written; None for anything else."""
    found = _ISO.match(text)
    return _numbers(found) if found else None


def _read_words(pattern: re.Pattern[str]) -> Callable[[str], WrittenDate | None]:
    def read(text: str) -> WrittenDate | None:
        found = pattern.match(text)
        if not found:
            return None
        day = int("".join(filter(str.isdigit, found["day"])))
        return WrittenDate(_year(found["year"]), _month(found["month"]), day, found.end())

    return read


def _read_months(text: str) -> WrittenDate | None:
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
    return WrittenDate(*max(months), None, found.end())


def _read_year_first(text: str) -> WrittenDate | None:
    found = _YEAR_FIRST.match(text)
    return _numbers(found) if found else None


def _numbers(found: re.Match[str], *, month_first: bool = False) -> WrittenDate | None:
    year, month = _year(found["year"]), int(found["month"])
    day = int(found["day"]) if found["day"] else None
    in_order = month <= 12 or found.re is _NUMERIC
    if day and (month > 12 >= day or (month_first and day <= 12)):
        day, month = month, day
    if not 1900 <= year <= 2099 or not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    return WrittenDate(year, month, day, found.end(), in_order)


def _month(name: str) -> int:
    return _MONTHS[name.rstrip(".").lower()]


def _year(text: str) -> int:
    digits = int(text.lstrip("'’‘"))
    if digits >= 100:
        return digits
    return digits + (1900 if digits >= _CENTURY_TURNS else 2000)


_READERS = (
    _read_words(_DAY_FIRST),
    _read_words(_MONTH_FIRST),
    _read_months,
    read_iso,
    _read_year_first,
)
