"""Tables for people: which calls a cycle makes, and what came of breaking them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import PurePath

import click

from bench.reliability.crashing.cuts import FATES, Cut
from bench.reliability.crashing.faults import Point
from bench.reliability.crashing.trials import ROUNDS, Plan, Trial

_SHOWN = 3
"""Losses of one trial: where a document is lost, so are all its copies."""


def place_of(point: Point) -> str:
    """What kind of file or folder a call is about."""
    path = PurePath(point.path)
    if path.name.startswith("archive.db"):
        return path.name
    if "originals" in path.parts:
        return "originals"
    if "documents" in path.parts:
        return "manifest" if "manifest" in path.name else "documents"
    return "the site's folder"


def plan(points: Sequence[Point], sample: int | None) -> list[Plan]:
    """Every fault at every point; for a sample so many points of each kind of call on each kind of file, in turns."""
    if sample is None:
        return [Plan(each, point) for each in ROUNDS for point in points if each.fault.befalls(point)]
    rounds = cycle(ROUNDS)
    return [
        Plan(next(each for each in rounds if each.fault.befalls(point)), point) for point in _choose(points, sample)
    ]


def _choose(points: Sequence[Point], number: int) -> Iterator[Point]:
    groups: dict[tuple[str, str], list[Point]] = defaultdict(list)
    for point in points:
        groups[point.kind, place_of(point)].append(point)
    for group in groups.values():
        yield from group[:: -(-len(group) // number)]


def show_points(points: Sequence[Point]) -> None:
    """How many calls there are, of each kind on each kind of file."""
    click.echo(f"{len(points)} calls of one cycle with five files change the file system:")
    for (kind, place), number in sorted(Counter((point.kind, place_of(point)) for point in points).items()):
        click.echo(f"  {number:5}  {kind}, {place}")


def show_trials(trials: Sequence[Trial]) -> None:
    """What came of each round, and each loss."""
    click.echo("\n| at each point | points | ended with a message | did without the call | losses |")
    click.echo("| --- | ---: | ---: | ---: | ---: |")
    for each in ROUNDS:
        mine = [trial for trial in trials if trial.plan.round == each]
        told = sum(bool(trial.told) for trial in mine)
        borne = 0 if each.fault.kills else len(mine) - told
        click.echo(f"| {each} | {len(mine)} | {told} | {borne} | {sum(bool(trial.losses) for trial in mine)} |")
    click.echo(f"\nin {len(trials)} trials all documents were read {sum(trial.polls for trial in trials):,} times")
    for trial in trials:
        _show_losses(str(trial.plan), trial.losses)


def show_cuts(moments: int, cuts: Sequence[Cut], losses: Sequence[Sequence[str]]) -> None:
    """What came of the power cuts, and each loss."""
    click.echo(f"\n| power cut at {moments} moments | different disks | losses |")
    click.echo("| --- | ---: | ---: |")
    for fate in FATES:
        mine = [bool(lost) for cut, lost in zip(cuts, losses, strict=True) if cut.fate == fate]
        click.echo(f"| of what nobody waited for, {fate} | {len(mine)} | {sum(mine)} |")
    for cut, lost in zip(cuts, losses, strict=True):
        _show_losses(str(cut), lost)


def _show_losses(what: str, losses: Sequence[str]) -> None:
    for loss in losses[:_SHOWN]:
        click.echo(f"LOST: {what}: {loss}")
