"""Dates as sources give them, and the periods of the calendar that archive documents cover."""

import datetime as dt
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How much of a date the source gives."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class SourceDate:
    """The date that a bulletin gives for an item. No date at all is ``None`` in its place."""

    day: dt.date
    """For a month, its first day: honest enough to sort by, and never ahead of today."""
    precision: Precision = Precision.DAY
    impossible: str | None = field(default=None, compare=False)
    """What the bulletin says, where no calendar has such a day: what else is here is then a guess."""

    @classmethod
    def parse(cls, text: str) -> "SourceDate":
        """Read ``YYYY-MM-DD`` or ``YYYY-MM``; raises ValueError for anything else."""
        if len(text) == len("YYYY-MM"):
            return cls(dt.date.fromisoformat(f"{text}-01"), Precision.MONTH)
        return cls(dt.date.fromisoformat(text))

    def __str__(self) -> str:
        return self.day.isoformat()[:7] if self.precision is Precision.MONTH else self.day.isoformat()

    @property
    def instant(self) -> datetime:
        """Noon UTC of the day: the one hour at which nearly every time zone shows the source's own date."""
        return datetime.combine(self.day, time(12), UTC)


class Span(StrEnum):
    """How much time an archive document covers."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_DIGITS = {Span.YEAR: len("2016"), Span.MONTH: len("2016-04"), Span.DAY: len("2016-04-17")}
_DAYS = {Span.YEAR: 366, Span.MONTH: 31, Span.DAY: 1}
"""How long the longest is: so many days after its first day, the next one has begun."""


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, month or day: what one archive document of a feed covers.

    Build it through :meth:`of` or :meth:`parse`: equal periods are then equal values, with one name.
    """

    start: dt.date
    """Its first day."""
    span: Span

    @classmethod
    def of(cls, day: dt.date, span: Span) -> "Period":
        """The period that a day is in."""
        first = {Span.YEAR: day.replace(month=1, day=1), Span.MONTH: day.replace(day=1), Span.DAY: day}
        return cls(first[span], span)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read what :meth:`__str__` writes; raises ValueError for anything else, and where the calendar ends."""
        for span, length in _DIGITS.items():
            if len(text) == length:
                period = cls(dt.date.fromisoformat(f"{text}-01-01"[: len("2016-01-01")]), span)
                if str(period) == text and period.start.year < dt.MAXYEAR:
                    return period
        raise ValueError(f"expected a period such as 2016, 2016-04 or 2016-04-17, found {text!r}")

    def __str__(self) -> str:
        return self.start.isoformat()[: _DIGITS[self.span]]

    @property
    def end(self) -> dt.date:
        """The first day that is no longer in it."""
        return Period.of(self.start + timedelta(days=_DAYS[self.span]), self.span).start
