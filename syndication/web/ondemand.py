"""Documents that nobody has published: of unions, of searches and of the past, rendered when they are asked for.

They are kept in memory until a feed that they are made of changes, so that many readers of one cost as much as one;
and who asks while one is being made waits for it.
"""

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
from syndication.web.flights import Flights
from syndication.web.reading_room import ReadingRoom
from syndication.web.rendered import Kept, Rendered, State
from syndication.web.seated import SeatedItems
from syndication.web.turns import Turns

PATIENCE_SECONDS = 5.0
"""How long a request waits for its turn, or for the one that is making its document."""


class OnDemand:
    """Finds such documents; threads may share it."""

    def __init__(self, settings: Settings, taxonomy: Taxonomy, reading_room: ReadingRoom) -> None:
        self._settings = settings
        self._reading_room = reading_room
        self._compiler = Compiler(SeatedItems(reading_room), settings, taxonomy, Renderer(settings, taxonomy))
        self._kept = Kept()
        self._flights = Flights[tuple[str, State], Rendered | None]()
        self._turns = Turns()

    def find(self, selection: Selection, period: Period | None, form: Format) -> Rendered | None:
        """The document of a selection, current or of a period; None for a period in which it has no item.

        While the archive does not answer, or too many documents are being made, what was made before is good
        enough; raises ArchiveError if there is none.
        """
        address = selection.address(form.suffix, period)
        try:
            return self._renew(address, selection, period, form)
        except ArchiveError:
            kept = self._kept.find(address)
            if kept is None:
                raise
            return kept

    def _renew(self, address: str, selection: Selection, period: Period | None, form: Format) -> Rendered | None:
        """What is kept while it is still true, else the document made anew, by this thread or another."""
        state = self._look_at_state(selection)

        def make() -> Rendered | None:
            return self._find_kept(address, state) or self._make(address, state, selection, period, form)

        try:
            return self._find_kept(address, state) or self._flights.join((address, state), make, PATIENCE_SECONDS)
        except TimeoutError as error:
            raise ArchiveError(f"{address} is still being made after {PATIENCE_SECONDS} s") from error

    def _look_at_state(self, selection: Selection) -> State:
        with self._reading_room.archive() as archive:
            change = archive.change(selection)
            return State(change.number, max(change.at, archive.last_edition()))

    def _find_kept(self, address: str, state: State) -> Rendered | None:
        kept = self._kept.find(address)
        return kept if kept is not None and kept.state == state else None

    def _make(
        self, address: str, state: State, selection: Selection, period: Period | None, form: Format
    ) -> Rendered | None:
        with self._turns.take(PATIENCE_SECONDS):
            documents = self._compile(selection, period, form)
            if documents is None:
                return None
            rendered = self._prepare(documents[0], address, state)
        self._kept.keep(address, rendered)
        return rendered

    def _compile(self, selection: Selection, period: Period | None, form: Format) -> tuple[Document, ...] | None:
        if period is None:
            return self._compiler.compile_current(selection, [form])
        return self._compiler.compile_period(selection, period, [form])

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
