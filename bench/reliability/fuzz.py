"""Fuzz all that takes bytes from anybody: bulletins, date lines, texts, requests; and count.

    uv pip install -r requirements-fuzz.txt
    nice -n 15 python -m bench.reliability fuzz --minutes 60

Each part is a process of its own (``fuzzing/worker.py``), one after the other. What breaks a law is written into a
folder, to be mended and kept as a specimen (``tests/data/fuzzed``).
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import click

SHARES = {
    "requests": 5,
    "pages": 5,
    "built-pages": 4,
    "front": 2,
    "dates": 2,
    "texts": 1,
    "built-dates": 1,
}
"""The parts, and the share of the time that each gets: the larger a part's code, the more."""


@click.command()
@click.option("--minutes", default=60.0, show_default=True, type=click.FloatRange(min=0.1), help="For all of them.")
@click.option("--part", "parts", multiple=True, type=click.Choice(list(SHARES)), help="These alone; again for more.")
@click.option("--seed", default=1, show_default=True, help="Of libFuzzer's chances.")
@click.option("--found", type=click.Path(path_type=Path), default=Path("fuzz-found"), show_default=True)
def main(minutes: float, parts: tuple[str, ...], seed: int, found: Path) -> None:
    """Change inputs until something breaks, or the time is up."""
    chosen = {part: SHARES[part] for part in parts or SHARES}
    tallies = [_fuzz(part, 60 * minutes * share / sum(chosen.values()), seed, found) for part, share in chosen.items()]
    inputs, seconds = sum(each["inputs"] for each in tallies), sum(each["seconds"] for each in tallies)
    faults = sum(len(each["found"]) for each in tallies)
    click.echo(f"{'all':12} {inputs:>12,} inputs in {seconds / 60:6.1f} minutes; {faults} faults")
    raise SystemExit(faults > 0)


def _fuzz(part: str, seconds: float, seed: int, found: Path) -> dict[str, object]:
    """Fuzz one part; returns the worker's tally, and prints it."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        tally = Path(folder) / "tally.json"
        words = [part, str(seconds), str(seed), str(found), str(tally)]
        worker = [sys.executable, "-m", "bench.reliability.fuzzing.worker", *words]
        ended = subprocess.run(worker, capture_output=True, text=True, errors="replace")  # noqa: S603  # ours
        if ended.returncode or not tally.exists():
            raise click.ClickException(f"{part}: the process broke off: {ended.stderr[-2000:]}")
        read = json.loads(tally.read_text("utf-8"))
    click.echo(
        f"{part:12} {read['inputs']:>12,} inputs in {read['seconds'] / 60:6.1f} minutes, "
        f"the slowest {read['slowest']:.2f} s of processor time; {len(read['found'])} faults"
    )
    for name, times in read["found"].items():
        click.echo(f"{'':12} {times:,} × {name}: {found / part}")
    return read
