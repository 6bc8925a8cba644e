"""How often a feed brings something, as people say it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import MINYEAR, date

MONTHS = 12
_DAYS, _WEEKS = 365, 52


@dataclass(frozen=True, slots=True)
class Pace:
    """What came in a year, and the unit of time of which each brought at least one."""

    items: int
    unit: str
    """``day``, ``week``, ``month`` or ``year``; ``never`` without an item."""
    each: int
    """Items in a unit, rounded."""


def take_pace(months: Mapping[date, int], last: date) -> Pace:
    """The pace in the twelve months that end with the month of ``last``; ``months`` has their first days."""
    start = _months_before(last)
    items = sum(number for month, number in months.items() if start <= month <= last)
    for unit, units in (("day", _DAYS), ("week", _WEEKS), ("month", MONTHS), ("year", 1)):
        if items >= units:
            return Pace(items, unit, round(items / units))
    return Pace(0, "never", 0)


def _months_before(last: date) -> date:
    """The first day of the first of the twelve months, or of the first year that there is."""
    if last.month == MONTHS or last.year == MINYEAR:
        return last.replace(month=1, day=1)
    return date(last.year - 1, last.month + 1, 1)
