"""What one new bulletin costs, and what a worker holds in memory, as the archive grows.

A million items take half an hour to take in, so an archive that is kept is made once, and gone on with where that was
interrupted; what is measured is a copy.
"""

import http.client
import re
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.archive import ITEMS_IN_BULLETIN, MadeArchive
from bench.machine import Cost, children_of, free_port, measure_call, memory_of, running
from bench.rebuilding import measure_bulletins
from bench.site import ROOT, command, fill, make_site
from bench.table import Case
from syndication.classify import load_taxonomy
from syndication.config import Settings, load_settings
from syndication.feeds import every_selection
from syndication.service import open_service

_REFERENCE = 10_000
_STEPS = 5
"""Archive documents that are asked for, one behind the other, for each of the widest feeds."""
_OLDER = re.compile(rb'<link\b[^>]*\brel="prev-archive"[^>]*>')
_ADDRESS = re.compile(rb'\bhref="https?://[^/"]+([^"]*)"')


@dataclass(frozen=True, slots=True)
class Growth:
    """What was measured at one size."""

    size: int
    bulletin: Cost
    memory: int


def measure(folder: Path, kept: Path, sizes: Sequence[int], rounds: int) -> Iterator[Case]:
    """Each size in an archive of its own; the figures are compared with those at 10,000 items, where that is asked.

    ``kept`` holds the archives before anything is published.
    """
    ordered = _reference_first(sizes)
    filling = {size: make_archive(kept / f"archive-{size}", size) for size in ordered}
    found = [measure_size(kept / f"archive-{size}", folder / str(size), size, rounds) for size in ordered]
    yield _case("one new bulletin, in the running service", "seconds", [(g, g.bulletin.wall) for g in found])
    yield _case("the same", "processor seconds", [(g, g.bulletin.processor) for g in found])
    yield _case("memory of a worker that has served every feed", "MB", [(g, g.memory / 1e6) for g in found])
    if made := {f"{size:,} items": cost for size, cost in filling.items() if cost}:
        yield Case("growth: taking in the archive at once, an item", "milliseconds", made)


def make_archive(folder: Path, size: int) -> float:
    """Make a site with so many items and monthly archive documents, as far as it is not there.

    Returns the milliseconds that an item took; 0 if there was nothing to do.
    """
    settings = _load(folder) if folder.exists() else make_site(folder, feeds='history = "month"', workers=1)
    made = MadeArchive(size, load_taxonomy(settings.folder))
    with open_service(settings) as service:
        before = len(service.archive.digests())
        cost = measure_call(lambda: fill(service, made))
        taken_in = len(service.archive.digests()) - before
    return cost.wall * 1_000 / (taken_in * ITEMS_IN_BULLETIN) if taken_in else 0


def measure_size(archive: Path, folder: Path, size: int, rounds: int) -> Growth:
    """Publish new bulletins in a copy of an archive, and serve it."""
    shutil.copytree(archive, folder)
    settings = _load(folder)
    taxonomy = load_taxonomy(settings.folder)
    paths = [f"{selection.path}.atom" for selection in every_selection(taxonomy)]
    bulletin = measure_bulletins(settings, MadeArchive(size, taxonomy), rounds)
    return Growth(size, bulletin, measure_worker(settings, paths))


def _load(folder: Path) -> Settings:
    return load_settings(folder / "config", environ={})


def measure_worker(settings: Settings, paths: Sequence[str]) -> int:
    """Bytes of a worker that has answered every current document, and some archive documents where there are any."""
    port = free_port()
    with running(command(settings, "serve", "--port", str(port)), port, ROOT) as server:
        bodies = [_fetch(port, path) for path in paths]
        for body in bodies[:_STEPS]:
            _follow(port, body)
        time.sleep(1)  # what the last request left behind is freed
        return max(memory_of(worker) for worker in children_of(server))


def _follow(port: int, body: bytes) -> None:
    """Ask for the next older archive documents."""
    for _ in range(_STEPS):
        older = _OLDER.search(body)
        address = _ADDRESS.search(older[0]) if older else None
        if not address:
            return
        body = _fetch(port, address[1].decode())


def _fetch(port: int, path: str) -> bytes:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        return connection.getresponse().read()
    finally:
        connection.close()


def _reference_first(sizes: Sequence[int]) -> list[int]:
    return sorted(sizes, key=lambda size: (size != _REFERENCE, size))


def _case(name: str, unit: str, figures: Iterable[tuple[Growth, float]]) -> Case:
    return Case(f"growth: {name}", unit, {f"{growth.size:,} items": figure for growth, figure in figures})
