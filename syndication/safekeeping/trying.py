"""Looking at what a site would do, without making or changing anything of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from syndication.archive.database import file_of, newest_revision, parse_address, refuse_older
from syndication.config import Settings
from syndication.safekeeping import sqlite


@contextmanager
def on_trial(settings: Settings) -> Iterator[Settings]:
    """Settings with which the archive can be opened, and nothing is written by that.

    In the place of an SQLite archive that would have to be made first, or brought to a newer schema, there is a new
    one, or a copy, in a temporary folder. Raises ArchiveError for one that cannot be read, and for one on PostgreSQL
    that would have to be made or brought to a newer schema first.
    """
    file = file_of(parse_address(settings.archive_url))
    if file is None:
        refuse_older(settings.archive_url)
        yield settings
        return
    if file.is_file() and sqlite.read_revision(file) == newest_revision():
        yield settings
        return
    with TemporaryDirectory() as folder:
        stand_in = Path(folder) / file.name
        if file.is_file():
            sqlite.copy_database(file, stand_in)
        its = {"folder": Path(folder), "archive": f"sqlite:///{stand_in}", "originals": settings.originals_folder}
        yield settings.model_copy(update={"data": settings.data.model_copy(update=its)})
