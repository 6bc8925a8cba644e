import sqlite3
import subprocess
import sys
import traceback
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import event, text

from syndication.archive import Archive, amendments, batches, database, searching
from syndication.archive.schema import metadata
from syndication.errors import ArchiveError
from syndication.models import ALL, REGIONS, TOPICS, Category, Held, Selection
from tests.archive.conftest import AUTHORITY
from tests.archive.pages import NOW, page, tell

pytestmark = pytest.mark.usefixtures("migrating")

OPEN_AND_COUNT = f"""
import sys
from syndication.archive import Archive
from syndication.models import ALL
sys.stdin.readline()
print(Archive.open(sys.argv[1], authority={AUTHORITY!r}).count(ALL))
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database that has no schema yet."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'archive.db'}"
    new_postgresql_url: Callable[[], str] = request.getfixturevalue("new_postgresql_url")
    return new_postgresql_url()


def test_migrations_make_the_schema(address: str) -> None:
    engine = database.connect(address)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": is_described})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def is_described(name: str | None, *_: object) -> bool:
    """Whether the tables should know it: all but the search's index, which is each engine's own."""
    return not (name or "").startswith("search_index")


def test_several_processes_may_open_a_new_archive_at_once(address: str) -> None:
    started = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_COUNT, address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[0].strip() for process in started] == ["0"] * 4


def test_what_was_absorbed_is_there_when_opened_again(address: str) -> None:
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", tell())], NOW)
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert archive.count(ALL) == 1


def test_a_newer_schema_than_ours_is_refused(address: str) -> None:
    engine = database.connect(address)
    with database.writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(ArchiveError, match="9999"):
        Archive.open(address, authority=AUTHORITY)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("nonsense", "expected an address such as"),
        ("mysql://localhost/feeds", "expected a database of sqlite or postgresql"),
        ("sqlite://", "expected the path of a file"),
        ("sqlite:////proc/nowhere/archive.db", "expected an archive that can be opened"),
        ("sqlite:////proc/nowhere/archive.db?timeout=soon", "expected an archive that can be opened"),
        ("postgresql://feeds:secret@127.0.0.1:1/feeds", "expected an archive that can be opened"),
        ("postgresql://feeds:secret@/feeds?host=one&host=other&port=1", "expected an archive that can be opened"),
    ],
)
def test_an_address_that_cannot_be_opened_says_why(url: str, told: str) -> None:
    with pytest.raises(ArchiveError, match=told) as caught:
        Archive.open(url, authority=AUTHORITY)
    assert "secret" not in str(caught.value)


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ArchiveError, match=r"install syndication\[postgres\]"):
        Archive.open("postgresql://127.0.0.1:1/feeds", authority=AUTHORITY)


def test_an_archive_that_another_program_keeps_locked_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_LOCK_WAIT_SECONDS", 0)
    with (
        Archive.open(f"sqlite:///{tmp_path / 'archive.db'}", authority=AUTHORITY) as archive,
        closing(sqlite3.connect(tmp_path / "archive.db")) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match=r"archive\.db: expected an archive that answers, but: .*locked"):
            archive.absorb([page("a.html", tell())], NOW)
        other.rollback()
        archive.absorb([page("a.html", tell())], NOW)


def test_a_file_that_may_not_be_written_is_told_with_what_to_do(tmp_path: Path) -> None:
    engine = database.connect(f"sqlite:///{tmp_path / 'archive.db'}")
    engine.dispose()
    event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    with Archive(engine, AUTHORITY) as archive, pytest.raises(ArchiveError, match=f"write into {tmp_path}"):
        archive.absorb([page("a.html", tell())], NOW)


def test_an_error_undoes_the_whole_absorb(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match=r":7: 'Nul': .* found a NUL character"):
        archive.absorb([page("good.html", tell()), page("bad.html", tell("Nul", "a\0b", line=7))], NOW)
    assert archive.digests() == {}


def test_half_a_surrogate_pair_is_refused_with_its_place(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="found half of a surrogate pair"):
        archive.absorb([page("bad.html", tell(text="\ud800"))], NOW)


@pytest.mark.parametrize("letters", ["𝔘𝔫𝔦", "é", "\\u0000", "'; DROP TABLE items; --", "%(x)s :y {z}"])
def test_any_text_survives(archive: Archive, letters: str) -> None:
    archive.absorb([page("a.html", tell(letters, letters))], NOW)
    item = archive.newest(ALL, 1)[0]
    assert (item.title, item.paragraphs) == (letters, (letters,))


def test_opening_an_archive_that_is_up_to_date_waits_for_no_writer(address: str) -> None:
    engine = database.connect(address)
    with database.writing(engine), Archive.open(address, authority=AUTHORITY) as second:
        assert second.count(ALL) == 0
    engine.dispose()


def all_there_is(archive: Archive) -> tuple[object, ...]:
    """Also what an older schema does not hold, but tells."""
    feeds = [Selection.of(topic, region) for topic in (None, "water", "roads") for region in (None, "north", "south")]
    listed = [(archive.newest(feed, 9), archive.withdrawn(feed, None, None, 9)) for feed in feeds]
    searches = [Selection.union(*terms, words="s*") for terms in ((), (["water"],), (["roads"], ["north", "south"]))]
    found = [archive.newest(search, 9) for search in searches]
    months = {feed: archive.months(feed) for feed in feeds}
    amended = [archive.amendments(feed, 9) for feed in feeds]
    return archive.contents(), archive.counts(), archive.due(), listed, found, months, amended


def test_an_archive_of_the_first_schema_keeps_everything_when_it_is_opened(address: str) -> None:
    categories = tuple(Category(*each, 1.0) for each in ((TOPICS, "water"), (TOPICS, "roads"), (REGIONS, "north")))
    told = (tell(categories=categories), tell("Pass shut", "Snow", categories=categories))
    pages = [page("a.html", *told, tell("Letter", "", "2010-09", categories=()), as_of="2010-09-30")]
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb(pages, NOW)
        water = archive.newest(Selection.of("water"), 1)[0].id
        archive.correct(water, {REGIONS: ("south",)}, NOW)
        archive.withdraw(water, "asked for", NOW)
        archive.settle(archive.due())
        archive.absorb([page("b.html", tell("Letter", "", "2010-10", categories=()))], NOW)
        archive.absorb([page("c.html", tell("Pass open", "Snow", categories=categories), as_of="2011-01-01")], NOW)
        before = all_there_is(archive)
    take_back(address, "0001")
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert all_there_is(archive) == before


def test_an_older_archive_dates_its_feeds_in_whole_seconds(address: str) -> None:
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", tell())], NOW + timedelta(microseconds=250_000))
        archive.settle(archive.due())
        archive.absorb([page("b.html", tell("Pass shut", "Snow"))], NOW + timedelta(seconds=5, microseconds=250_000))
    take_back(address, "0003")
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert archive.change(ALL).at == NOW + timedelta(seconds=5)


def take_back(address: str, revision: str) -> None:
    """Make an archive of an older schema of this one."""
    engine = database.connect(address)
    config = Config()
    config.set_main_option("script_location", str(Path(database.__file__).parent / "migrations"))
    with database.writing(engine) as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
    engine.dispose()


def test_every_item_that_stands_in_a_feed_is_indexed_when_the_index_is_new(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_BATCH", 2)
    water = Selection.union(["water"], words="story")
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", *(tell(f"Story {n}", f"Number {n}") for n in range(7)))], NOW)
        archive.withdraw(archive.newest(ALL, 1)[0].id, "asked for", NOW)
        before = archive.newest(water, 9)
    take_back(address, "0006")
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert archive.newest(water, 9) == before
    assert len(before) == 6


def test_indexes_that_are_there_are_not_made_anew(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", tell("Tests"))], NOW)
        archive.absorb([page("a.html", tell("Tests agreed"))], NOW + timedelta(days=1))
        before = all_there_is(archive)
    take_back(address, "0014")
    for module, name in ((amendments, "renew_amendments"), (searching, "index_words")):
        monkeypatch.setattr(module, name, lambda *_, **__: pytest.fail("made anew"))
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert all_there_is(archive) == before


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://feeds:s3cret@127.0.0.1:1/feeds",
        "postgresql://127.0.0.1:1/feeds?user=feeds&password=s3cret",
        "postgresql+psycopg://feeds:s3cret@127.0.0.1:five/feeds",
        "post gres://feeds:s3cret@127.0.0.1/feeds",
        "feeds:s3cret@127.0.0.1/feeds",
        "mysql://feeds:s3cret@127.0.0.1/feeds",
    ],
)
def test_no_error_tells_the_password(address: str) -> None:
    with pytest.raises(ArchiveError) as raised:
        Archive.open(address, authority=AUTHORITY)
    told = "".join(traceback.format_exception(raised.value))
    assert "s3cret" not in told


def test_an_older_archive_learns_the_day_for_which_its_entries_wait(address: str) -> None:
    told = "dated ahead of today: {}; mend the date in the file, or wait: it is read again when the day comes"
    held = [
        Held("a.html", line, told.format(day), ripe_on=date.fromisoformat(ripe))
        for line, day, ripe in ((1, "2021-01-05", "2021-01-04"), (2, "2021-02", "2021-01-31"))
    ]
    with Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb([page("a.html", held=(*held, Held("a.html", 3, "of absurd size")))], NOW)
        before = archive.quarantine()
    take_back(address, "0017")
    with Archive.open(address, authority=AUTHORITY) as archive:
        assert archive.quarantine() == before
        assert [archive.ripe(day, 9) for day in (date(2021, 1, 3), date(2021, 1, 4))] == [{}, archive.digests()]
