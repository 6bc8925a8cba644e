"""What goes into the archive, and an item as it comes out."""

import datetime as dt
from dataclasses import dataclass
from datetime import datetime

from syndication.models.bulletins import Item, Picture
from syndication.models.categories import Category
from syndication.models.dates import SourceDate
from syndication.models.selections import Selection


@dataclass(frozen=True, slots=True)
class ClassifiedItem:
    """An item on its way into the archive."""

    item: Item
    categories: tuple[Category, ...]
    """Best first within each scheme; topics and regions together."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file or an item that cannot be trusted yet: it waits in quarantine for a person."""

    source: str
    line: int | None
    reason: str
    title: str | None = None
    selections: tuple[Selection, ...] = ()
    """The feeds that it would have reached."""
    ripe_on: dt.date | None = None
    """The day from which nothing speaks against it any more, if there is one."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read and classified: the archive takes it in whole or not at all."""

    source: str
    digest: str
    """SHA-256 of the file's bytes, hexadecimal; of a file that was not read, what else tells it from another."""
    url: str | None
    items: tuple[ClassifiedItem, ...]
    held: tuple[Held, ...] = ()
    as_of: dt.date | None = None
    """The newest date on the page: what the page says was true by then."""
    plan: int | None = None
    """The number of the plan with which it is held: it has no items then."""


@dataclass(frozen=True, slots=True)
class ArchivedItem:
    """An item as readers get it: the winning variant of all its sightings."""

    id: str
    """``tag:AUTHORITY,DATE:slug`` (RFC 4151); minted once."""
    path: str
    """``/items/YYYY/MM/DD/slug``: its permanent page."""
    title: str
    paragraphs: tuple[str, ...]
    date: SourceDate
    updated: datetime
    """Aware; moves only when what a reader sees has materially changed."""
    url: str | None
    """The item's own address at the source, if it has one."""
    page_url: str | None
    categories: tuple[Category, ...]
    sources: tuple[str, ...] = ()
    """Names of the files in which it was seen."""
    picture: Picture | None = None

    @property
    def published(self) -> datetime:
        """The source's date as an instant."""
        return self.date.instant

    @property
    def summary(self) -> str:
        return " ".join(self.paragraphs)
