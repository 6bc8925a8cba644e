"""``backup``, ``restore`` and ``rebuild-archive`` of a large archive: equal ids and bytes, with time and memory."""

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from bench.archive import MadeArchive
from bench.site import ROOT, command, drop, make_site, now
from syndication.archive import Archive
from syndication.classify import load_taxonomy
from syndication.config import Settings
from syndication.documents import Manifest
from syndication.ingest.arriving import find_arrived
from syndication.models import ALL
from syndication.pipeline import build, take_in
from syndication.service import Service, open_service

_FILES_AT_ONCE = 50
_LOOK_SECONDS = 0.05
_DECISIONS = 40
"""Items of which half are withdrawn, half corrected."""


@dataclass(frozen=True, slots=True)
class State:
    """What must come back."""

    contents: dict[str, list[dict[str, Any]]]
    documents: dict[str, bytes]


@click.command()
@click.option("--items", default=20_000, show_default=True, type=click.IntRange(100))
def main(items: int) -> None:
    """Fill an archive from bulletin files, lose it, restore it, make it anew; compare ids and bytes."""
    with _site(items) as settings:
        before = look(settings)
        click.echo(
            f"{len(before.contents['items']):,} items of {len(before.contents['readings']):,} files, "
            f"{len(before.documents):,} documents"
        )
        backup = settings.root / "backup.tar"
        _run(settings, "backup", "--originals", str(backup))
        click.echo(f"  {backup.stat().st_size / 1e6:,.0f} MB")
        shutil.rmtree(settings.data_folder)
        _run(settings, "restore", str(backup))
        _compare(before, look(settings), "restored")
        _run(settings, "rebuild-archive", "--replace")
        _compare(before, look(settings), "made anew")


@contextmanager
def _site(items: int) -> Iterator[Settings]:
    with tempfile.TemporaryDirectory(prefix="round-trip-") as folder:
        settings = make_site(Path(folder))
        made = MadeArchive(items, load_taxonomy(settings.folder))
        for bulletin in made.bulletins():
            drop(bulletin.name, bulletin.text.encode(), settings)
        with open_service(settings) as service:
            _take_in(service)
            _decide(service)
            build(service, now())
        yield settings


def _take_in(service: Service) -> None:
    files = sorted(service.settings.inbox_folders[0].iterdir())
    for first in range(0, len(files), _FILES_AT_ONCE):
        paths = files[first : first + _FILES_AT_ONCE]
        take_in(service, find_arrived(service, now(), paths), now())


def _decide(service: Service) -> None:
    for number, item in enumerate(service.archive.newest(ALL, _DECISIONS)):
        if number % 2:
            service.archive.withdraw(item.id, "withdrawn for the trial", now())
        else:
            service.archive.correct(item.id, {"regions": ()}, now())


def look(settings: Settings) -> State:
    """Archive and documents of a site as they are."""
    folder = settings.documents_folder
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        contents = archive.contents()
    return State(contents, {path: (folder / path[1:]).read_bytes() for path in Manifest.load(folder) or {}})


def _compare(before: State, after: State, how: str) -> None:
    ids = [[item["id"] for item in state.contents["items"]] for state in (before, after)]
    is_same = (ids[0] == ids[1], before.contents == after.contents, before.documents == after.documents)
    told = "equal ids, contents and bytes" if all(is_same) else f"NOT EQUAL (ids, contents, bytes: {is_same})"
    click.echo(f"  {how}: {told}")
    if not all(is_same):
        raise click.exceptions.Exit(1)


def _run(settings: Settings, *words: str) -> None:
    """Run a command of the service's; print how long it took, and its memory at the most."""
    started, memory = time.perf_counter(), 0
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(  # noqa: S603 (our own command)
            command(settings, *words), cwd=ROOT, stdout=said, stderr=said
        ) as process,
    ):
        while process.poll() is None:
            memory = max(memory, _peak_of(process.pid))
            time.sleep(_LOOK_SECONDS)
        wall = time.perf_counter() - started
        if process.returncode:
            said.seek(0)
            raise click.ClickException(f"{words[0]} failed: {said.read().decode()}")
    click.echo(f"{words[0]}: {wall:.1f} s, {memory / 1e6:.0f} MB")


def _peak_of(process: int) -> int:
    """Bytes that a process has had in memory at the most; what is told of children that have ended counts ours."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except ProcessLookupError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")), 0)
