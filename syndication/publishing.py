"""From the archive to the published documents: those that are due, or all of them."""

import gc
import logging
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain, islice

from syndication.collecting import collecting_nothing
from syndication.feeds import CatalogueCompiler, every_selection, render_opml
from syndication.formats import CATALOGUE, FEED_FORMATS
from syndication.logs import log_event
from syndication.models import Document, Selection
from syndication.progress import Progress
from syndication.service import Service

_logger = logging.getLogger(__name__)

_OTHER_EDITION = (
    "the published documents were made with other settings (such as --port), another taxonomy or another version; the "
    "service that made them publishes this at its next look at the inbox; if none is running, run `syndication build`"
)


def publish_due(service: Service, now: datetime, progress: Progress[Selection] = iter) -> tuple[str, ...]:
    """Publish the feeds that the archive notes as due, and heal files that are missing; returns what changed.

    Nothing while the published documents are made with other settings, taxonomy or program than ours: half the tree
    would say one thing and half another. They stay due for whoever publishes those, or for a build.
    """
    with service.store.publishing(), collecting_nothing():
        if not is_publisher(service):  # asked here: before, another might still become the publisher
            log_event(_logger, "publishing_left", level=logging.WARNING, reason=_OTHER_EDITION)
            return ()
        due = service.archive.due()
        damaged = find_damaged(service)
        feeds = every_selection(service.taxonomy)
        wanted = [each for each in feeds if each in due or (damaged and paths_of(each) & damaged)]
        catalogue = [_catalogue(service)] if CATALOGUE in damaged else []
        changed = service.store.publish(
            chain(catalogue, render_documents(service, progress(wanted))), service.archive, now
        )
        service.archive.settle(due)
    return changed


def is_publisher(service: Service) -> bool:
    """Whether the published documents are made as we would make them; so they are before any has been."""
    noted = service.archive.last_edition().digest
    return noted in ("", service.edition)


def find_damaged(service: Service) -> frozenset[str]:
    """The addresses of documents that do not stand as recorded, if there is reason to look for any."""
    if not service.store.is_disturbed():
        return frozenset()
    return service.store.find_damaged(service.archive.publications().values())


def paths_of(selection: Selection) -> frozenset[str]:
    """The addresses of a feed's documents."""
    return frozenset(selection.address(form.suffix) for form in FEED_FORMATS)


def publish_all(service: Service, now: datetime, progress: Progress[Selection] = iter) -> tuple[str, ...]:
    """Render every feed and the catalogue anew, and take out what is none of them; returns what changed."""
    with service.store.publishing(), collecting_nothing():
        service.archive.edition(service.edition, now)
        due = service.archive.due()
        changed = service.store.publish(expected_documents(service, progress), service.archive, now)
        changed += service.store.retire_others(_expected_paths(service))
        service.archive.settle(due)
        gc.freeze()  # what is there now stays: Python's collector need never look at it again
    log_event(_logger, "build_finished", changed=len(changed))
    return changed


def find_unbuilt(service: Service) -> frozenset[str]:
    """The addresses at which nothing was ever published, before the first build: a cycle publishes what it changes.

    None once there was one: what is not there then is missing.
    """
    if service.archive.last_edition().digest:
        return frozenset()
    return _expected_paths(service) - service.archive.publications().keys()


def _expected_paths(service: Service) -> frozenset[str]:
    """The addresses of all documents that should be published."""
    return frozenset({CATALOGUE}).union(*map(paths_of, every_selection(service.taxonomy)))


def render_documents(service: Service, selections: Iterable[Selection]) -> Iterator[Document]:
    """The documents of some feeds, as the archive has them now."""
    compiler = CatalogueCompiler(service.archive, service.settings, service.taxonomy, service.renderer)
    return compiler.compile_each(selections)


def expected_documents(service: Service, progress: Progress[Selection] = iter) -> Iterator[Document]:
    """Every document that should be published, as the archive has it now."""
    yield _catalogue(service)
    selections = every_selection(service.taxonomy)
    if service.presses:
        documents = service.presses.compile_each(selections)
        for _ in progress(selections):
            yield from islice(documents, len(FEED_FORMATS))
    else:
        yield from render_documents(service, progress(selections))


def _catalogue(service: Service) -> Document:
    return render_opml(every_selection(service.taxonomy), service.settings, service.taxonomy)
