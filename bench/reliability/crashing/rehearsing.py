"""What the trials of crashes begin with: a site, an undisturbed cycle on it, processes to try others."""

import logging
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import click

from bench.reliability.crashing.faults import Call, preload
from bench.reliability.crashing.judging import Outcome
from bench.reliability.crashing.site import lay_out
from bench.reliability.crashing.trials import Site

_MEMORY = Path("/dev/shm")  # noqa: S108  # a folder of our own in it
T = TypeVar("T")
R = TypeVar("R")

sample_option = click.option("--sample", type=click.IntRange(1), help="Not the whole: so many of each kind.")
processes_option = click.option("--processes", type=click.IntRange(1), default=os.cpu_count(), show_default=True)


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


@contextmanager
def rehearsing() -> Iterator[Rehearsed]:
    """Lay out a site and run the cycle on it, in a process that has the library of faults.

    In memory: the disk plays no part here, and to wait for it at each call would take hours.
    """
    preload()
    logging.getLogger().addHandler(logging.NullHandler())  # what cycles say is looked at, and not shown
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="syndication-", dir=_MEMORY if _MEMORY.is_dir() else None) as name:
        folder = Path(name)
        lay_out(folder / "base")
        site = Site(folder / "base")
        yield Rehearsed(folder, site, *site.rehearse(folder))
    click.echo(f"took {time.monotonic() - started:.0f} s")


def do_each(step: Callable[[T], R], values: Sequence[T], processes: int) -> list[R]:
    """Do a step for each value, in processes that are forked off after all is loaded."""
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        return list(pool.imap(step, values))
