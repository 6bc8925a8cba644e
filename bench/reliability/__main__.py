"""What a cycle loses when it is broken at any call that changes a file: ``python -m bench.reliability sweep``.

python -m bench.reliability sweep       # killed, refused for lack of space, failing
python -m bench.reliability powercut    # the power goes, and with it what nobody waited for
python -m bench.reliability fulldisk    # a small disk, filled up for real: needs root
"""

import logging
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import click

from bench.reliability.faults import Call, points_of, preload
from bench.reliability.fulldisk import try_sizes
from bench.reliability.judging import Outcome
from bench.reliability.powercut import Cut, cut_after, try_cut
from bench.reliability.report import plan, show_cuts, show_points, show_trials
from bench.reliability.site import lay_out
from bench.reliability.sweep import Plan, Site, Trial

_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own in it
T = TypeVar("T")
R = TypeVar("R")

_sample = click.option("--sample", type=click.IntRange(1), help="A few of each kind, this many times: not the whole.")
_processes = click.option("--processes", type=click.IntRange(1), default=os.cpu_count(), show_default=True)


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A site, and what an undisturbed cycle does on it."""

    folder: Path
    site: Site
    wanted: Outcome
    calls: list[Call]

    def work(self) -> Path:
        """The folder of this process alone."""
        work = self.folder / str(os.getpid())
        work.mkdir(exist_ok=True)
        return work


@click.group(help=__doc__)
def main() -> None:
    logging.getLogger().addHandler(logging.NullHandler())  # what cycles say is looked at, and not shown
    preload()


@main.command()
@_sample
@_processes
def sweep(sample: int | None, processes: int) -> None:
    """Break one cycle at each of its calls, in each way; then one more cycle. Exit with 1 if anything is lost."""
    with _rehearsing() as rehearsed:
        points = points_of(rehearsed.calls)
        show_points(points)
        trials = _do_each(partial(_try_point, rehearsed), plan(points, sample), processes)
    show_trials(trials)
    sys.exit(any(trial.losses for trial in trials))


def _try_point(rehearsed: Rehearsed, planned: Plan) -> Trial:
    return rehearsed.site.try_point(planned, rehearsed.wanted, rehearsed.work())


@main.command()
@_sample
@_processes
def powercut(sample: int | None, processes: int) -> None:
    """Cut the power after each call of one cycle; then one more cycle. Exit with 1 if anything is lost."""
    with _rehearsing() as rehearsed:
        number = len(rehearsed.calls)
        moments = range(0, number + 1, number // sample if sample else 1)
        cuts = list(cut_after(moments, rehearsed.site.base, rehearsed.calls))
        losses = _do_each(partial(_try_cut, rehearsed), cuts, processes)
    show_cuts(len(moments), cuts, losses)
    sys.exit(any(losses))


def _try_cut(rehearsed: Rehearsed, cut: Cut) -> list[str]:
    return try_cut(cut, rehearsed.site, rehearsed.wanted, rehearsed.work())


@main.command()
def fulldisk() -> None:
    """Run the cycle on disks with less and less room; then one more with enough. Exit with 1 if anything is lost."""
    with _rehearsing() as rehearsed:
        losses = try_sizes(rehearsed.site, rehearsed.wanted, rehearsed.work())
    sys.exit(losses > 0)


@contextmanager
def _rehearsing() -> Iterator[Rehearsed]:
    """In memory: the disk plays no part here, and to wait for it at each call would take hours."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="syndication-", dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        folder = Path(name)
        lay_out(folder / "base")
        site = Site(folder / "base")
        yield Rehearsed(folder, site, *site.rehearse(folder))
    click.echo(f"took {time.monotonic() - started:.0f} s")


def _do_each(step: Callable[[T], R], values: Sequence[T], processes: int) -> list[R]:
    """Forked off after all is loaded, and each in a folder of its own."""
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return list(pool.imap(step, values))


if __name__ == "__main__":
    main()
