"""Documents that nobody has published: of unions, of searches and of the past, rendered when they are asked for.

They are kept in memory until a feed that they are made of changes, so that many readers of one cost as much as one.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from syndication.archive import Archive
from syndication.classify import Taxonomy
from syndication.config import Settings
from syndication.delivery import Offer
from syndication.delivery.negotiation import IDENTITY
from syndication.documents.copies import make_copies
from syndication.documents.manifest import Entry, Variant
from syndication.documents.policy import link_of, max_age_of
from syndication.errors import ArchiveError
from syndication.feeds import Compiler, Renderer
from syndication.formats import Format
from syndication.models import Document, Period, Selection
from syndication.recent import Recent
from syndication.web.reading_room import ReadingRoom

KEPT_BYTES = 32 * 1024 * 1024
"""What each process keeps of them: some hundreds."""


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
        return sum(map(len, self.bodies.values()))


class OnDemand:
    """Finds such documents; threads may share it."""

    def __init__(self, settings: Settings, taxonomy: Taxonomy, reading_room: ReadingRoom) -> None:
        self._settings = settings
        self._taxonomy = taxonomy
        self._reading_room = reading_room
        self._renderer = Renderer(settings, taxonomy)
        self._kept = Recent[str, Rendered](KEPT_BYTES)

    def find(self, selection: Selection, period: Period | None, form: Format) -> Rendered | None:
        """The document of a selection, current or of a period; None for a period in which it has no item.

        While the archive does not answer, what was made before is good enough; raises ArchiveError if there is none.
        """
        address = selection.address(form.suffix, period)
        kept = self._kept.find(address)
        try:
            with self._reading_room.archive() as archive:
                rendered = self._renew(archive, kept, address, selection, period, form)
        except ArchiveError:
            if kept is None:
                raise
            return kept
        if rendered is not None and rendered is not kept:
            self._kept.keep(address, rendered, rendered.size)
        return rendered

    def _renew(
        self,
        archive: Archive,
        kept: Rendered | None,
        address: str,
        selection: Selection,
        period: Period | None,
        form: Format,
    ) -> Rendered | None:
        """What is kept while it is still true, else the document made anew."""
        change = archive.change(selection)
        state = State(change.number, max(change.at, archive.last_edition()))
        if kept is not None and kept.state == state:
            return kept
        documents = self._compile(archive, selection, period, [form])
        return self._prepare(documents[0], address, state) if documents else None

    def _compile(
        self, archive: Archive, selection: Selection, period: Period | None, formats: Collection[Format]
    ) -> tuple[Document, ...] | None:
        compiler = Compiler(archive, self._settings, self._taxonomy, self._renderer)
        if period is None:
            return compiler.compile_current(selection, formats)
        return compiler.compile_period(selection, period, formats)

    def _prepare(self, document: Document, address: str, state: State) -> Rendered:
        plain, copies = Variant.plain(document.body), make_copies(document.body)
        entry = Entry(
            media_type=document.media_type,
            last_modified=state.at,
            max_age=max_age_of(address, self._settings),
            link=link_of(address, self._settings, is_published=False),
            plain=plain,
            copies={coding: plain.copy(coding, body) for coding, body in copies.items()},
        )
        return Rendered(state, Offer(entry), {IDENTITY: document.body, **copies})
