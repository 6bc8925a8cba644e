"""Values cut into pieces that a statement can take."""

from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, bindparam
from sqlalchemy.sql.elements import ColumnElement

from syndication.batches import cut

T = TypeVar("T")

_BATCH = 500
"""Values in one IN (...): every engine takes so many."""
_AMONG = "among"
"""The name of these values among what a statement is given."""


def in_batches(values: Collection[T]) -> Iterator[list[T]]:
    """Cut values into lists short enough for a statement's parameters."""
    return cut(values, _BATCH)


def read_among(
    connection: Connection, wanted: Select[Any], column: ColumnElement[Any], values: Collection[Any], **given: Any
) -> Iterator[Row[Any]]:
    """The rows in which a column has one of these values, however many values there are.

    What the statement asks for besides is ``given``. A statement that is made once, for its module, costs a third.
    """
    among = _narrow(wanted, column)
    for batch in in_batches(values):
        yield from connection.execute(among, {_AMONG: batch, **given}).all()


@lru_cache(256)
def _narrow(wanted: Select[Any], column: ColumnElement[Any]) -> Select[Any]:
    return wanted.where(column.in_(bindparam(_AMONG, expanding=True)))
