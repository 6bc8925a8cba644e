"""Documents that nobody has published: of unions, searches, the past and corrections, rendered when asked for.

They are kept in memory until a feed that they are made of changes.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from syndication.classify import ListedTerms
from syndication.config import Settings
from syndication.documents.policy import link_of, max_age_of
from syndication.feeds import Compiler, Renderer, digest_edition
from syndication.formats import Format
from syndication.models import Document, Period, Selection
from syndication.web.ondemand import keeping
from syndication.web.ondemand.corrections import Corrector
from syndication.web.ondemand.keeping import Keeping
from syndication.web.ondemand.rendered import Rendered, prepare
from syndication.web.ondemand.seated import SeatedItems
from syndication.web.ondemand.turns import Turns
from syndication.web.reading_room import ReadingRoom


class State(NamedTuple):
    """What a document was made from."""

    change: int
    at: datetime
    """When that came about."""
    is_noted: bool
    """Whether the archive knows that this program renders, with these settings; else ``at`` is no Last-Modified."""


class EmptyError(LookupError):
    """A feed has no item in a period, so no archive document for it."""


class OnDemand:
    """Finds such documents; threads may share it."""

    def __init__(self, settings: Settings, taxonomy: ListedTerms, reading_room: ReadingRoom) -> None:
        self._settings = settings
        self._reading_room = reading_room
        self._digest = digest_edition(settings, taxonomy)
        archive, renderer = SeatedItems(reading_room), Renderer(settings, taxonomy)
        self._compiler = Compiler(archive, settings, taxonomy, renderer)
        self._corrector = Corrector(archive, settings, taxonomy, renderer)
        self._keeping = Keeping()
        self._turns = Turns()

    def find(self, selection: Selection, period: Period | None, form: Format, charge: Callable[[], None]) -> Rendered:
        """The document of a selection, current or of a period; ``charge`` as :meth:`Keeping.find` has it.

        Raises EmptyError for a period in which it has no item, ArchiveError as :meth:`Keeping.find` does.
        """
        address = selection.address(form.suffix, period)
        return self._find(selection, address, lambda: self._compile(selection, period, form), charge)

    def find_corrections(self, selection: Selection, form: Format, charge: Callable[[], None]) -> Rendered:
        """The document that tells what changed in the items of a selection; ``charge`` and errors as there."""
        address = selection.corrections_address(form.suffix)
        return self._find(selection, address, lambda: self._corrector.compile(selection, form), charge)

    def _find(
        self, selection: Selection, address: str, make_document: Callable[[], Document], charge: Callable[[], None]
    ) -> Rendered:
        def make(state: State) -> Rendered:
            with self._turns.take(keeping.PATIENCE_SECONDS):
                return self._prepare(make_document(), address, state)

        return self._keeping.find(address, lambda: self._look_at_state(selection), make, charge)

    def _look_at_state(self, selection: Selection) -> State:
        with self._reading_room.archive() as archive:
            change, edition = archive.change(selection), archive.last_edition()
        return State(change.number, max(change.at, edition.at), edition.digest == self._digest)

    def _compile(self, selection: Selection, period: Period | None, form: Format) -> Document:
        if period is None:
            return self._compiler.compile_current(selection, [form])[0]
        documents = self._compiler.compile_period(selection, period, [form])
        if documents is None:
            raise EmptyError(f"{selection.path} has no item in {period}")
        return documents[0]

    def _prepare(self, document: Document, address: str, state: State) -> Rendered:
        return prepare(
            document.body,
            media_type=document.media_type,
            max_age=max_age_of(address, self._settings),
            link=link_of(address, self._settings, is_published=False),
            state=state,
            dated=state.at if state.is_noted else None,
        )
