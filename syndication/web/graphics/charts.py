"""Charts of how many items there are: from numbers to places on a surface. What is drawn says the template.

Places are in percent of the surface, so that a chart fits any screen while its letters keep their size.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from syndication.models import Precision, SourceDate

MONTHS = 12
_MOST_YEAR_LABELS = 6
"""As many as a telephone shows beside each other."""
_MOST_LINES = 3
_FILLED = 0.84
"""How much of its place a bar takes; the rest tells it from the next."""
_THINNEST = 0.12
"""Percent that a bar is wide at least, or it could not be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A month with items. Its foot is at 100."""

    month: SourceDate
    items: int
    x: float
    width: float
    y: float
    """Of its top, from above."""
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A number beside an axis, in the middle of what it stands for."""

    number: int
    at: float


@dataclass(frozen=True, slots=True)
class YearRow:
    """A year of the table that says the same."""

    year: int
    months: tuple[int, ...]
    items: int


@dataclass(frozen=True, slots=True)
class MonthsChart:
    """Items per month, over whole years."""

    bars: tuple[Bar, ...]
    years: tuple[Label, ...]
    lines: tuple[Label, ...]
    """Where a line across tells how high a number stands."""
    table: tuple[YearRow, ...]
    """Newest first, without years that have none."""
    busiest: Bar


@dataclass(frozen=True, slots=True)
class YearsChart:
    """Items per year, in a shape as small as a word: one path in a box."""

    first: int
    last: int
    width: int
    height: int
    path: str
    told: str
    """Each year that has items, with how many."""
    busiest: tuple[int, int]


def chart_months(months: Mapping[date, int]) -> MonthsChart | None:
    """The chart of a feed's numbers by month (first days); None where there is none."""
    if not months:
        return None
    first, last = min(months).year, max(months).year
    slot = 100 / ((last - first + 1) * MONTHS)
    step = _step(max(months.values()), _MOST_LINES)
    top = -(-max(months.values()) // step) * step
    bars = [_bar(month, items, first, slot, top) for month, items in sorted(months.items())]
    return MonthsChart(
        bars=tuple(bars),
        years=_label_years(first, last),
        lines=tuple(Label(n, _round(100 - 100 * n / top)) for n in range(step, top + 1, step)),
        table=tuple(_row(year, months) for year in sorted({month.year for month in months}, reverse=True)),
        busiest=max(bars, key=lambda bar: bar.items),
    )


_YEAR_WIDTH, _BAR_WIDTH, _HEIGHT = 5, 4, 24


def chart_years(years: Mapping[int, int], first: int, last: int) -> YearsChart | None:
    """The small chart of numbers by year, on an axis of all years from ``first`` to ``last``; None without numbers.

    ``first`` and ``last`` are such that charts beside each other show a year in the same place.
    """
    if not years:
        return None
    most = max(years.values())
    bars = [(year - first, max(1, round(_HEIGHT * items / most))) for year, items in sorted(years.items())]
    return YearsChart(
        first=first,
        last=last,
        width=_YEAR_WIDTH * (last - first + 1) - (_YEAR_WIDTH - _BAR_WIDTH),
        height=_HEIGHT,
        path="".join(f"M{_YEAR_WIDTH * place} {_HEIGHT}v-{high}h{_BAR_WIDTH}v{high}z" for place, high in bars),
        told="; ".join(f"{year}: {items}" for year, items in sorted(years.items())),
        busiest=max(sorted(years.items()), key=lambda pair: pair[1]),
    )


def _bar(month: date, items: int, first: int, slot: float, top: int) -> Bar:
    place = (month.year - first) * MONTHS + month.month - 1
    height = 100 * items / top
    return Bar(
        month=SourceDate(month, Precision.MONTH),
        items=items,
        x=_round(place * slot + slot * (1 - _FILLED) / 2),
        width=_round(max(slot * _FILLED, _THINNEST)),
        y=_round(100 - height),
        height=_round(height),
    )


def _label_years(first: int, last: int) -> tuple[Label, ...]:
    """Round years, a few, each in the middle of its months."""
    number = last - first + 1
    step = _step(number, _MOST_YEAR_LABELS)
    rounded = [year for year in range(first, last + 1) if year % step == 0]
    return tuple(Label(year, _round(100 * (year - first + 0.5) / number)) for year in rounded)


def _row(year: int, months: Mapping[date, int]) -> YearRow:
    numbers = tuple(months.get(date(year, month, 1), 0) for month in range(1, MONTHS + 1))
    return YearRow(year, numbers, sum(numbers))


def _step(most: int, parts: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … that is in ``most`` at most so many times."""
    steps = (digit * int(10**power) for power in count() for digit in (1, 2, 5))
    return next(step for step in steps if most <= step * parts)


def _round(percent: float) -> float:
    return round(percent, 2)
