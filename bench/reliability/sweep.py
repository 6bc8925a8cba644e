"""``python -m bench.reliability sweep``: one cycle, broken at every call that changes a file."""

import sys
from functools import partial

import click

from bench.reliability.crashing.faults import points_of
from bench.reliability.crashing.rehearsing import Rehearsed, do_each, processes_option, rehearsing, sample_option
from bench.reliability.crashing.report import plan, show_points, show_trials
from bench.reliability.crashing.trials import Plan, Trial


@click.command()
@sample_option
@processes_option
def main(sample: int | None, processes: int) -> None:
    """Kill a cycle at each of its calls, or let the call fail; then run one more cycle."""
    with rehearsing() as rehearsed:
        points = points_of(rehearsed.calls)
        show_points(points)
        trials = do_each(partial(_try_point, rehearsed), plan(points, sample), processes)
    show_trials(trials)
    sys.exit(any(trial.losses for trial in trials))


def _try_point(rehearsed: Rehearsed, planned: Plan) -> Trial:
    return rehearsed.site.try_point(planned, rehearsed.wanted, rehearsed.work())
