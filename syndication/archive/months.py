"""How many items a feed has in each month: kept for the feeds of the catalogue, counted for the others.

A month without an item is left out everywhere.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import MINYEAR, date

from sqlalchemy import Connection, bindparam, delete, func, select, text, true

from syndication.archive.batches import in_batches
from syndication.archive.schema import listings, months, tallies
from syndication.archive.searching import Found
from syndication.archive.selecting import is_listed
from syndication.archive.values.counts import LastYear
from syndication.models import ALL, Selection, SourceDate

_DIGITS = len("2016-04")
_DECEMBER = 12
_ADD = text(
    "INSERT INTO months (selection, month, item_count) VALUES (:feed, :the_month, :number) "
    "ON CONFLICT (selection, month) DO UPDATE SET item_count = months.item_count + excluded.item_count"
)
_DROP_EMPTY = delete(months).where(
    months.c.selection == bindparam("feed"), months.c.month == bindparam("the_month"), months.c.item_count == 0
)
_YEARS = (
    select(func.substr(months.c.month, 1, len("2016")).label("year"))
    .where(months.c.selection == ALL.path)
    .distinct()
    .subquery("years")
)
_YEAR_SUM = (
    select(func.sum(months.c.item_count))
    .where(
        months.c.selection == tallies.c.selection,
        months.c.month >= _YEARS.c.year + "-01",
        months.c.month <= _YEARS.c.year + "-12",
    )
    .scalar_subquery()
)
_YEAR_SUMS = (
    select(tallies.c.selection, _YEARS.c.year, _YEAR_SUM)
    .join_from(tallies, _YEARS, true())
    .where(tallies.c.selection.in_(bindparam("feeds", expanding=True)))
    .order_by(_YEARS.c.year)
)
"""A sum of a range for each feed and year: grouped, SQLite would sort all months of all feeds first."""


def note_months(connection: Connection, come: Iterable[tuple[str, str]], gone: Iterable[tuple[str, str]]) -> None:
    """Keep the numbers up, given the feed's path and the item's date for each row that came to the index or left it."""
    change = Counter((feed, day[:_DIGITS]) for feed, day in come)
    change.subtract((feed, day[:_DIGITS]) for feed, day in gone)
    rows = [(feed, month, number) for (feed, month), number in sorted(change.items()) if number]
    if rows:
        connection.execute(_ADD, [{"feed": feed, "the_month": month, "number": number} for feed, month, number in rows])
    if fewer := [{"feed": feed, "the_month": month} for feed, month, number in rows if number < 0]:
        connection.execute(_DROP_EMPTY, fewer)


def count_months(connection: Connection, selection: Selection) -> dict[date, int]:
    """The first day of each month in which a feed has an item, with how many, oldest first."""
    if selection.words:
        return _count_found(connection, selection)
    if selection.is_catalogued:
        kept = select(months.c.month, months.c.item_count).where(months.c.selection == selection.path)
        rows = connection.execute(kept.order_by(months.c.month))
    else:
        month = func.substr(listings.c.date, 1, _DIGITS)
        listed = select(month, func.count(listings.c.item_id.distinct())).where(is_listed(selection))
        rows = connection.execute(listed.group_by(month).order_by(month))
    return {_first_day(month): number for month, number in rows}


def count_years(connection: Connection, selections: Collection[Selection]) -> dict[Selection, dict[int, int]]:
    """Of each of these feeds of the catalogue, the years in which it has an item, with how many, oldest first."""
    by_path = {selection.path: selection for selection in selections}
    found: dict[Selection, dict[int, int]] = {selection: {} for selection in selections}
    for batch in in_batches(by_path):
        for path, year, number in connection.execute(_YEAR_SUMS, {"feeds": batch}):
            if number:
                found[by_path[path]][int(year)] = number
    return found


def count_last_year(connection: Connection, selections: Collection[Selection]) -> LastYear | None:
    """What these feeds of the catalogue had in the twelve months up to the newest item's; None of an empty archive."""
    newest = connection.scalar(select(func.max(months.c.month)).where(months.c.selection == ALL.path))
    if newest is None:
        return None
    end = SourceDate.parse(newest)
    start = _first_of_twelve(end)
    by_path = {selection.path: selection for selection in selections}
    counts = dict.fromkeys(selections, 0)
    for batch in in_batches(by_path):
        mine = months.c.selection.in_(batch) & (months.c.month >= str(start))
        sums = select(months.c.selection, func.sum(months.c.item_count)).where(mine).group_by(months.c.selection)
        counts |= {by_path[path]: number for path, number in connection.execute(sums)}
    return LastYear(start, end, counts)


def _count_found(connection: Connection, selection: Selection) -> dict[date, int]:
    found: Counter[date] = Counter()
    for day, number in Found(connection, selection).count_days().items():
        found[day.replace(day=1)] += number
    return dict(found)


def _first_day(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _first_of_twelve(end: SourceDate) -> SourceDate:
    """The first of the twelve months that end with this one."""
    day = end.day
    if day.month == _DECEMBER:
        return replace(end, day=day.replace(month=1))
    return replace(end, day=date(max(day.year - 1, MINYEAR), day.month + 1, 1))
