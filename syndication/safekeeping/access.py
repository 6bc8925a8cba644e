"""Commands by hand, and what puts another archive in the place of theirs: never both at once.

Only an SQLite archive can be replaced under who has it open; in PostgreSQL its server sees to that.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from syndication.archive.database import file_of, parse_address
from syndication.config import Settings
from syndication.errors import SyndicationError
from syndication.locks import try_to_hold
from syndication.site_folder import make_data_folder


@contextmanager
def working(settings: Settings) -> Iterator[None]:
    """Keep the archive from being replaced; raises SyndicationError while it is."""
    with _holding(settings, "another archive is being put in the place of this one; try again later", shared=True):
        yield


@contextmanager
def keeping_out(settings: Settings) -> Iterator[None]:
    """Keep every command by hand from the archive; raises SyndicationError while one is at work."""
    with _holding(settings, "another command works on this archive; wait until it is done", shared=False):
        yield


@contextmanager
def _holding(settings: Settings, refusal: str, *, shared: bool) -> Iterator[None]:
    file = file_of(parse_address(settings.archive_url))
    if file is None:
        yield
        return
    make_data_folder(settings)
    held = try_to_hold(file.with_name(f"{file.name}.access"), shared=shared)
    if held is None:
        raise SyndicationError(refusal)
    with held:
        yield
