"""Full-text search through the database's own engine: SQLite's FTS5, PostgreSQL's text search.

Both index the same text, folded by ourselves: without accents and case, one blank between two words. The categories
of an item stand beside its words as words that no search has, so that a search within feeds is one look. Rows are
numbered by day and place in the day: FTS5 then answers newest first without sorting what it found.
"""

import hashlib
from bisect import bisect
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import accumulate
from typing import Any

from sqlalchemy import Connection, Integer, Select, column, delete, func, insert, select, table
from sqlalchemy.sql.elements import ColumnElement

from syndication.archive.batches import in_batches, read_among
from syndication.archive.items import read_items
from syndication.archive.queries import Asked, read_query
from syndication.archive.schema import items, listings, searchable
from syndication.archive.words import fold_to_search
from syndication.models import ALL, ArchivedItem, Selection

_FTS5 = table("search_index", column("rowid", Integer), column("search_index"))
_PLACES = 2**20
"""Items that a day can number."""
_MOST_WORDS = 16_000
"""Of an item: PostgreSQL counts no further than to the 16,383rd where words follow each other."""
_MOST_BYTES = 500_000
"""In the words of an item: PostgreSQL refuses more than a megabyte, with what it notes of their places."""

_ROWS = select(searchable.c.item_id, searchable.c.row)
_ORDERED = select(items.c.id, items.c.day, items.c.day_order)
_MARK = "γ"
"""What the words for categories begin with: folding makes it ``y``, in a text as in a search."""


def index_words(
    connection: Connection, shown: Mapping[str, ArchivedItem], standing: Collection[str], changed: Collection[str]
) -> None:
    """Let the ``standing`` ones of these items be found, and the others no more.

    Writes only those that stand elsewhere than before, come or go, or are among the ``changed`` ones.
    """
    before, after = _load_rows(connection, shown), _make_rows(connection, standing)
    stale = {id_ for id_ in shown if before.get(id_) != after.get(id_)} | after.keys() & set(changed)
    for batch in in_batches(sorted(stale & before.keys())):
        connection.execute(delete(searchable).where(searchable.c.item_id.in_(batch)))
    new = sorted(stale & after.keys())
    if new:
        rows = [{"row": after[id_], "item_id": id_, "words": _words_of(shown[id_])} for id_ in new]
        connection.execute(insert(searchable), rows)


def index_archive(connection: Connection) -> None:
    """Let every item that stands in a feed be found, if none is yet: after a migration that empties the index."""
    if connection.scalar(select(searchable.c.row).limit(1)) is not None:
        return
    listed = connection.scalars(select(listings.c.item_id).where(listings.c.selection == ALL.path)).all()
    for batch in in_batches(listed):
        index_words(connection, read_items(connection, batch), batch, changed=())


def _load_rows(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    return {each.item_id: each.row for each in read_among(connection, _ROWS, searchable.c.item_id, ids)}


def _make_rows(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    return {row.id: _place_row(row.day, row.day_order) for row in read_among(connection, _ORDERED, items.c.id, ids)}


def _place_row(day: date, order: int) -> int:
    """The number of the row of an item: greater for what readers see earlier."""
    return _first_row(day) + _PLACES - 1 - order


def write_words(title: str, text: str, categories: Iterable[tuple[str, str]]) -> str:
    """What an item is found by: its first words in their order, then its categories, given as scheme and slug."""
    words = fold_to_search(f"{title} {text}")[:_MOST_WORDS]
    fitting = bisect(list(accumulate(len(word.encode()) for word in words)), _MOST_BYTES)
    return " ".join([*words[:fitting], *(_mark(*category) for category in categories)])


class Found:
    """The items of a selection with words; nothing is asked of the database before one of its methods is called."""

    def __init__(self, connection: Connection, selection: Selection) -> None:
        self._connection = connection
        asked = _ask(selection)
        self._row: ColumnElement[int]
        self._rows: Select[Any]
        if connection.dialect.name == "sqlite":
            self._row = _FTS5.c.rowid
            matching = _FTS5.c.search_index.op("MATCH")(_write_fts5(asked))
            self._rows = select(searchable.c.item_id).join_from(_FTS5, searchable, searchable.c.row == self._row)
        else:
            self._row = searchable.c.row
            matching = searchable.c.words.op("@@")(func.to_tsquery("simple", _write_tsquery(asked)))
            self._rows = select(searchable.c.item_id)
        self._rows = self._rows.where(matching)

    def newest(self, limit: int, offset: int = 0) -> list[str]:
        """Ids, newest first, one day's in its order."""
        wanted = self._rows.order_by(self._row.desc()).limit(limit).offset(offset)
        return list(self._connection.scalars(wanted))

    def within(self, start: date, end: date) -> list[str]:
        """Ids of those from the day ``start`` until before the day ``end``, newest first."""
        wanted = self._rows.where(self._row >= _first_row(start), self._row < _first_row(end))
        return list(self._connection.scalars(wanted.order_by(self._row.desc())))

    def neighbours(self, start: date, end: date) -> tuple[date | None, date | None]:
        """The newest day before ``start`` and the oldest from ``end`` on that have an item."""
        rows = self._rows.with_only_columns(self._row).limit(1)
        before = self._connection.scalar(rows.where(self._row < _first_row(start)).order_by(self._row.desc()))
        after = self._connection.scalar(rows.where(self._row >= _first_row(end)).order_by(self._row))
        return _day_of(before), _day_of(after)

    def count_days(self) -> dict[date, int]:
        """Each day that has an item, with how many, oldest first."""
        day = self._row // _PLACES
        counted = self._rows.with_only_columns(day, func.count()).group_by(day).order_by(day)
        return {date.fromordinal(ordinal): number for ordinal, number in self._connection.execute(counted)}

    def count(self) -> int:
        return self._connection.execute(select(func.count()).select_from(self._rows.subquery())).scalar_one()


def _words_of(item: ArchivedItem) -> str:
    return write_words(item.title, item.summary, ((category.scheme, category.slug) for category in item.categories))


def _mark(scheme: str, slug: str) -> str:
    """A category as a word of letters and digits to both engines, of which no search has even the first letter."""
    return f"{_MARK}{hashlib.sha256(f'{scheme}/{slug}'.encode()).hexdigest()[:16]}"


def _ask(selection: Selection) -> list[tuple[Asked, ...]]:
    """Of each of these at least one must be found."""
    words = [(asked,) for asked in read_query(selection.words)]
    marks = [[Asked((_mark(scheme, slug),)) for slug in slugs] for scheme, slugs in selection.schemes]
    return [*words, *map(tuple, marks)]


def _write_fts5(asked: Iterable[tuple[Asked, ...]]) -> str:
    """SQLite's language: sqlite.org/fts5.html, section 3. The words are letters and digits, and stand in quotes."""

    def write(each: Asked) -> str:
        return f'"{" ".join(each.words)}"' + "*" * each.is_beginning

    return " AND ".join(f"({' OR '.join(map(write, either))})" for either in asked)


def _write_tsquery(asked: Iterable[tuple[Asked, ...]]) -> str:
    """PostgreSQL's language: "Text Search Types" in its manual, section 8.11.2. The words are letters and digits."""

    def write(each: Asked) -> str:
        return f"({' <-> '.join(each.words)}{':*' * each.is_beginning})"

    return " & ".join(f"({' | '.join(map(write, either))})" for either in asked)


def _first_row(day: date) -> int:
    """The smallest row that an item of the day, or of a later one, can have."""
    return day.toordinal() * _PLACES


def _day_of(row: int | None) -> date | None:
    return None if row is None else date.fromordinal(row // _PLACES)
