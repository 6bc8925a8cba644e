"""Values cut into pieces that a statement can take."""

from collections.abc import Collection, Iterator
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select
from sqlalchemy.sql.elements import ColumnElement

from syndication.batches import cut

T = TypeVar("T")

_BATCH = 500
"""Values in one IN (...): every engine takes so many."""


def in_batches(values: Collection[T]) -> Iterator[list[T]]:
    """Cut values into lists short enough for a statement's parameters."""
    return cut(values, _BATCH)


def read_among(
    connection: Connection, wanted: Select[Any], column: ColumnElement[Any], values: Collection[Any]
) -> Iterator[Row[Any]]:
    """The rows in which a column has one of these values, however many values there are."""
    for batch in in_batches(values):
        yield from connection.execute(wanted.where(column.in_(batch)))
