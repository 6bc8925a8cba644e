"""How much the archive holds, and when it came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from syndication.models import Selection, SourceDate


@dataclass(frozen=True, slots=True)
class Tally:
    """How much a selection holds."""

    items: int
    newest: SourceDate


@dataclass(frozen=True, slots=True)
class Page:
    """The permanent page of an item, for who lists them."""

    path: str
    updated: datetime


@dataclass(frozen=True, slots=True)
class LastYear:
    """The twelve months that end with the newest item's, and what feeds had in them. No clock counts."""

    start: SourceDate
    """The first month."""
    end: SourceDate
    """The last month."""
    counts: Mapping[Selection, int]
