"""What a person's decision on former contents of a file changes."""

from dataclasses import dataclass
from datetime import datetime

from syndication.models import ArchivedItem, Selection


@dataclass(frozen=True, slots=True)
class Content:
    """A content that a file had."""

    digest: str
    read_at: datetime
    items: int
    """How many it shows."""


@dataclass(frozen=True, slots=True)
class Disowning:
    """Contents that were disowned, or are the source's word again."""

    contents: tuple[Content, ...]
    """The first read first."""
    left: tuple[ArchivedItem, ...]
    """Items that leave the feeds, the newest first."""
    come: tuple[ArchivedItem, ...]
    """Those that come or return: also as the file speaks by an older content then."""
    touched: frozenset[Selection]
    """The feeds that differ."""
