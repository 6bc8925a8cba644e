"""Finding variants that might be the same story: those with a title, an opening or an address in common."""

from collections.abc import Callable, Collection, Iterable
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from syndication.archive.batches import in_batches
from syndication.archive.schema import variants

_CLUES = (variants.c.title_key, variants.c.opening_key, variants.c.url_key)
_WANTED: Select[Any] = select(variants.c.id, variants.c.month, *_CLUES)


def find_dated_neighbours(connection: Connection, ids: Collection[int]) -> set[int]:
    """The dated ones of these variants, with all of their months that clues lead to, step by step."""
    reached: set[int] = set()
    fresh = [row for row in _rows(connection, ids) if row.month is not None]
    while fresh:
        reached |= {row.id for row in fresh}
        found = _sharing_a_clue(connection, fresh, lambda row, clue: (row.month, clue))
        fresh = [row for row in found if row.id not in reached]
    return reached


def find_undated_neighbours(connection: Connection, ids: Collection[int]) -> set[int]:
    """The undated ones of these variants, and the undated ones that share a clue with any of them."""
    rows = _rows(connection, ids)
    found = _sharing_a_clue(connection, rows, lambda row, clue: clue)
    return {row.id for row in [*rows, *found] if row.month is None}


def find_dated_kin(connection: Connection, undated: Collection[int]) -> dict[int, set[int]]:
    """For each undated variant, the dated ones of whatever month that share a clue with it."""
    rows = _rows(connection, undated)
    dated = [row for row in _sharing_a_clue(connection, rows, lambda row, clue: clue) if row.month is not None]
    kin: dict[tuple[int, str], set[int]] = {}
    for row in dated:
        for place, clue in _clues(row):
            kin.setdefault((place, clue), set()).add(row.id)
    return {row.id: set().union(*(kin.get(each, set()) for each in _clues(row))) for row in rows}


def _rows(connection: Connection, ids: Collection[int]) -> list[Row[Any]]:
    return [row for batch in in_batches(ids) for row in connection.execute(_WANTED.where(variants.c.id.in_(batch)))]


def _sharing_a_clue(
    connection: Connection, rows: Iterable[Row[Any]], scope: Callable[[Row[Any], str], object]
) -> list[Row[Any]]:
    """All variants with a clue of these rows; ``scope`` says what must agree besides the clue."""
    asked: dict[int, dict[object, str]] = {place: {} for place in range(len(_CLUES))}
    for row in rows:
        for place, clue in _clues(row):
            asked[place][scope(row, clue)] = clue
    found: dict[int, Row[Any]] = {}
    for place, clues in asked.items():
        for batch in in_batches(set(clues.values())):
            answer = connection.execute(_WANTED.where(_CLUES[place].in_(batch)))
            found |= {row.id: row for row in answer if scope(row, row[_FIRST_CLUE + place]) in clues}
    return list(found.values())


_FIRST_CLUE = 2
"""Place of the first clue in a row."""


def _clues(row: Row[Any]) -> list[tuple[int, str]]:
    return [(place, clue) for place, clue in enumerate(row[_FIRST_CLUE:]) if clue is not None]
