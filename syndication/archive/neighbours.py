"""Finding variants that might be the same story: those with a title, an opening or an address in common."""

from collections import defaultdict
from collections.abc import Collection, ItemsView, Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, select

from syndication.archive.batches import read_among
from syndication.archive.redating import find_partners
from syndication.archive.schema import variants

_CLUES = (variants.c.title_key, variants.c.opening_key, variants.c.url_key)
_WANTED: Select[Any] = select(variants.c.id, variants.c.month, *_CLUES)
_OF_MONTH = _WANTED.where(variants.c.month == bindparam("the_month"))
_DATED = _WANTED.where(variants.c.month.is_not(None))
_UNDATED = _WANTED.where(variants.c.month.is_(None))


def find_dated_neighbours(connection: Connection, ids: Collection[int]) -> set[int]:
    """The dated ones of these variants, with all that clues of their month and mended dates lead to, step by step."""
    reached: set[int] = set()
    fresh = [row for row in _rows(connection, ids) if row.month is not None]
    while fresh:
        reached |= {row.id for row in fresh}
        related = [
            row
            for month, its in _by_month(fresh)
            for row in _sharing_a_clue(connection, its, _OF_MONTH, the_month=month)
        ]
        partners = {id_ for pair in find_partners(connection, [row.id for row in fresh]) for id_ in pair}
        fresh = [row for row in (*related, *_rows(connection, partners - reached)) if row.id not in reached]
    return reached


def find_undated_neighbours(connection: Connection, ids: Collection[int]) -> set[int]:
    """The undated ones of these variants, and the undated ones that share a clue with any of them."""
    rows = _rows(connection, ids)
    found = _sharing_a_clue(connection, rows, _UNDATED)
    return {row.id for row in [*rows, *found] if row.month is None}


def find_dated_kin(connection: Connection, undated: Collection[int]) -> dict[int, set[int]]:
    """For each undated variant, the dated ones of whatever month that share a clue with it."""
    rows = _rows(connection, undated)
    dated = _sharing_a_clue(connection, rows, _DATED)
    kin: dict[tuple[int, str], set[int]] = {}
    for row in dated:
        for place, clue in _clues(row):
            kin.setdefault((place, clue), set()).add(row.id)
    return {row.id: set().union(*(kin.get(each, set()) for each in _clues(row))) for row in rows}


def _rows(connection: Connection, ids: Collection[int]) -> list[Row[Any]]:
    return list(read_among(connection, _WANTED, variants.c.id, ids))


def _by_month(rows: Iterable[Row[Any]]) -> ItemsView[str, list[Row[Any]]]:
    """Each month with its rows: asked for with its month, a common clue finds no more in a larger archive."""
    months: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        months[row.month].append(row)
    return months.items()


def _sharing_a_clue(
    connection: Connection, rows: Iterable[Row[Any]], wanted: Select[Any], **given: str
) -> list[Row[Any]]:
    """All wanted variants with a clue of these rows."""
    asked: dict[int, set[str]] = defaultdict(set)
    for place, clue in (each for row in rows for each in _clues(row)):
        asked[place].add(clue)
    found: dict[int, Row[Any]] = {}
    for place, clues in asked.items():
        found |= {row.id: row for row in read_among(connection, wanted, _CLUES[place], clues, **given)}
    return list(found.values())


_FIRST_CLUE = 2
"""Place of the first clue in a row."""


def _clues(row: Row[Any]) -> list[tuple[int, str]]:
    return [(place, clue) for place, clue in enumerate(row[_FIRST_CLUE:]) if clue is not None]
