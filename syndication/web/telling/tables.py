"""Feeds as a table: sorted, searched by name, and cut into pages, so that none is heavy."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from syndication.classify.folding import fold
from syndication.models import Selection, SourceDate

ROWS = 100
"""On a page: with all that stands around them some 50 KB."""


@dataclass(frozen=True, slots=True)
class Row:
    """A feed in the table."""

    selection: Selection
    name: str
    items: int
    newest: SourceDate | None
    subscribers: int


_KEYS: Mapping[str, Callable[[Row], Any]] = {
    "name": lambda row: fold(row.name).split(),
    "items": lambda row: -row.items,
    "latest": lambda row: -(row.newest.day if row.newest else date.min).toordinal(),
    "subscribers": lambda row: -row.subscribers,
}
"""What a column is sorted by when it is asked for first: names from A on, numbers and days from the greatest."""
COLUMNS = tuple(_KEYS)
_RISING = frozenset({"name"})


@dataclass(frozen=True, slots=True)
class View:
    """What of a table somebody wants to see."""

    sort: str = ""
    """A column, or one with ``-`` before it for the other way round; nothing for the order of the catalogue."""
    find: str = ""
    """Words that a feed's name must have."""
    page: int = 1

    def __post_init__(self) -> None:
        if self.sort and self.sort.removeprefix("-") not in _KEYS:
            raise ValueError(f"expected sort to be one of {', '.join(COLUMNS)}, or -{COLUMNS[0]}, found {self.sort!r}")

    @property
    def query(self) -> str:
        """What follows ``?`` in the address that shows it; nothing for the plain table."""
        asked = {"sort": self.sort, "find": self.find, "page": self.page if self.page > 1 else ""}
        return urlencode({name: value for name, value in asked.items() if value})

    def turn(self, page: int) -> "View":
        """Another page of the same."""
        return replace(self, page=page)

    def by(self, column: str) -> "View":
        """The first page sorted by a column; by the one it is sorted by already, the other way round."""
        return replace(self, sort=f"-{column}" if self.sort == column else column, page=1)

    def direction(self, column: str) -> str | None:
        """What ``aria-sort`` says of a column's heading; None for one that it is not sorted by."""
        if self.sort.removeprefix("-") != column:
            return None
        return "ascending" if (column in _RISING) is (self.sort == column) else "descending"


@dataclass(frozen=True, slots=True)
class Table:
    """A page of a table."""

    rows: Sequence[Row]
    view: View
    found: int
    """Feeds on all pages together."""
    pages: int


def make_table(rows: Iterable[Row], view: View, size: int = ROWS) -> Table | None:
    """The page that is wanted; None for one after the last."""
    found = _sort([row for row in rows if _is_named(row, view.find)], view.sort)
    pages = max(1, -(-len(found) // size))
    start = (view.page - 1) * size
    return Table(found[start : start + size], view, len(found), pages) if view.page <= pages else None


def _is_named(row: Row, find: str) -> bool:
    name = fold(row.name)
    return all(word in name for word in fold(find).split())


def _sort(rows: list[Row], sort: str) -> list[Row]:
    """Equals stay in the order of the catalogue, in both directions."""
    if not sort:
        return rows
    return sorted(rows, key=_KEYS[sort.removeprefix("-")], reverse=sort.startswith("-"))
