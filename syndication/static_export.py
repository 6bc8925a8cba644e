"""The published tree as files: what the running service would answer, for static hosting."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from http import HTTPStatus
from importlib.resources import files
from pathlib import Path

from syndication.archive import Archive
from syndication.classify import load_taxonomy
from syndication.config import Settings
from syndication.errors import FolderError, SyndicationError
from syndication.feeds import every_selection
from syndication.models import ALL
from syndication.web import create_app

_PAGE = 500
_WHOLE = 1_000
_STATIC = Path(str(files("syndication.web"))) / "static"
Progress = Callable[[Sequence[str]], Iterable[str]]


def write_site(settings: Settings, folder: Path, progress: Progress = iter) -> int:
    """Write every document and every page below ``folder``; returns the number of files.

    A page becomes ``index.html`` in a folder of its address, which every static host serves at that address. It
    lists up to 1,000 items, as nothing answers ``?page=`` there.
    Raises FolderError when the folder cannot be written, SyndicationError when a page cannot be made.
    """
    try:
        shutil.copytree(settings.documents_folder, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(".*"))
    except OSError as error:
        raise FolderError(folder, "expected a folder that can be written", str(error)) from error
    whole = settings.model_copy(update={"feeds": settings.feeds.model_copy(update={"items": _WHOLE})})
    client = create_app(whole).test_client()
    for address in progress(_addresses(settings)):
        with client.get(address, follow_redirects=True) as answer:
            if answer.status_code != HTTPStatus.OK:
                raise SyndicationError(f"{address}: expected a page to export, found status {answer.status}")
            target = folder / address.strip("/")
            target = target if target.suffix else target / "index.html"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(answer.data)
    return sum(1 for path in folder.rglob("*") if path.is_file())


def _addresses(settings: Settings) -> list[str]:
    """Every page of the site, and what they are styled with."""
    taxonomy = load_taxonomy(settings.folder)
    feeds = [selection.path for selection in every_selection(taxonomy)]
    assets = [f"/static/{file.name}" for file in sorted(_STATIC.iterdir())]
    return ["/", "/topics", "/regions", "/feeds", "/status", "/robots.txt", *assets, *feeds, *_item_paths(settings)]


def _item_paths(settings: Settings) -> list[str]:
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        starts = range(0, archive.count(ALL), _PAGE)
        return [item.path for start in starts for item in archive.newest(ALL, _PAGE, start)]
