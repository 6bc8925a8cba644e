"""When feeds changed, and what was published of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from syndication.models import Selection

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
"""When what has never changed did so."""


@dataclass(frozen=True, slots=True)
class Change:
    """The newest change of a feed; 0 at :data:`EPOCH` for one that has never had an item."""

    number: int
    """Grows with every change of the archive."""
    at: datetime
    """In whole seconds; later with every change of the archive, whatever the clock says."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What documents are made from beside the archive, as its publisher noted it."""

    digest: str
    """Stands for settings, taxonomy and program."""
    at: datetime
    """When it became this, in whole seconds."""


class Due(frozenset[Selection]):
    """Feeds whose documents are older than the archive, as of one look at it."""

    mark: int
    """The newest change that this look saw."""

    def __new__(cls, selections: Iterable[Selection], mark: int) -> "Due":
        self = super().__new__(cls, selections)
        self.mark = mark
        return self


@dataclass(frozen=True, slots=True)
class Publication:
    """A document as it was published: any replica writes the same file with the same validators."""

    path: str
    digest: str
    last_modified: datetime
