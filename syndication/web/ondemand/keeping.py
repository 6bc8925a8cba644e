"""What is made when somebody asks, kept for who asks next: in memory, until what it was made from is another."""

from collections.abc import Callable, Hashable
from typing import TypeVar

from syndication.errors import ArchiveError
from syndication.web.ondemand.flights import Flights
from syndication.web.ondemand.rendered import Kept, Rendered

S = TypeVar("S", bound=Hashable)
PATIENCE_SECONDS = 5.0
"""How long a request waits for its turn, or for the one that is making what it asks for."""


class Keeping:
    """Finds such things by their key; threads may share it.

    So many readers of one cost as much as one; and who asks while it is being made waits for it.
    """

    def __init__(self) -> None:
        self._kept = Kept()
        self._flights = Flights[tuple[Hashable, Hashable], Rendered]()

    def find(
        self, key: Hashable, look: Callable[[], S], make: Callable[[S], Rendered], charge: Callable[[], None]
    ) -> Rendered:
        """What is kept while the state that ``look`` gives is its own, else what ``make`` gives for that state.

        ``charge`` is called where nothing true is kept, before anything is made or waited for; it may raise.
        While the archive does not answer, or too much is being made, what was made before is good enough; raises
        ArchiveError if there is none.
        """
        try:
            return self._renew(key, look(), make, charge)
        except ArchiveError:
            kept = self._kept.find(key)
            if kept is None:
                raise
            return kept

    def _renew(self, key: Hashable, state: S, make: Callable[[S], Rendered], charge: Callable[[], None]) -> Rendered:
        """What is kept while it is still true, else made anew, by this thread or another."""

        def make_one() -> Rendered:
            return self._find_true(key, state) or self._make(key, state, make)

        if kept := self._find_true(key, state):
            return kept
        charge()
        try:
            return self._flights.join((key, state), make_one, PATIENCE_SECONDS)
        except TimeoutError as error:
            raise ArchiveError(f"{key} is still being made after {PATIENCE_SECONDS} s") from error

    def _find_true(self, key: Hashable, state: S) -> Rendered | None:
        kept = self._kept.find(key)
        return kept if kept is not None and kept.state == state else None

    def _make(self, key: Hashable, state: S, make: Callable[[S], Rendered]) -> Rendered:
        rendered = make(state)
        self._kept.keep(key, rendered)
        return rendered


def charge_nobody() -> None:
    """For what is few by itself: whoever asks, it is made once, and again when the archive has changed."""
