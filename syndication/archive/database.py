"""Opening the database: one engine for each archive, short transactions, the schema at its newest revision."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError

from syndication.errors import ArchiveError, FolderError
from syndication.files import make_folder
from syndication.locks import alone

MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK_WAIT_SECONDS = 60
_SYNCHRONOUS = "FULL"
"""With WAL, what is committed is on the disk.

Refused: NORMAL, which spares that wait and is whole after a power cut, too, but without the last commits: subscribers
had then been shown items, and dates of documents, of which the archive knows nothing.
"""
_FOR_WRITERS = ("PRAGMA cache_size = -32768", "PRAGMA wal_autocheckpoint = 4000")
"""A cycle reads a thousand pages several times, and writes 600, most of them those of the cycle before."""
_ADVISORY_LOCK = 0x5359_4E44_0001
"""PostgreSQL's key of the one writer; the poller's is another (``election.py``)."""


def connect(address: str) -> Engine:
    """Return an engine whose database has the newest schema; safe in several processes at once.

    Raises ArchiveError, with the address (never its password), where that cannot be.
    """
    engine = _make_engine(address)
    try:
        _prepare(engine)
        _migrate(engine)
    except (SQLAlchemyError, OSError, FolderError) as error:
        engine.dispose()
        raise _cannot_open(engine.url, error) from error
    return engine


def refuse_older(address: str) -> None:
    """Raise ArchiveError if :func:`connect` would make the schema, or bring it to a newer revision; or could not."""
    engine = _make_engine(address)
    try:
        found = _revision(engine)
    except SQLAlchemyError as error:
        raise _cannot_open(engine.url, error) from error
    finally:
        engine.dispose()
    if found in {None, *known_revisions()} - {newest_revision()}:
        raise ArchiveError(
            f"{show_address(engine.url)}: expected an archive of schema {newest_revision()}, found "
            f"{found or 'none'}; run `syndication status`, which brings it there"
        )


def _make_engine(address: str) -> Engine:
    """An engine that has asked the database nothing yet; raises ArchiveError."""
    url = parse_address(address)
    shown = show_address(url)
    try:
        return create_engine(url, pool_pre_ping=True, connect_args=_connect_args(url))
    except ImportError as error:
        raise ArchiveError(
            f"{shown}: expected PostgreSQL's driver, but {error}; install syndication[postgres]"
        ) from error
    except (SQLAlchemyError, ValueError) as error:  # a ValueError is of an option in the address, such as ?timeout=x
        raise _cannot_open(url, error) from error


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One consistent look at the archive; raises ArchiveError when the database does not answer."""
    with _answering(engine), engine.connect() as connection:
        if not is_sqlite(engine):
            connection = connection.execution_options(isolation_level="REPEATABLE READ")  # as SQLite gives anyway
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine, *, keep: bool = True) -> Iterator[Connection]:
    """One transaction of the only writer: others wait for its end; an error, or ``keep=False``, undoes all of it.

    Raises ArchiveError when the database does not answer, such as when another program keeps it locked.
    """
    with (
        _answering(engine),
        engine.connect().execution_options(writes=True) as connection,
        connection.begin() as transaction,
    ):
        if not is_sqlite(engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _ADVISORY_LOCK})
        yield connection
        if not keep:
            transaction.rollback()


@contextmanager
def _answering(engine: Engine) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise ArchiveError(
            f"{show_address(engine.url)}: expected an archive that answers, but: {_tell_cause(engine.url, error)}"
        ) from error


def _cannot_open(url: URL, error: Exception) -> ArchiveError:
    return ArchiveError(f"{show_address(url)}: expected an archive that can be opened, but: {_tell_cause(url, error)}")


def _tell_cause(url: URL, error: Exception) -> str:
    """What the database's driver says, and what to do where that does not tell: SQLite names no folder."""
    cause = getattr(error, "orig", None) or error
    name, folder = getattr(cause, "sqlite_errorname", ""), Path(str(url.database)).parent
    if name.startswith(_FORBIDDEN):
        return f"{cause}; let the user who runs this write into {folder}, and into the files there"
    if name.startswith(_FULL):
        return f"{cause}; make room for {folder}: nothing is lost, and the next look at the inbox goes on"
    return str(cause)


_FORBIDDEN = ("SQLITE_CANTOPEN", "SQLITE_READONLY", "SQLITE_PERM")
"""What SQLite answers where it may not write; beside the database's file it needs others."""
_FULL = "SQLITE_FULL"


def parse_address(address: str) -> URL:
    """The database of an archive; raises ArchiveError for one that cannot hold any."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # not named as the cause: they may quote the address
        raise ArchiveError(
            "expected an address such as sqlite:////var/lib/feeds/archive.db, found one that cannot be "
            "read (not shown here, as it may hold a password)"
        ) from None
    if url.drivername in ("postgresql", "postgres"):
        url = url.set(drivername="postgresql+psycopg")
    if not (_is_sqlite(url) or url.drivername == "postgresql+psycopg"):
        raise ArchiveError(f"expected a database of sqlite or postgresql+psycopg, found {url.drivername!r}")
    if _is_sqlite(url) and url.database in (None, "", ":memory:"):
        raise ArchiveError(
            "expected the path of a file, found an SQLite database in memory, which no process can share"
        )
    return url


def file_of(url: URL) -> Path | None:
    """The file of an SQLite archive; None for any other database."""
    return Path(str(url.database)) if _is_sqlite(url) else None


def show_address(url: URL) -> str:
    """A database as people may see it: without a password, and without the options, where there may be one, too."""
    return url.set(query={}).render_as_string(hide_password=True)


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _connect_args(url: URL) -> dict[str, Any]:
    return {"timeout": _LOCK_WAIT_SECONDS} if _is_sqlite(url) else {}


def _prepare(engine: Engine) -> None:
    if not is_sqlite(engine):
        return
    make_folder(Path(str(engine.url.database)).parent)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin_on_sqlite)
    event.listen(engine, "handle_error", _part_with_read_only)


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # Python's sqlite3 would begin late, and only before a write
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA synchronous = {_SYNCHRONOUS}")


def _part_with_read_only(context: ExceptionContext) -> None:
    """Open the file again next time: SQLite reads alone where it could not open it for writing once (a full disk)."""
    name = getattr(context.original_exception, "sqlite_errorname", "")
    context.is_disconnect = context.is_disconnect or name.startswith("SQLITE_READONLY")


def _begin_on_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    if writes and "is_set_up_to_write" not in connection.info:
        connection.info["is_set_up_to_write"] = True
        for pragma in _FOR_WRITERS:
            connection.exec_driver_sql(pragma)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _migrate(engine: Engine) -> None:
    """Bring the schema to its newest revision; at that already, no lock is taken, so no writer is waited for."""
    if _revision(engine) == newest_revision():
        return
    from syndication.archive.upgrading import upgrade  # with Alembic, which takes a tenth of a second to load

    with _alone(engine), writing(engine) as connection:
        upgrade(connection, MIGRATIONS)


def _revision(engine: Engine) -> str | None:
    """The schema's revision; None before the first."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
        return revision


def newest_revision() -> str:
    """The number of the last migration, as its file is called: Alembic would load them all to tell it."""
    return max(known_revisions())


def known_revisions() -> frozenset[str]:
    """The numbers of all migrations."""
    return frozenset(file.stem[1:].partition("_")[0] for file in (MIGRATIONS / "versions").glob("v*.py"))


@contextmanager
def _alone(engine: Engine) -> Iterator[None]:
    """Keep other processes from opening the same SQLite file meanwhile: turning WAL on does not wait for its turn.

    On PostgreSQL the writer's advisory lock suffices.
    """
    if not is_sqlite(engine):
        yield
        return
    with alone(Path(f"{engine.url.database}.open")):
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            driver.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]  # sqlite3's own connection
        yield
