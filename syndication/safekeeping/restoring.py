"""The way back from a backup, and from any archive that shall take the place of the one in use."""

import os
import re
import shutil
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from syndication.archive import Archive, Publication
from syndication.archive.database import known_revisions
from syndication.archive.succession import Legacy
from syndication.config import Settings
from syndication.documents import Manifest
from syndication.election import election_for
from syndication.errors import ArchiveError, SyndicationError
from syndication.files import make_folder
from syndication.ingest.originals import Originals, unpack
from syndication.safekeeping import sqlite
from syndication.safekeeping.access import keeping_out
from syndication.safekeeping.backup import ARCHIVE_NAME

_OF_POSTGRESQL = "its own tool does this: pg_restore --clean --dbname={address} FILE, then `syndication build`"
_ORIGINAL = re.compile(r"originals/([0-9a-f]{2})/(\1[0-9a-f]{62})\.zst")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put in place."""

    items: int
    readings: int
    originals: int
    """Originals that the backup held."""
    replaced: Path | None
    """Where the former archive is now; None if there was none."""


def restore(settings: Settings, file: Path, now: datetime) -> Restored:
    """Put the archive of a backup in the place of the one in use, which is kept beside it.

    Raises ArchiveError for a file that is no backup of this site, or is damaged; nothing is changed then. Documents
    are left as they are: publish them next.
    """
    target = sqlite.find_file(settings.archive_url, _OF_POSTGRESQL)
    with being_alone(settings), beside(target) as copy:
        originals = _unpack(file, copy, Originals(settings.originals_folder))
        check_schema(copy, file)
        check_origin(copy, file, settings.site.authority)
        counts = sqlite.count_rows(copy)
        replaced = install(settings, copy, now)
    return Restored(counts["items"], counts["readings"], originals, replaced)


@contextmanager
def being_alone(settings: Settings) -> Iterator[None]:
    """Keep every poller and every command by hand out; raises SyndicationError while one is at work."""
    election = election_for(settings)
    try:
        if not election.win():
            raise SyndicationError("a service polls on this archive: stop it first, and start it again afterwards")
        with keeping_out(settings):
            yield
    finally:
        election.resign()


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """The place of a database to work on beside another; it is gone in the end."""
    file = target.with_name(f".{target.name}.{os.getpid()}.new")
    make_folder(target.parent)
    sqlite.remove(file)
    try:
        yield file
    finally:
        sqlite.remove(file)


def check_schema(copy: Path, file: Path) -> None:
    """Raise ArchiveError unless a database is a whole archive, of a schema that we know."""
    if damage := sqlite.find_damage(copy, file):
        raise ArchiveError(f"{file}: expected an archive that is whole, but {damage[0]}")
    with sqlite.opened(copy, file) as connection:
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}
        if not {"alembic_version", "items", "readings"} <= tables:
            raise ArchiveError(f"{file}: expected a backup of an archive, found another database")
        [revision] = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision not in known_revisions():
        raise ArchiveError(
            f"{file}: expected a schema up to {max(known_revisions())}, found {revision}: it was made by a newer "
            "version of the program; install that"
        )


def check_origin(copy: Path, file: Path, authority: str) -> None:
    """Raise ArchiveError unless an archive, which gets the newest schema, is this site's."""
    with Archive.open(f"sqlite:///{copy.absolute()}", authority=authority) as archive:
        found = archive.foreign_authorities()
    if found:
        raise ArchiveError(
            f"{file}: expected items of {authority} (site.authority), found those of {', '.join(sorted(found))}: it is "
            "the backup of another site"
        )


def install(settings: Settings, copy: Path, now: datetime) -> Path | None:
    """Put an archive in the place of the one in use; return where that one is kept, if there was one.

    No validator goes back: of an archive that can be read no more, the published documents tell the dates.
    """
    target = sqlite.find_file(settings.archive_url, _OF_POSTGRESQL)
    replaced = target.with_name(f"{target.name}.replaced-{now:%Y%m%dT%H%M%S%fZ}") if target.exists() else None
    is_whole = replaced is not None and _is_whole(target)
    legacy = _legacy_of(settings) if is_whole else _legacy_of_documents(settings.documents_folder)
    with Archive.open(f"sqlite:///{copy.absolute()}", authority=settings.site.authority) as archive:
        archive.succeed(legacy, now)
    sqlite.pack(copy)
    if replaced is not None and is_whole:
        sqlite.copy_database(target, replaced)
        sqlite.pack(replaced)
    elif replaced is not None:
        _move(target, replaced)
    sqlite.copy_database(copy, target)
    return replaced


def _is_whole(file: Path) -> bool:
    try:
        return not sqlite.find_damage(file)
    except ArchiveError:
        return False


def _move(file: Path, to: Path) -> None:
    """Move a damaged database with all that may help to mend it."""
    for each, its in zip((file, *sqlite.companions(file)), (to, *sqlite.companions(to)), strict=True):
        if each.exists():
            each.replace(its)


def _legacy_of(settings: Settings) -> Legacy:
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        return archive.legacy()


def _legacy_of_documents(folder: Path) -> Legacy:
    """The dates that were given; what was recorded beside them is lost, so every document gets a later one."""
    manifest = Manifest.load(folder) or Manifest({})
    return Legacy(tuple(Publication(path, "", entry.last_modified) for path, entry in manifest.items()))


def _unpack(file: Path, copy: Path, originals: Originals) -> int:
    """Copy the archive of a backup, and keep its originals; return how many these are."""
    try:
        if not tarfile.is_tarfile(file):
            sqlite.copy_database(file, copy)
            return 0
        with tarfile.open(file) as tar:
            return _unpack_tar(tar, copy, originals, file)
    except (OSError, tarfile.TarError, KeyError) as error:
        raise ArchiveError(f"{file}: expected a backup that can be read, but {error}") from error


def _unpack_tar(tar: tarfile.TarFile, copy: Path, originals: Originals, file: Path) -> int:
    """Nothing is written but what has the names that we give, at the places that we choose."""
    number = 0
    archive = tar.extractfile(ARCHIVE_NAME)
    if archive is None:
        raise ArchiveError(f"{file}: expected {ARCHIVE_NAME} in it, found none")
    with copy.open("wb") as stream:
        shutil.copyfileobj(archive, stream)
    with originals.keeping() as keep:
        for member in tar:
            found = _ORIGINAL.fullmatch(member.name)
            if found and (stream_of := tar.extractfile(member)):
                keep(unpack(stream_of.read(), found[2], f"{file}: {member.name}"))
                number += 1
    return number
