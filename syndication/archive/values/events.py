"""What can happen to an item after its source told it, and what its readers are told of that."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from syndication.models import ArchivedItem, Category, Retraction, SourceDate


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The tombstone of an item: withdrawn by a person, or taken back by its source.

    It does not return until the person takes the withdrawal back, or a file tells it again.
    """

    id: str
    path: str
    date: SourceDate
    withdrawn_at: datetime
    reason: str = ""
    """A person's."""
    retraction: Retraction | None = None
    """How its source took it back; None where a person withdrew it."""


class EventKind(StrEnum):
    """What can happen to an item."""

    PUBLISHED = "published"
    """The date that its source gives it."""
    TAKEN_IN = "taken_in"
    """The archive met it first."""
    RETITLED = "retitled"
    REWORDED = "reworded"
    REDATED = "redated"
    RECATEGORISED = "recategorised"
    """The rules gave its new words other categories."""
    STATED = "stated"
    """The source says that it changed it, and not what."""
    DECIDED = "decided"
    """A person decided on its categories."""
    RELEASED = "released"
    """A person gave its categories back to the rules."""
    WITHDRAWN = "withdrawn"
    RETURNED = "returned"
    """A person took the withdrawal back."""
    TAKEN_BACK = "taken_back"
    """Its source tells it no more."""
    MET_AGAIN = "met_again"
    """A file tells again what was taken back."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an item."""

    kind: EventKind
    when: SourceDate | datetime
    """A day that its source gives, or a moment of this archive's."""
    source: str = ""
    """The file in which it was met first."""
    titles: tuple[str, str] | None = None
    """Before and after."""
    dates: tuple[SourceDate, SourceDate] | None = None
    """Before and after."""
    gained: tuple[Category, ...] = ()
    lost: tuple[Category, ...] = ()
    reason: str = ""
    """Why it was withdrawn."""
    retraction: Retraction | None = None
    """What took it back."""

    @property
    def instant(self) -> datetime:
        """Orders events."""
        return self.when.instant if isinstance(self.when, SourceDate) else self.when


@dataclass(frozen=True, slots=True)
class Amendment:
    """Something that changed an item for its readers after it had come out."""

    item: ArchivedItem | Withdrawn
    event: Event


@dataclass(frozen=True, slots=True)
class Move:
    """An item that classifying anew gives other categories, or other reasons for them."""

    id: str
    title: str
    before: tuple[Category, ...]
    after: tuple[Category, ...]
