"""``python -m bench [PART]...``: measure, and print one table."""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from bench import growth, rebuilding, serving, wire
from bench.peers import FOLDER, find_peers
from bench.table import Case, print_table

SIZES = (1_000, 10_000, 100_000, 1_000_000)
QUICK_SIZES = (100, 1_000)
PARTS = ("serving", "rebuilding", "growth", "wire")


@click.command(help="Measure the service and its peers in one run on one machine, and print one table of ratios.")
@click.argument("parts", nargs=-1, type=click.Choice(PARTS), metavar="[PART]...")
@click.option("--quick", is_flag=True, help="Small archives and short rounds: to try it, not to quote it.")
@click.option("--items", type=click.IntRange(10), help="Items in the archive for rebuilding. [20000]")
@click.option("--size", "sizes", type=click.IntRange(10), multiple=True, help="Items in an archive for growth; again.")
@click.option("--rounds", type=click.IntRange(1), help="How often each is measured; the median counts. [3]")
@click.option("--seconds", type=click.IntRange(1), help="Length of one load of wrk. [8]")
@click.option("--keep", type=click.Path(path_type=Path), help="Folder that keeps the archives for growth.")
@click.option("--peers", "environment", type=click.Path(path_type=Path), default=FOLDER, show_default=True)
def main(
    parts: tuple[str, ...],
    quick: bool,
    items: int | None,
    sizes: tuple[int, ...],
    rounds: int | None,
    seconds: int | None,
    keep: Path | None,
    environment: Path,
) -> None:
    click.echo(f"{os.cpu_count()} cores; at the start {os.getloadavg()[0]:.1f} processes want them")
    peers = find_peers(environment)
    items = items or (1_000 if quick else 20_000)
    rounds = rounds or (1 if quick else 3)
    seconds = seconds or (2 if quick else 8)
    sizes = sizes or (QUICK_SIZES if quick else SIZES)
    measures: dict[str, Callable[[Path], Iterator[Case]]] = {
        "serving": lambda folder: serving.measure(folder, peers, rounds, seconds),
        "rebuilding": lambda folder: rebuilding.measure(folder, peers, items, rounds),
        "growth": lambda folder: growth.measure(folder, keep or folder, sizes, rounds),
        "wire": wire.measure,
    }
    cases: list[Case] = []
    for part in parts or PARTS:
        click.echo(f"measuring {part} …", err=True)
        with _folder() as folder:
            cases += measures[part](folder)
    print_table(cases)


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="syndication-bench-") as folder:
        Path(folder).chmod(0o755)  # nginx, started by root, reads as another user
        yield Path(folder)


if __name__ == "__main__":
    main()
