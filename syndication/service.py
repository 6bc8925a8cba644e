"""The parts of one site's service, opened together."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field

from syndication.archive import Archive
from syndication.classify import Classifier, Taxonomy, load_taxonomy
from syndication.config import Settings
from syndication.corrections import load_corrections
from syndication.documents import DocumentStore
from syndication.feeds import Renderer
from syndication.files import make_folder
from syndication.ingest.looks import Looks
from syndication.ingest.originals import Originals
from syndication.presses import REMEMBERED, Presses, setting_up_presses


@dataclass(frozen=True, slots=True)
class Service:
    """The parts that a cycle works with."""

    settings: Settings
    taxonomy: Taxonomy
    classifier: Classifier
    archive: Archive
    originals: Originals
    store: DocumentStore
    renderer: Renderer
    presses: Presses | None = None
    """Processes that compile feeds in the place of this one, if there are any."""
    looks: Looks = field(default_factory=Looks)


@contextmanager
def open_service(settings: Settings, *, with_presses: bool = False) -> Iterator[Service]:
    """Open archive and documents, if wanted with presses; raises ConfigError, ArchiveError or FolderError."""
    taxonomy = load_taxonomy(settings.folder)
    load_corrections(settings, taxonomy)  # read anew at each cycle; what is wrong at the start is told at once
    make_folder(settings.data_folder)
    site, url = settings.site, settings.archive_url
    with (
        setting_up_presses(settings, taxonomy) if with_presses else nullcontext() as presses,
        Archive.open(url, authority=site.authority, remembered=REMEMBERED) as archive,
    ):
        yield Service(
            settings,
            taxonomy,
            Classifier(taxonomy),
            archive,
            Originals(settings.originals_folder),
            DocumentStore(settings),
            Renderer(settings, taxonomy),
            presses,
        )
