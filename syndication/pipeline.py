"""The order of things: scan, read, classify, absorb, publish. Every step is somebody else's.

One cycle by hand (``syndication ingest``) and one of the scheduler are the same call. The archive commits
before documents are published, and notes in the same transaction which feeds are due: a cycle that dies
between the two is completed by the next one.
"""

import gc
import hashlib
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path

from syndication.archive import Absorption, Archive
from syndication.classify import Classifier, Taxonomy, load_taxonomy
from syndication.config import Settings
from syndication.corrections import load_corrections
from syndication.documents import DocumentStore
from syndication.doubts import doubt_bulletin, find_doubts
from syndication.errors import BulletinError, ConfigError
from syndication.feeds import CatalogueCompiler, Renderer, digest_edition, every_selection, render_opml
from syndication.formats import CATALOGUE, FEED_FORMATS
from syndication.inbox import Digests, InboxFile, scan, stands_still
from syndication.logs import log_event
from syndication.models import Bulletin, ClassifiedItem, Document, Held, Item, Reading, Selection, selections_of
from syndication.originals import Originals

_logger = logging.getLogger(__name__)
_REMEMBERED = 32_768
"""Items that stay in memory: as many as the feeds of a large site hold between them."""

_LINK = "unread: a link"
"""In place of the digest of a file that is not opened."""

_OTHER_EDITION = (
    "the published documents were made with other settings (such as --port), another taxonomy or another version; the "
    "service that made them publishes this at its next look at the inbox; if none is running, run `syndication build`"
)

Progress = Callable[[Sequence[Selection]], Iterable[Selection]]
Keep = Callable[[bytes], None]


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
    digests: Digests = field(default_factory=Digests)


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle did."""

    read: tuple[str, ...]
    """Names of the files that were new or had changed."""
    waiting: tuple[str, ...]
    """Names of the files that may still be growing."""
    absorption: Absorption
    published: tuple[str, ...]
    """Addresses of the documents that changed."""


@contextmanager
def open_service(settings: Settings) -> Iterator[Service]:
    """Open archive and documents; raises ConfigError, ArchiveError or FolderError."""
    taxonomy = load_taxonomy(settings.folder)
    load_corrections(settings.folder, taxonomy)  # read anew at each cycle; what is wrong at the start is told at once
    settings.data_folder.mkdir(parents=True, exist_ok=True)
    site, url = settings.site, settings.archive_url
    with Archive.open(url, authority=site.authority, remembered=_REMEMBERED) as archive:
        originals, store = Originals(settings.originals_folder), DocumentStore(settings)
        yield Service(settings, taxonomy, Classifier(taxonomy), archive, originals, store, Renderer(settings, taxonomy))


def run_cycle(service: Service, now: datetime, paths: Sequence[Path] = (), progress: Progress = iter) -> CycleReport:
    """Take in what is new at ``paths`` (the inbox where none is given) and publish what that changes.

    The files are kept before the archive tells of them: what it was made from is there whenever the process dies.
    """
    with service.originals.keeping() as keep:
        readings, waiting = read_new(service, now, paths, keep)
    absorption = service.archive.absorb(readings, now)
    apply_corrections(service, now)
    published = publish_due(service, now, progress)
    service.archive.record_poll(now, datetime.now(UTC), len(readings), len(absorption.added))
    report = CycleReport(tuple(reading.source for reading in readings), waiting, absorption, published)
    _log(report)
    return report


def apply_corrections(service: Service, now: datetime) -> None:
    """Decide as the file of corrections says now. A file that is wrong decides nothing, and stops no cycle."""
    try:
        corrections = load_corrections(service.settings.folder, service.taxonomy)
    except ConfigError as error:
        log_event(_logger, "corrections_refused", level=logging.ERROR, reason=str(error))
        return
    if corrections:
        service.archive.correct_present([(each.id, each.decided) for each in corrections], now)


def preview_cycle(service: Service, now: datetime, paths: Sequence[Path] = ()) -> CycleReport:
    """What ``run_cycle`` would take in; nothing is written."""
    readings, waiting = read_new(service, now, paths)
    absorption = service.archive.preview(readings, now)
    return CycleReport(tuple(reading.source for reading in readings), waiting, absorption, ())


def _keep_nothing(_: bytes) -> None:
    """For who only looks."""


def read_new(
    service: Service, now: datetime, paths: Sequence[Path], keep: Keep = _keep_nothing
) -> tuple[list[Reading], tuple[str, ...]]:
    """Read every file that the archive does not have yet; also the names of those that must wait."""
    inbox = service.settings.inbox
    folders = service.settings.inbox_folders
    found = scan(paths or folders, folders, now_ns=int(now.timestamp() * 1e9), settle_seconds=inbox.settle_seconds)
    known = service.archive.digests([*(file.source for file in found.ready), *found.refused])
    read = (read_if_new(service, file, known.get(file.source), now, keep) for file in found.ready)
    links = [hold_link(name) for name in found.refused if known.get(name) != _LINK]
    return [*filter(None, read), *links], tuple(file.source for file in found.waiting)


def read_if_new(
    service: Service, file: InboxFile, known_digest: str | None, now: datetime, keep: Keep
) -> Reading | None:
    """Read and classify one file, and keep it.

    None for bytes that the archive has under this name, and a file gone or growing. One that the archive has, but that
    was not kept, is kept now.
    """
    if file.size > service.settings.inbox.max_bytes:
        return hold_unread(service, file, known_digest)
    try:
        digest = service.digests.of(file)
        is_known = digest == known_digest
        if is_known and service.originals.has(digest):
            return None
        data = file.path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}; check its permissions"
        # What was read of it before still holds; and it is held once, not at every look.
        return None if known_digest else Reading(file.source, "unread", None, (), (Held(file.source, None, reason),))
    if not stands_still(file):
        return None
    keep(data)
    return None if is_known else read_bulletin(service, data, file.source, now)


def hold_link(name: str) -> Reading:
    """Hold a link in the inbox to something outside of it: who may write here need not be let read there."""
    reason = "a link that leaves the inbox: expected a file; put a copy in its place"
    return Reading(name, _LINK, None, (), (Held(name, None, reason),))


def hold_unread(service: Service, file: InboxFile, known_digest: str | None) -> Reading | None:
    """Hold a file that is too large, once, by its size and time alone: to digest it could take minutes."""
    digest = f"unread: {file.size} bytes of {file.modified_ns}"
    limit = service.settings.inbox.max_bytes
    reason = (
        f"the file is too large: {file.size:,} bytes, expected at most {limit:,} (inbox.max_bytes); split it, or raise "
        "the setting and replay the entry"
    )
    if digest == known_digest:
        return None
    return Reading(file.source, digest, None, (), (Held(file.source, None, reason),))


def read_bulletin(service: Service, data: bytes, source: str, now: datetime) -> Reading:
    """Turn a file's bytes into classified items, or into the reason why there are none. Touches nothing."""
    from syndication.bulletins import parse_within  # with parsers of HTML, which take long to load

    digest = hashlib.sha256(data).hexdigest()
    limits = service.settings.inbox
    try:
        bulletin = parse_within(data, source, service.settings.bulletins, limits.read_seconds)
    except BulletinError as error:
        return Reading(source, digest, None, (), (Held(source, None, str(error)),))
    hidden = [Held(source, text.line, text.reason, text.title) for text in bulletin.hidden]
    if reason := doubt_bulletin(bulletin, limits):
        return Reading(source, digest, bulletin.url, (), (Held(source, None, reason), *hidden))
    dated = [date_item(item, bulletin) for item in bulletin.items]
    entries = [classify_item(service.classifier, item) for item in dated]
    doubts = find_doubts(bulletin, dated, limits, now)
    items = tuple(entry for entry, doubt in zip(entries, doubts, strict=True) if doubt is None)
    held = tuple(hold(entry, doubt) for entry, doubt in zip(entries, doubts, strict=True) if doubt is not None)
    return Reading(source, digest, bulletin.url, items, (*held, *hidden), as_of=_as_of(items))


def hold(entry: ClassifiedItem, reason: str) -> Held:
    """Hold an item back, with the feeds that it would have reached."""
    item = entry.item
    return Held(item.source, item.line, reason, item.title, tuple(selections_of(entry.categories)))


def date_item(item: Item, bulletin: Bulletin) -> Item:
    """An item without a date takes its bulletin's, where that has one."""
    return replace(item, date=bulletin.date) if item.date is None and bulletin.date else item


def classify_item(classifier: Classifier, item: Item) -> ClassifiedItem:
    """Give an item its categories."""
    return ClassifiedItem(item, classifier.classify(item.title, item.summary, item.caption))


def _as_of(items: Iterable[ClassifiedItem]) -> date | None:
    days = [day for entry in items for day in (entry.item.date and entry.item.date.day, entry.item.modified) if day]
    return max(days, default=None)


def publish_due(service: Service, now: datetime, progress: Progress = iter) -> tuple[str, ...]:
    """Publish the feeds that the archive notes as due, and heal files that are missing; returns what changed.

    Nothing while the published documents are made with other settings, taxonomy or program than ours: half the tree
    would say one thing and half another. They stay due for whoever publishes those, or for a build.
    """
    if not is_publisher(service):
        log_event(_logger, "publishing_left", level=logging.WARNING, reason=_OTHER_EDITION)
        return ()
    with service.store.publishing():
        due = service.archive.due()
        damaged = find_damaged(service)
        wanted = [each for each in every_selection(service.taxonomy) if each in due or paths_of(each) & damaged]
        catalogue = [_catalogue(service)] if CATALOGUE in damaged else []
        changed = service.store.publish(
            chain(catalogue, render_documents(service, progress(wanted))), service.archive, now
        )
        service.archive.settle(due)
    return changed


def is_publisher(service: Service) -> bool:
    """Whether the published documents are made as we would make them; so they are before any has been."""
    noted = service.archive.last_edition().digest
    return noted in ("", digest_edition(service.settings, service.taxonomy))


def find_damaged(service: Service) -> frozenset[str]:
    """The addresses of documents that do not stand as recorded, if there is reason to look for any."""
    if not service.store.is_disturbed():
        return frozenset()
    return service.store.find_damaged(service.archive.publications().values())


def paths_of(selection: Selection) -> frozenset[str]:
    """The addresses of a feed's documents."""
    return frozenset(selection.address(form.suffix) for form in FEED_FORMATS)


def build(service: Service, now: datetime, progress: Progress = iter) -> tuple[str, ...]:
    """Render every feed and the catalogue anew, and take out what is none of them; returns what changed."""
    apply_corrections(service, now)
    selections = every_selection(service.taxonomy)
    service.archive.edition(digest_edition(service.settings, service.taxonomy), now)
    with service.store.publishing(), _collecting_nothing():
        due = service.archive.due()
        changed = service.store.publish(expected_documents(service, progress), service.archive, now)
        changed += service.store.retire_others({CATALOGUE}.union(*map(paths_of, selections)))
        service.archive.settle(due)
    log_event(_logger, "build_finished", changed=len(changed))
    return changed


def render_documents(service: Service, selections: Iterable[Selection]) -> Iterator[Document]:
    """The documents of some feeds, as the archive has them now."""
    compiler = CatalogueCompiler(service.archive, service.settings, service.taxonomy, service.renderer)
    return compiler.compile_each(selections)


def expected_documents(service: Service, progress: Progress = iter) -> Iterator[Document]:
    """Every document that should be published, as the archive has it now."""
    yield _catalogue(service)
    yield from render_documents(service, progress(every_selection(service.taxonomy)))


@contextmanager
def _collecting_nothing() -> Iterator[None]:
    """Spare Python's collector a million objects that stay: those that are there afterwards it never looks at again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _catalogue(service: Service) -> Document:
    return render_opml(every_selection(service.taxonomy), service.settings, service.taxonomy)


def _log(report: CycleReport) -> None:
    absorption = report.absorption
    if report.read or report.published or report.waiting:
        log_event(
            _logger,
            "cycle_finished",
            read=len(report.read),
            waiting=len(report.waiting),
            added=len(absorption.added),
            revised=len(absorption.revised),
            held=absorption.held,
            published=len(report.published),
        )
