"""Which of the processes on one archive polls: whoever holds its lock, until it resigns or dies."""

from pathlib import Path
from typing import IO, Protocol

import sqlalchemy as sa

from syndication.archive.database import file_of, parse_address
from syndication.config import Settings
from syndication.locks import try_to_hold

_ADVISORY_KEY = 0x73796E64
"""PostgreSQL's key of the poller's lock; the archive's writers have another (``archive/database.py``)."""


class Election(Protocol):
    """Decides which of the processes on one archive polls."""

    def win(self) -> bool:
        """Try to become the poller, or confirm it; true when this process is. May raise when the database is gone."""

    def resign(self) -> None:
        """Let another process take over."""


class FileElection:
    """The hold of a file beside an SQLite archive."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def win(self) -> bool:
        if self._file is None:
            self._file = try_to_hold(self._path)
        return self._file is not None

    def resign(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None


class AdvisoryElection:
    """An advisory lock in PostgreSQL, on a connection of its own: the server frees it when the session ends."""

    def __init__(self, url: sa.URL) -> None:
        self._engine = sa.create_engine(url, poolclass=sa.NullPool, isolation_level="AUTOCOMMIT")
        self._connection: sa.Connection | None = None

    def win(self) -> bool:
        if self._connection is not None:  # asked again: the lock lasts as long as the session answers
            return self._connection.scalar(sa.select(1)) == 1
        self._connection = self._engine.connect()
        won = self._connection.scalar(sa.select(sa.func.pg_try_advisory_lock(_ADVISORY_KEY)))
        if not won:
            self.resign()
        return bool(won)

    def resign(self) -> None:
        if self._connection is not None:
            self._connection.invalidate()  # a session that failed must not linger with the lock
            self._connection.close()
            self._connection = None


def election_for(settings: Settings) -> Election:
    """The election that fits the archive's database."""
    url = parse_address(settings.archive_url)
    file = file_of(url)
    return FileElection(file.with_name(f"{file.name}.poller")) if file else AdvisoryElection(url)
