"""What one document of a feed holds, and the document itself."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol

from syndication.models.archived import ArchivedItem
from syndication.models.categories import Category
from syndication.models.dates import Period
from syndication.models.selections import Selection


@dataclass(frozen=True, slots=True)
class Retraction:
    """What took an item back: the last file that told it has another content, which tells it no more."""

    source: str | None
    """The file's name; None where no file took it back, but its words were found to be another item's."""
    as_of: date | None
    """The newest date of that content."""
    is_disowned: bool = False
    """Whether a person decided that this content, which told the item, was never its source's word."""


class Tombstone(Protocol):
    """What the archive tells of an item that was withdrawn or taken back, as far as a feed repeats it."""

    @property
    def id(self) -> str: ...

    @property
    def withdrawn_at(self) -> datetime: ...

    @property
    def reason(self) -> str: ...

    @property
    def retraction(self) -> Retraction | None: ...


@dataclass(frozen=True, slots=True)
class Correction:
    """A change of an item that its readers saw after it had come out."""

    item_id: str
    path: str
    """Of the item's page."""
    kind: str
    """What sort of change it is: an item has one of a kind at one time."""
    at: datetime
    title: str
    line: str
    """What changed, in plain words."""
    categories: tuple[Category, ...] = ()
    """The item's, as they are now."""

    @property
    def id(self) -> str:
        """The item's own tag with the change after it, in characters that RFC 4151, section 2.1, allows there."""
        return f"{self.item_id}/{self.kind}-{self.at.astimezone(UTC).isoformat().replace('+00:00', 'Z')}"


@dataclass(frozen=True, slots=True)
class Feed:
    """What one document of a selection holds, in whatever format; a function of archive and settings alone.

    It is the current document, or one of the archive documents that hold the past (RFC 5005 section 4).
    """

    selection: Selection
    id: str
    title: str
    description: str
    updated: datetime
    """The newest item's; for an empty feed the configured date."""
    items: tuple[ArchivedItem, ...]
    """Newest first; one day's in the order of their bulletin."""
    period: Period | None = None
    """What an archive document covers; None for the current document."""
    previous: Period | None = None
    """The archive document with what comes before: of the current document, with the first item it has no room for."""
    next: Period | None = None
    """The archive document with what comes after this one."""
    withdrawn: tuple[Tombstone, ...] = ()
    """Items that would stand among these, newest withdrawal first."""
    brief: bool = False
    """Whether the items show their summaries in place of their texts."""
    is_of_corrections: bool = False
    """Whether it holds, in place of items, what changed in those of the selection."""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes to publish at an address."""

    path: str
    """Below the base URL, with the format's suffix and the feed's query: ``/topics/mining.atom``."""
    media_type: str
    body: bytes
    items: tuple[str, ...] | None = None
    """The digest of each item that stands in it, as far as whoever made it knows them."""


_DIGEST_LENGTH = 16


def digest_item(written: bytes) -> str:
    """What tells an item as it stands in a document from others, and from itself in other words."""
    return hashlib.sha256(written).hexdigest()[:_DIGEST_LENGTH]
