"""The parts of one site's service, opened together."""

from collections.abc import Iterator
from contextlib import contextmanager
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

_REMEMBERED = 32_768
"""Items that stay in memory: as many as the feeds of a large site hold between them."""


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
    looks: Looks = field(default_factory=Looks)


@contextmanager
def open_service(settings: Settings) -> Iterator[Service]:
    """Open archive and documents; raises ConfigError, ArchiveError or FolderError."""
    taxonomy = load_taxonomy(settings.folder)
    load_corrections(settings.folder, taxonomy)  # read anew at each cycle; what is wrong at the start is told at once
    make_folder(settings.data_folder)
    site, url = settings.site, settings.archive_url
    with Archive.open(url, authority=site.authority, remembered=_REMEMBERED) as archive:
        originals, store = Originals(settings.originals_folder), DocumentStore(settings)
        yield Service(settings, taxonomy, Classifier(taxonomy), archive, originals, store, Renderer(settings, taxonomy))
