"""What the archive knows of the files that came, and of the looks at them."""

from dataclasses import dataclass
from datetime import datetime

from syndication.models import Selection


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
class Poll:
    """One look at the inbox."""

    started: datetime
    finished: datetime
    files: int
    items: int
