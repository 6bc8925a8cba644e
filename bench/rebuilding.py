"""All feeds from nothing, and one new bulletin: ours against static site generators on the same items."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bench.archive import MadeArchive
from bench.generators import lay_out_hugo, lay_out_pelican
from bench.machine import Cost, measure_call, measure_command, median
from bench.site import ROOT, command, drop, fill, make_site, now
from bench.table import Case
from syndication.classify import load_taxonomy
from syndication.config import Settings
from syndication.documents.manifest import MANIFEST
from syndication.pipeline import build, run_cycle
from syndication.service import Service, open_service

OURS = "ours, three formats, `syndication build`"
OURS_RUNNING = "ours, one bulletin of ten items, in the running service"


@dataclass(frozen=True, slots=True)
class Build:
    """A command that makes all feeds, the folder that it runs in, and the folder that it fills."""

    command: Sequence[str]
    folder: Path
    output: Path


def measure(folder: Path, peers: Mapping[str, str], size: int, rounds: int) -> Iterator[Case]:
    """Build everything from nothing, ours and each peer taking turns; then publish new bulletins, ours alone."""
    settings = make_site(folder / "ours")
    made = MadeArchive(size, load_taxonomy(settings.folder))
    with open_service(settings) as service:
        fill(service, made)
    builds = {OURS: Build(command(settings, "build"), ROOT, settings.documents_folder)} | _peers(folder, peers, made)
    costs: dict[str, list[Cost]] = {who: [] for who in builds}
    for number in range(rounds):
        for who, each in builds.items():
            costs[who].append(measure_command(each.command, each.folder))
            # Not deleted: ext4 without a journal is slow to create files where many have just been.
            each.output.rename(each.output.with_name(f"{each.output.name}.{number}"))
    whole = {who: median(found) for who, found in costs.items()}
    new = measure_bulletins(settings, made, rounds * 3)
    others = {f"{who}, the whole again": cost for who, cost in whole.items() if who != OURS}
    yield from _cases(f"all feeds of {size:,} items from nothing", whole)
    yield from _cases(f"one new bulletin to {size:,} items", {OURS_RUNNING: new} | others)


def measure_bulletins(settings: Settings, made: MadeArchive, number: int) -> Cost:
    """The cost of one bulletin of ten in a service that runs; by the clock, until the last document is replaced."""
    with open_service(settings, stays=True) as service:
        build(service, now())  # what a running service has seen, it has in memory
        _publish(service, made, 0)
        return median([_publish(service, made, place) for place in range(1, number + 1)])


def _publish(service: Service, made: MadeArchive, place: int) -> Cost:
    new = made.new_bulletin(place)
    drop(new.name, new.text.encode(), service.settings)
    started = time.time()
    cost = measure_call(lambda: run_cycle(service, now()))
    replaced = (service.settings.documents_folder / MANIFEST).stat().st_ctime  # which comes after the documents
    return replace(cost, wall=replaced - started)


def _peers(folder: Path, peers: Mapping[str, str], made: MadeArchive) -> dict[str, Build]:
    """The builds of the peers that are installed; their sites are laid out."""
    found: dict[str, Build] = {}
    if hugo := peers.get("Hugo"):
        site = folder / "hugo"
        lay_out_hugo(site, made)
        found["Hugo, RSS alone"] = Build([hugo, "--quiet"], site, site / "public")
    if pelican := peers.get("Pelican"):
        site = folder / "pelican"
        lay_out_pelican(site, made)
        words = [pelican, "--quiet", "--settings", "pelicanconf.py", "--output", "output"]
        found["Pelican, RSS alone"] = Build(words, site, site / "output")
    return found


def _cases(name: str, costs: Mapping[str, Cost]) -> Iterator[Case]:
    yield Case(name, "seconds", {who: cost.wall for who, cost in costs.items()})
    yield Case(name, "processor seconds of all cores", {who: cost.processor for who, cost in costs.items()})
