"""What the archive tells its callers, beside items."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from syndication.models import ArchivedItem, Category, Selection, SourceDate


@dataclass(frozen=True, slots=True)
class Absorption:
    """What taking in readings changed."""

    added: tuple[str, ...]
    """Ids of new items, sorted."""
    revised: tuple[str, ...]
    """Ids of items that readers now see differently, sorted."""
    held: int
    """Entries that are new in quarantine."""
    touched: frozenset[Selection]
    """The feeds whose documents may differ now."""
    absent: tuple[str, ...] = ()
    """Ids of items that left the feeds, as no file tells of them any more, sorted."""
    plans: tuple["Plan", ...] = ()
    """What was held back for a person to decide; not counted in the rest."""

    def followed_by(self, other: "Absorption") -> "Absorption":
        """Both together, one after the other."""
        added = {*self.added, *other.added}
        return Absorption(
            added=tuple(sorted(added)),
            revised=tuple(sorted({*self.revised, *other.revised} - added)),
            held=self.held + other.held,
            touched=self.touched | other.touched,
            absent=tuple(sorted({*self.absent} - {*other.revised} | {*other.absent})),  # who is back is revised
            plans=(*self.plans, *other.plans),
        )


NOTHING = Absorption((), (), 0, frozenset())
"""What taking in nothing changes."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Files that together would change more than may be done without a person's word."""

    number: int
    sources: tuple[str, ...]
    excess: tuple[str, ...]
    """What they would do, each in a few words."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A content of a file that was taken in, at one time."""

    source: str
    digest: str
    together: int
    """The same for all that one absorption took in; no two absorptions have one."""
    at: datetime
    plan: int | None = None
    """The number of the plan with which it was held: nothing of it was taken in then."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive has of a file, and what that looked like when it was read."""

    source: str
    digest: str
    size: int | None = None
    """Bytes; None if the file must be read to tell whether it is the same."""
    changed_ns: int | None = None
    """When anything of it changed last, in nanoseconds since 1970."""
    plan: int | None = None
    """The number of the plan with which it is held."""


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


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The tombstone of an item: it does not return until a person takes the withdrawal back."""

    id: str
    path: str
    date: SourceDate
    withdrawn_at: datetime
    reason: str


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
class QuarantineEntry:
    """A file or an item that waits for a person, or for a page that gives its date."""

    number: int
    source: str
    line: int | None
    title: str | None
    reason: str
    selections: tuple[Selection, ...]
    """The feeds that it would have reached."""
    since: datetime
    digest: str
    """Of the file."""
    plan: int | None = None
    """The number of the plan with which its file is held."""


@dataclass(frozen=True, slots=True)
class Move:
    """An item that classifying anew gives other categories, or other reasons for them."""

    id: str
    title: str
    before: tuple[Category, ...]
    after: tuple[Category, ...]


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


@dataclass(frozen=True, slots=True)
class Poll:
    """One look at the inbox."""

    started: datetime
    finished: datetime
    files: int
    items: int
