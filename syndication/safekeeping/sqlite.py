"""Whole copies of SQLite databases, while others read and write them."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from syndication.archive import verifying
from syndication.archive.database import file_of, parse_address, show_address
from syndication.errors import ArchiveError

_WAIT_SECONDS = 60


def find_file(address: str, instead: str) -> Path:
    """The file of an SQLite archive; raises ArchiveError, which says what to do instead, for another database."""
    url = parse_address(address)
    file = file_of(url)
    if file is None:
        shown = show_address(url.set(drivername=url.get_backend_name()))
        raise ArchiveError(f"expected an SQLite archive, found {shown}; {instead.format(address=shown)}")
    return file


@contextmanager
def opened(file: Path, name: Path | None = None) -> Iterator[sqlite3.Connection]:
    """A database that is there; raises ArchiveError where there is none, or what is done in it fails.

    ``name`` is what people know it by, where it is only a copy.
    """
    if not file.is_file():
        raise ArchiveError(f"{name or file}: expected an archive, found no file")
    with explaining(name or file), closing(sqlite3.connect(file, timeout=_WAIT_SECONDS)) as connection:
        yield connection


@contextmanager
def explaining(file: Path) -> Iterator[None]:
    """Say which database it was that failed."""
    try:
        yield
    except sqlite3.Error as error:
        raise ArchiveError(f"{file}: expected an SQLite database that is whole, but: {error}") from error


def copy_database(source: Path, target: Path) -> None:
    """Make one database, which may be there already, equal to another, in one transaction of each.

    Others may go on reading and writing the source, and reading the target: they see it as it was or as it is then.
    Waits for the disk. Raises ArchiveError.
    """
    with opened(source) as origin, explaining(target), closing(sqlite3.connect(target, timeout=_WAIT_SECONDS)) as copy:
        with explaining(source):
            origin.execute("PRAGMA schema_version")  # a file that is no database is told before the target is blamed
        copy.execute("PRAGMA synchronous = FULL")
        origin.backup(copy)


def pack(file: Path) -> None:
    """Leave nothing of a database that only we use outside its one file. Raises ArchiveError."""
    with opened(file) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def find_damage(file: Path, name: Path | None = None) -> list[str]:
    """What is wrong in a database; none in one that is whole. ``name`` as in :func:`opened`. Raises ArchiveError."""
    with opened(file, name) as connection:
        return verifying.find_damage(connection.execute)


def count_rows(file: Path) -> dict[str, int]:
    """How many items and how many contents of files an archive holds; raises ArchiveError."""
    with opened(file) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 (own names)
            for table in ("items", "readings")
        }


def read_revision(file: Path) -> str | None:
    """The number of an archive's schema; None where there is none. Raises ArchiveError."""
    with opened(file) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone():
            return None
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


def remove(file: Path) -> None:
    """Take away a database that only we use, with what SQLite and the archive keep beside it."""
    for each in (file, *companions(file), file.with_name(f"{file.name}.open")):
        with suppress(FileNotFoundError):
            each.unlink()


def companions(file: Path) -> tuple[Path, ...]:
    """The files that SQLite keeps beside a database."""
    return tuple(file.with_name(f"{file.name}{suffix}") for suffix in ("-wal", "-shm", "-journal"))
