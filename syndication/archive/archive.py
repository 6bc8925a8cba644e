"""The archive as the rest of the service sees it."""

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType

from sqlalchemy import Engine

from syndication.archive import database, reading, records
from syndication.archive.values import Poll, Publication, Tally, Withdrawn
from syndication.models import ArchivedItem, Selection


class Archive:
    """Every item ever seen, in one database; all methods are safe in several threads and processes."""

    def __init__(self, engine: Engine, authority: str) -> None:
        self._engine = engine
        self._authority = authority

    @classmethod
    def open(cls, url: str, *, authority: str) -> "Archive":
        """Open the database at an SQLAlchemy address and bring its schema up to date.

        ``authority`` is the domain in new items' ids. Raises ArchiveError where the database cannot be opened.
        """
        return cls(database.connect(url), authority)

    def close(self) -> None:
        self._engine.dispose()

    def __enter__(self) -> "Archive":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def url(self) -> str:
        """The database's address, with its password."""
        return self._engine.url.render_as_string(hide_password=False)

    @property
    def is_sqlite(self) -> bool:
        return database.is_sqlite(self._engine)

    # --- items ----------------------------------------------------------------------------------------

    def newest(self, selection: Selection, limit: int, offset: int = 0) -> list[ArchivedItem]:
        """Items of a feed that are not withdrawn: newest first, one day's in the order of their bulletins."""
        with database.reading(self._engine) as connection:
            return reading.read_newest(connection, selection, limit, offset)

    def count(self, selection: Selection) -> int:
        with database.reading(self._engine) as connection:
            return reading.count_items(connection, selection)

    def counts(self) -> dict[Selection, Tally]:
        """Every selection that holds an item, with how many and the newest's date."""
        with database.reading(self._engine) as connection:
            return reading.tally_selections(connection)

    def item(self, id_or_path: str) -> ArchivedItem | Withdrawn | None:
        """The item with this id or at this path.

        The day in a path does not count: a page that gave only the month may have been followed by one with the
        day. The item's own ``path`` names the address to redirect to.
        """
        with database.reading(self._engine) as connection:
            return reading.read_one(connection, id_or_path)

    # --- records --------------------------------------------------------------------------------------

    def digests(self) -> dict[str, str]:
        """Source name to digest of every file taken in (its newest content), without forgotten ones."""
        with database.reading(self._engine) as connection:
            return records.read_digests(connection)

    def forget(self, source: str) -> None:
        """Let a file be read again; raises ArchiveError if it was never taken in."""
        with database.writing(self._engine) as connection:
            records.forget_source(connection, source)

    def publications(self) -> dict[str, Publication]:
        """Path to the document last published there."""
        with database.reading(self._engine) as connection:
            return records.read_publications(connection)

    def record_publications(self, published: Sequence[Publication]) -> None:
        with database.writing(self._engine) as connection:
            records.save_publications(connection, published)

    def record_poll(self, started: datetime, finished: datetime, files: int, items: int) -> None:
        with database.writing(self._engine) as connection:
            records.save_poll(connection, Poll(started, finished, files, items))

    def last_poll(self) -> Poll | None:
        with database.reading(self._engine) as connection:
            return records.read_poll(connection)
