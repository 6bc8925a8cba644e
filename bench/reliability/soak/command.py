"""``python -m bench.reliability soak``."""

import logging
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from bench.reliability.soak.year import Outcome, Year

_SHOWN = 20


@click.command()
@click.option("--days", default=365, show_default=True, type=click.IntRange(1))
@click.option("--subscribers", default=50, show_default=True, type=click.IntRange(1))
@click.option("--density", default=1.0, show_default=True, help="So many times more happens in a day.")
@click.option("--seed", default=1, show_default=True, help="Another seed is another year.")
def main(days: int, subscribers: int, density: float, seed: int) -> None:
    """Let a year of polls pass, with faults at random; exit with 1 if any subscriber was told anything wrong."""
    logging.getLogger("syndication").addHandler(logging.NullHandler())  # faults are loud; here they are counted
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        outcome = Year(Path(folder), seed=seed, subscribers=subscribers, density=density).run(days * 24, _tell_progress)
    click.echo(f"{days} days, {subscribers} subscribers, seed {seed}: {time.perf_counter() - started:.0f} s")
    _print(outcome)
    if outcome.violations:
        raise click.exceptions.Exit(1)


def _tell_progress(hours: Sequence[int]) -> Iterator[int]:
    """On standard error, each tenth."""
    for hour in hours:
        if hour and hour % (len(hours) // 10 or 1) == 0:
            click.echo(f"day {hour // 24} …", err=True)
        yield hour


def _print(outcome: Outcome) -> None:
    for counts in (outcome.counts, outcome.faults):
        for name, number in sorted(counts.items()):
            click.echo(f"{number:>9,}  {name}")
    click.echo(f"{len(outcome.violations):>9,}  violations")
    for line in outcome.violations[:_SHOWN]:
        click.echo(f"  {line}")
