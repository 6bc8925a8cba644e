"""The published tree as files: what the running service would answer, for static hosting."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from syndication.archive import Archive
from syndication.classify import ListedTerms, load_terms
from syndication.config import Settings
from syndication.documents.copies import CODINGS, make_copies
from syndication.errors import FolderError, SyndicationError
from syndication.feeds import Compiler, Renderer, every_selection, opml_address
from syndication.files import NewFile, replace_files, replacing
from syndication.formats import FEED_FORMATS
from syndication.models import ALL, SCHEMES
from syndication.progress import Progress
from syndication.web import create_app
from syndication.web.addressing.addresses import single
from syndication.web.api import SCHEMA
from syndication.web.embedding.parameters import FRAMES
from syndication.web.machines import sitemaps
from syndication.web.shelf import localise

_PAGE = 500
_WHOLE = 1_000
_LIST = ".syndication-export"
_STEP = timedelta(seconds=1)
"""Between two states of a file at least: hosts make validators of its date, in seconds."""
_NOWHERE = "/404.html"
"""What most static hosts answer with where there is nothing; nothing is there."""
_STATIC = Path(str(files("syndication.web"))) / "static"
_PAGES = ("/", "/about", "/topics", "/regions", "/feeds", "/status")
"""Those of neither a feed nor an item, but for those that need somebody to answer (``shelf.ANSWERING``)."""


def write_site(settings: Settings, folder: Path, progress: Progress[str] = iter) -> int:
    """Write every document and every page below ``folder``; returns the number of files.

    A page becomes ``index.html`` in a folder of its address, which every static host serves at that address. It
    lists up to 1,000 items, and offers no search, as nothing answers ``?page=`` or ``?q=`` there. Files of an earlier
    export that say the same stay as they are, with their dates, so that readers are told that nothing is new; the
    others are replaced together. Those that are no longer part of the site, such as the page of an item withdrawn
    since, are removed; what else is in the folder is left alone.
    Raises FolderError when the folder is the service's or cannot be written, SyndicationError when a page cannot
    be made.
    """
    _refuse_what_is_read(settings, folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        before = _read_list(folder)
        written = _replace(settings, folder, progress)
        for name in before - written:
            (folder / name).unlink(missing_ok=True)
        replace_files(folder, [NewFile(folder / _LIST, "".join(f"{name}\n" for name in sorted(written)).encode())])
    except OSError as error:
        raise FolderError(folder, "expected a folder that can be written", str(error)) from error
    return len(written)


def _refuse_what_is_read(settings: Settings, folder: Path) -> None:
    """Raise FolderError for the data folder, and for an inbox, where each page would be taken in as a bulletin."""
    inboxes = [(each, "inbox") for each in settings.inbox_folders]
    for taken, name in (*inboxes, (settings.data_folder, "data folder")):
        if folder.resolve().is_relative_to(taken.resolve()):
            raise FolderError(folder, "expected a folder of its own", f"it is the service's {name}, or inside it")


def _replace(settings: Settings, folder: Path, progress: Progress[str]) -> set[str]:
    """Put every file in place that says something else than the one there; returns the names of all of the site."""
    now, names = datetime.now(UTC).replace(microsecond=0), set[str]()
    with replacing(folder) as replacement:
        for name, body in _files_of(settings, progress):
            names.add(name)
            former = _find_date(folder / name)
            if former is None or (folder / name).read_bytes() != body:
                dated = _find_date(settings.documents_folder / name) or now
                replacement.write(NewFile(folder / name, body, max(dated, former + _STEP) if former else dated))
        replacement.finish()
    return names


def _find_date(file: Path) -> datetime | None:
    """The second in which a file was modified, for a published document its Last-Modified; None where there is none."""
    return datetime.fromtimestamp(int(file.stat().st_mtime), UTC) if file.is_file() else None


def _files_of(settings: Settings, progress: Progress[str]) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of the site."""
    documents = settings.documents_folder
    for file in sorted(documents.rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            yield file.relative_to(documents).as_posix(), file.read_bytes()
    yield from _past_of_feeds(settings, progress)
    whole = settings.model_copy(update={"feeds": settings.feeds.model_copy(update={"page_items": _WHOLE})})
    client = create_app(whole, for_export=True).test_client()
    for address in progress(_addresses(settings)):
        with client.get(address, follow_redirects=True) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise SyndicationError(f"{address}: expected a page to export, found status {answer.status}")
            name = address.strip("/")
            yield (name if Path(name).suffix else f"{name}/index.html".lstrip("/")), answer.data
    yield _NOWHERE.lstrip("/"), client.get(_NOWHERE).data


def _past_of_feeds(settings: Settings, progress: Progress[str]) -> Iterator[tuple[str, bytes]]:
    """The archive documents (RFC 5005) to which the feeds lead, with compressed copies as those have."""
    taxonomy = load_terms(settings.folder)
    feeds = {selection.path: selection for selection in every_selection(taxonomy)}
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        compiler = Compiler(archive, settings, taxonomy, Renderer(settings, taxonomy))
        for path in progress(list(feeds)):
            for document in compiler.compile_past(feeds[path]):
                name, copies = document.path.lstrip("/"), make_copies(document.body)
                yield name, document.body
                yield from ((name + coding.suffix, copies[coding.name]) for coding in CODINGS)


def _read_list(folder: Path) -> set[str]:
    """The files that an earlier export wrote, as it noted them; none that would lie outside the folder."""
    file = folder / _LIST
    names = file.read_text("utf-8").splitlines() if file.is_file() else []
    return {name for name in names if (folder / name).resolve().is_relative_to(folder.resolve())}


def _addresses(settings: Settings) -> list[str]:
    """Every page of the site in each language, and what belongs to them."""
    taxonomy = load_terms(settings.folder)
    pages = [*_PAGES, *_feed_paths(taxonomy), *_item_paths(settings)]
    further = [localise(path, language) for language in settings.site.languages for path in pages]
    assets = [f"/static/{file.name}" for file in sorted(_STATIC.iterdir())]
    machines = ["/favicon.ico", "/robots.txt", "/embed.js", "/openapi.json", SCHEMA, *_sitemap_paths(settings)]
    return [*pages, *further, *assets, *_opml_paths(taxonomy), *_corrections_paths(taxonomy), *machines]


def _feed_paths(taxonomy: ListedTerms) -> Iterator[str]:
    """The page of every feed of the catalogue, that of its corrections, and the frame with its headlines."""
    for selection in every_selection(taxonomy):
        yield from (selection.path, selection.corrections_address(), FRAMES + selection.path)


def _corrections_paths(taxonomy: ListedTerms) -> Iterator[str]:
    """The feed of corrections beside every feed of the catalogue."""
    for selection in every_selection(taxonomy):
        yield from (selection.corrections_address(form.suffix) for form in FEED_FORMATS)


def _opml_paths(taxonomy: ListedTerms) -> Iterator[str]:
    """The lists of feeds that are not published: of one topic or region, and without folders."""
    parts = [single(scheme, term.slug) for scheme in SCHEMES for term in taxonomy.terms(scheme)]
    yield from (opml_address(part, flat=flat) for part in parts for flat in (False, True))
    yield opml_address(flat=True)


def _sitemap_paths(settings: Settings) -> Iterator[str]:
    yield from (sitemaps.INDEX, sitemaps.PAGES, sitemaps.LATEST)
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        periods = archive.updates(settings.feeds.history)
    yield from map(sitemaps.address_of, periods)


def _item_paths(settings: Settings) -> list[str]:
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        starts = range(0, archive.count(ALL), _PAGE)
        return [item.path for start in starts for item in archive.newest(ALL, _PAGE, start)]
