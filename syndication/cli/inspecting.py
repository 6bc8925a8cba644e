"""``check`` and ``status``: what is wrong, and how it stands."""

from collections.abc import Iterator
from pathlib import Path

import click

from syndication.archive import Withdrawn
from syndication.classify import load_taxonomy
from syndication.classify.reviewing import find_idle_rules, review
from syndication.cli.context import Context, note, pass_context, progress, write_json
from syndication.cli.grouping import tell_together
from syndication.config.settings import Settings
from syndication.corrections import load_corrections
from syndication.documents.tree import locate
from syndication.errors import ConfigError, Fault, SyndicationError
from syndication.models import ALL, Document
from syndication.publishing import expected_documents, find_unbuilt, is_publisher
from syndication.safekeeping.accounting import find_damaged_originals, find_missing_originals
from syndication.service import Service, open_archive, open_service
from syndication.web.graphics.outlines import FILE_NAME, find_missing, load_outlines


@click.command()
@pass_context
def check(context: Context) -> None:
    """Check configuration, taxonomy, archive and documents; print every fault, and exit with 1 if there is one.

    Notes, on standard error, are no faults: rules that change nothing in any item of the archive, regions that the
    map leaves out, files that were taken in before originals were kept, documents that no build has made yet.
    """
    faults = list(dict.fromkeys(_configuration_faults(context)))
    if not faults:
        with open_service(context.settings()) as service:
            faults = service.archive.faults()
            if not faults:  # a damaged archive tells no more
                faults = list(_site_faults(service))
                for remark in _remarks(service):
                    note(f"note: {remark}")
    for fault in faults:
        click.echo(fault)
    if faults:
        note("1 fault" if len(faults) == 1 else f"{len(faults)} faults")
        raise click.exceptions.Exit(1)
    note("no fault found")


def _site_faults(service: Service) -> Iterator[str]:
    yield from _inbox_faults(service.settings)
    yield from find_damaged_originals(service.originals)
    yield from _correction_faults(service)
    if service.archive.publications():  # nothing is said before the first build
        yield from _publisher_faults(service)


def _remarks(service: Service) -> Iterator[object]:
    yield from _idle_rules(service)
    yield from _missing_outlines(service)
    yield from tell_together(_missing_originals(service), "files")
    yield from tell_together(_unbuilt_documents(service), "documents")


def _configuration_faults(context: Context) -> Iterator[str]:
    """What keeps a site from being opened; one fault may keep several of its parts."""
    try:
        folder = context.folder()
    except ConfigError as error:
        yield from map(str, error.faults)
        return
    looks = (
        lambda: _taxonomy_faults(folder),
        lambda: _load_orders(context.settings()),
        lambda: _open_archive(context.settings()),
    )
    for look in looks:
        try:
            yield from map(str, look())
        except ConfigError as error:
            yield from map(str, error.faults)
        except SyndicationError as error:
            yield str(error)


def _taxonomy_faults(folder: Path) -> list[Fault]:
    """What is probably wrong; raises ConfigError for what is wrong in any case."""
    load_outlines(folder, load_taxonomy(folder))
    return review(folder)


def _load_orders(settings: Settings) -> tuple[()]:
    load_corrections(settings, load_taxonomy(settings.folder))
    return ()


def _open_archive(settings: Settings) -> tuple[()]:
    with open_archive(settings):
        return ()


def _inbox_faults(settings: Settings) -> Iterator[str]:
    for folder in settings.inbox_folders:
        if not folder.is_dir():
            yield f"{folder}: expected the inbox folder, there is none; make it, or mend inbox.folders"
    first, *others = settings.inbox_folders
    for folder in others:
        if (first / folder.name).is_dir():
            yield (
                f"{first / folder.name}: its files have the same names as those of {folder} (inbox.folders), and take "
                "their place; call one of the two otherwise"
            )


def _correction_faults(service: Service) -> Iterator[str]:
    """Entries of the file of corrections that no item answers to."""
    for order in load_corrections(service.settings, service.taxonomy):
        match service.archive.item(order.id):
            case None:
                yield str(order.fault("expected an item of the archive, found none; mend the id"))
            case Withdrawn(retraction=None):  # of one that its source took back, the word holds should it return
                yield str(order.fault("the item was withdrawn; take the entry out"))


def _idle_rules(service: Service) -> Iterator[Fault]:
    """Rules that make no difference; nothing is said of an empty archive."""
    items = service.archive.newest(ALL, service.archive.count(ALL))
    texts = [(item.title, item.summary) for item in items]
    if texts:
        yield from find_idle_rules(service.settings.folder, texts, progress("Trying rules"))


def _missing_outlines(service: Service) -> Iterator[str]:
    folder, taxonomy = service.settings.folder, service.taxonomy
    for slug in find_missing(load_outlines(folder, taxonomy), taxonomy):
        yield f"{folder / FILE_NAME}: there is no outline of {slug}; the home page names it beside the map"


def _missing_originals(service: Service) -> Iterator[tuple[str, str]]:
    """Files that the archive cannot be made anew from."""
    for source, is_newest in find_missing_originals(service.archive, service.originals).items():
        if is_newest:
            yield source, "the original is not kept; put the file into the inbox again"
        else:
            yield source, "the original of what it said before is not kept; take the originals from a backup"


def _publisher_faults(service: Service) -> Iterator[str]:
    if is_publisher(service):
        yield from tell_together(_document_faults(service), "documents")
        return
    yield (
        f"{service.settings.documents_folder}: expected documents made with these settings, found those of others "
        "(a service that runs with --port, say): check with the same ones, restart it, or run `syndication build`"
    )


def _document_faults(service: Service) -> Iterator[tuple[str, str]]:
    """Every document that is not what the archive gives, or whose copies are not."""
    damaged = service.store.find_damaged(service.archive.publications().values())
    unbuilt = find_unbuilt(service)
    for document in expected_documents(service, progress("Comparing documents")):
        if document.path in unbuilt:
            continue
        fault = _compare(service.settings.documents_folder, document)
        if fault is None and document.path in damaged:
            fault = "the manifest, or a file's date or size, is not as it was published"
        if fault is not None:
            yield document.path, f"{fault}; run `syndication build`"


def _unbuilt_documents(service: Service) -> Iterator[tuple[str, str]]:
    """What a build has yet to make, where cycles have published documents and no build was made."""
    if service.archive.publications():
        for path in sorted(find_unbuilt(service)):
            yield path, "not published yet; `syndication build` makes it, and `syndication serve` at its start"


def _compare(folder: Path, document: Document) -> str | None:
    try:
        found = locate(folder, document.path).read_bytes()
    except OSError as error:
        return f"expected a published document, found none ({error.strerror})"
    return None if found == document.body else "the published document differs from the archive"


@click.command()
@pass_context
def status(context: Context) -> None:
    """Print as JSON how the service stands: settings, last poll, items, feeds, documents, quarantine."""
    with open_service(context.settings()) as service:
        archive = service.archive
        poll = archive.last_poll()
        counts = archive.counts()
        write_json(
            {
                "site": service.settings.site.title,
                "authority": service.settings.site.authority,
                "settings": str(service.settings.file.absolute()),
                "last_poll": poll.started.isoformat() if poll else None,
                "files": len(archive.digests()),
                "items": counts[ALL].items if ALL in counts else 0,
                "newest": str(counts[ALL].newest) if ALL in counts else None,
                "feeds_with_items": len(counts),
                "documents": len(archive.publications()),
                "feeds_due": len(archive.due()),
                "quarantine": len(archive.quarantine()),
            }
        )
