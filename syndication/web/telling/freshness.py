"""Whether a feed is as fresh as it usually is: its newest item's age against the pauses between its last ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from statistics import median_low

DAYS = 25
"""Days with an item that tell a feed's pace: the two dozen pauses between them."""
_FEWEST_PAUSES = 3


class State(StrEnum):
    """What the age of the newest item means for this feed."""

    FRESH = "fresh"
    """It has paused as long before, lately."""
    QUIET = "quiet"
    """It has never paused so long, lately."""
    UNKNOWN = "unknown"
    """It has too few items to tell."""
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Freshness:
    """How a feed stands against its own pace, in days."""

    state: State
    newest: date | None = None
    age: int = 0
    usual: int | None = None
    """The median of its last pauses."""
    longest: int | None = None

    @property
    def urgency(self) -> float:
        """How much longer than ever it pauses; 0 for a feed that does not."""
        return self.age / self.longest if self.state is State.QUIET and self.longest else 0.0


def assess(days: Sequence[date], today: date) -> Freshness:
    """How fresh a feed is on a day, given the last days on which it had an item, the newest first."""
    if not days:
        return Freshness(State.EMPTY)
    pauses = [(later - earlier).days for later, earlier in pairwise(days)]
    age = max(0, (today - days[0]).days)
    if len(pauses) < _FEWEST_PAUSES:
        return Freshness(State.UNKNOWN, days[0], age)
    state = State.QUIET if age > max(pauses) else State.FRESH
    return Freshness(state, days[0], age, median_low(pauses), max(pauses))
