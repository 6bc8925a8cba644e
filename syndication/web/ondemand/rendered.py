"""What is made on demand, documents and pages, as a process keeps it in memory."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from syndication.delivery import Offer
from syndication.delivery.negotiation import IDENTITY
from syndication.documents.copies import make_copies
from syndication.documents.manifest import Entry, Variant
from syndication.recent import Recent

KEPT_BYTES = 32 * 1024 * 1024
"""What each process keeps of them: some hundreds."""
_ENTRY_BYTES = 8 * 1024
"""What one takes besides its bodies: header lines, tags, places in tables."""
_NO_DATE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A document or a page in all its forms."""

    state: Hashable
    """What it was made from; it is made anew when this is another."""
    offer: Offer
    bodies: Mapping[str, bytes]
    """Content coding, or ``identity``, to bytes."""

    @property
    def size(self) -> int:
        return sum(map(len, self.bodies.values())) + _ENTRY_BYTES


def prepare(
    body: bytes, *, media_type: str, max_age: int, link: str, state: Hashable = None, dated: datetime | None = None
) -> Rendered:
    """Compress what was rendered, and make its validators; ``dated`` is its Last-Modified, where it has one."""
    plain, copies = Variant.plain(body), make_copies(body)
    entry = Entry(
        media_type=media_type,
        last_modified=dated or _NO_DATE,
        max_age=max_age,
        link=link,
        plain=plain,
        copies={coding: plain.copy(coding, copy) for coding, copy in copies.items()},
    )
    return Rendered(state, Offer(entry, is_dated=dated is not None), {IDENTITY: body, **copies})


class Kept:
    """What was made last, by key, within a bound; and the last one that is larger than that by itself.

    So who reads a very large one page by page, or many who read it, do not have it made each time.
    """

    def __init__(self) -> None:
        self._usual = Recent[Hashable, Rendered](KEPT_BYTES)
        self._huge = Recent[Hashable, Rendered](1)

    def find(self, key: Hashable) -> Rendered | None:
        return self._usual.find(key) or self._huge.find(key)

    def keep(self, key: Hashable, rendered: Rendered) -> None:
        self._usual.keep(key, rendered, rendered.size)  # which drops an older one, too, where this has no room
        if rendered.size > KEPT_BYTES:
            self._huge.keep(key, rendered, 1)
