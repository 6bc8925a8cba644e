"""One new file costs the same in a large archive: no statement reads a table that grows with the archive as a whole."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from syndication.archive import Archive, database
from syndication.models import ALL, Selection
from tests.archive.conftest import AUTHORITY
from tests.archive.pages import NOW, TEXT, page, tell

IN_WATER, WATER_OR_SNOW = Selection.of("water"), Selection.union(topics=("water", "snow"))
START, END = date(2010, 1, 1), date(2011, 1, 1)
BOUNDED = ("tallies", "changes", "editions", "polls", "years", "days")
"""A row for each feed of the catalogue, for each year of the archive, for so many days as are asked for, or one."""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = database.connect(f"sqlite:///{tmp_path / 'archive.db'}")
    yield engine
    engine.dispose()


def plans_of(engine: Engine, act: Callable[[Archive], object]) -> set[str]:
    """How SQLite finds what is asked for meanwhile."""
    told: list[tuple[str, Any]] = []

    def note(_c: object, _cursor: object, statement: str, parameters: Any, _context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            told.append((statement, parameters[0] if many else parameters))

    event.listen(engine, "before_cursor_execute", note)
    act(Archive(engine, AUTHORITY))
    event.remove(engine, "before_cursor_execute", note)
    with engine.connect() as connection:
        plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given) for statement, given in told]
        return {row.detail for plan in plans for row in plan}


def scans_of(engine: Engine, act: Callable[[Archive], object]) -> set[str]:
    """The plan of each whole table or whole index that SQLite reads meanwhile."""
    scans = {detail for detail in plans_of(engine, act) if detail.startswith("SCAN")}
    return scans - {f"SCAN {table}" for table in BOUNDED}


def test_a_new_file_is_taken_in_without_reading_a_whole_table(engine: Engine) -> None:
    dated, undated = page("a.html", tell(), tell("Snow", "", "2010-09")), page("home.html", tell(day=None))
    assert scans_of(engine, lambda archive: archive.absorb([dated, undated], NOW)) == set()


def test_what_was_withdrawn_is_told_again_without_reading_a_whole_table(engine: Engine) -> None:
    archive = Archive(engine, AUTHORITY)
    archive.absorb([page("a.html", tell())], NOW)
    archive.withdraw(archive.newest(ALL, 1)[0].id, "untrue", NOW)
    redated, reworded = tell(day="2010-08-19"), tell(text=f"Yes: {TEXT}")
    for retold in (page("b.html", redated), page("a.html", reworded)):
        plans = plans_of(engine, lambda archive, retold=retold: archive.absorb([retold], NOW))
        assert {detail for detail in plans if detail.startswith("SCAN")} == set()


def test_an_item_is_compared_with_what_is_of_its_month_however_often_its_words_were_used(engine: Engine) -> None:
    dated, undated = page("a.html", tell(), tell("Snow", "", "2010-09")), page("home.html", tell(day=None))
    plans = plans_of(engine, lambda archive: archive.absorb([dated, undated], NOW))
    looks = {detail for detail in plans if "variants_by_" in detail}
    assert looks
    assert {detail for detail in looks if "AND month" not in detail} == set()


def test_a_replaced_file_is_taken_in_without_reading_a_whole_table(engine: Engine) -> None:
    Archive(engine, AUTHORITY).absorb([page("a.html", tell(), tell("Snow", "", "2010-09"))], NOW)
    mended = page("a.html", tell(day="2010-08-19"), tell("Rain", day=None))
    assert scans_of(engine, lambda archive: archive.absorb([mended], NOW)) == set()


@pytest.mark.parametrize("selection", [ALL, IN_WATER, WATER_OR_SNOW], ids=str)
@pytest.mark.parametrize(
    "ask",
    [
        lambda archive, selection: archive.newest(selection, 25),
        lambda archive, selection: archive.within(selection, START, END),
        lambda archive, selection: archive.neighbours(selection, START, END),
        lambda archive, selection: archive.withdrawn(selection, None, None, 25),
        lambda archive, selection: archive.amendments(selection, 25),
        lambda archive, selection: archive.change(selection),
        lambda archive, selection: archive.count(selection),
        lambda archive, selection: archive.months(selection),
        lambda archive, selection: archive.years(selection.members),
        lambda archive, selection: archive.last_year(selection.members),
        lambda archive, selection: archive.latest_days(selection.members, 25),
    ],
    ids=[
        *("newest", "within", "neighbours", "withdrawn", "amendments"),
        *("change", "count", "months", "years", "last year", "days"),
    ],
)
def test_a_feed_is_read_without_reading_a_whole_table(
    engine: Engine, ask: Callable[[Archive, Selection], object], selection: Selection
) -> None:
    for title in ("Tests", "Water tests"):
        Archive(engine, AUTHORITY).absorb([page("a.html", tell(title))], NOW)
    assert scans_of(engine, lambda archive: ask(archive, selection)) == set()


def test_counts_and_what_is_due_are_read_without_reading_a_whole_table(engine: Engine) -> None:
    assert scans_of(engine, lambda archive: (archive.counts(), archive.due(), archive.digests(["a.html"]))) == set()


def test_what_is_ripe_is_found_without_reading_a_whole_table(engine: Engine) -> None:
    assert scans_of(engine, lambda archive: archive.ripe(START, 9)) == set()
