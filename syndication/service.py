"""The parts of one site's service, opened together."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import cached_property

from syndication.archive import Archive
from syndication.classify import Classifier, ListedTerms, load_taxonomy, load_terms
from syndication.config import Settings, blame, locate
from syndication.corrections import load_corrections
from syndication.documents import DocumentStore
from syndication.feeds import Renderer, digest_edition
from syndication.ingest.looks import Looks
from syndication.ingest.originals import Originals
from syndication.presses import REMEMBERED, Presses, setting_up_presses
from syndication.site_folder import make_data_folder


@dataclass(frozen=True)
class Service:
    """The parts that a cycle works with."""

    settings: Settings
    taxonomy: ListedTerms
    archive: Archive
    originals: Originals
    store: DocumentStore
    renderer: Renderer
    presses: Presses | None = None
    """Processes that compile feeds in the place of this one, if there are any."""
    looks: Looks = field(default_factory=Looks)

    @cached_property
    def classifier(self) -> Classifier:
        """Read when something is to be classified, as most commands classify nothing; raises ConfigError."""
        return Classifier(load_taxonomy(self.settings.folder))

    @cached_property
    def edition(self) -> str:
        """What the documents are made with, as a digest: program, settings and taxonomy."""
        return digest_edition(self.settings, self.taxonomy)


@contextmanager
def open_archive(settings: Settings, *, remembered: int = 0) -> Iterator[Archive]:
    """Open a site's archive for who writes to it or publishes it, with the folder that it is in.

    Raises ConfigError where the folder cannot be made, or the items' ids are of another authority: no reader would know
    what is published next for what it has. Raises ArchiveError for one that cannot be opened.
    """
    make_data_folder(settings)
    with Archive.open(settings.archive_url, authority=settings.site.authority, remembered=remembered) as archive:
        if found := archive.foreign_authorities():
            raise blame(settings, "site.authority", _tell_foreign(settings, found))
        yield archive


def _tell_foreign(settings: Settings, found: Iterable[str]) -> str:
    told = f"expected {' or '.join(sorted(found))}, as in the ids of this site's items, found {settings.site.authority}"
    if settings.folder == locate.ready("config") and "site.authority" not in settings.origins:
        return (
            f"{told}, which is that of the ready configuration: there is no config/{locate.FILE_NAME} in "
            f"{settings.root}; put it back, or name it with --config"
        )
    return (
        f"{told}; set it back, or, where nobody has subscribed yet, begin anew with an empty folder in the place of "
        f"{settings.data_folder} (data.folder)"
    )


@contextmanager
def open_service(settings: Settings, *, with_presses: bool = False, stays: bool = False) -> Iterator[Service]:
    """Open archive and documents, if wanted with presses; raises ConfigError or ArchiveError.

    One that ``stays`` reads the whole taxonomy now: whoever edits it meanwhile means the next start.
    """
    taxonomy = load_terms(settings.folder)
    load_corrections(settings, taxonomy)  # read anew at each cycle; what is wrong at the start is told at once
    with (
        setting_up_presses(settings, taxonomy) if with_presses else nullcontext() as presses,
        open_archive(settings, remembered=REMEMBERED) as archive,
    ):
        service = Service(
            settings,
            taxonomy,
            archive,
            Originals(settings.originals_folder),
            DocumentStore(settings),
            Renderer(settings, taxonomy),
            presses,
        )
        if stays:
            _ = service.classifier
        yield service
