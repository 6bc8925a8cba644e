"""Documents made on demand, as a process keeps them in memory."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from syndication.delivery import Offer
from syndication.recent import Recent

KEPT_BYTES = 32 * 1024 * 1024
"""What each process keeps of them: some hundreds."""
_ENTRY_BYTES = 8 * 1024
"""What one takes besides its bodies: header lines, tags, places in tables."""


class State(NamedTuple):
    """What a document was made from; it is made anew when this is another."""

    change: int
    at: datetime
    """When that came about: what Last-Modified says."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document in all its forms."""

    state: State
    offer: Offer
    bodies: Mapping[str, bytes]
    """Content coding, or ``identity``, to bytes."""

    @property
    def size(self) -> int:
        return sum(map(len, self.bodies.values())) + _ENTRY_BYTES


class Kept:
    """The documents made last, by address, within a bound; and the last one that is larger than that by itself.

    So who reads a very large one page by page, or many who read it, do not have it made each time.
    """

    def __init__(self) -> None:
        self._usual = Recent[str, Rendered](KEPT_BYTES)
        self._huge = Recent[str, Rendered](1)

    def find(self, address: str) -> Rendered | None:
        return self._usual.find(address) or self._huge.find(address)

    def keep(self, address: str, rendered: Rendered) -> None:
        self._usual.keep(address, rendered, rendered.size)  # which drops an older one, too, where this has no room
        if rendered.size > KEPT_BYTES:
            self._huge.keep(address, rendered, 1)
