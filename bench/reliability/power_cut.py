"""``python -m bench.reliability powercut``: one cycle, cut off from power after every call that changes a file."""

import sys
from functools import partial

import click

from bench.reliability.crashing.cuts import Cut, cut_after, try_cut
from bench.reliability.crashing.rehearsing import Rehearsed, do_each, processes_option, rehearsing, sample_option
from bench.reliability.crashing.report import show_cuts


@click.command()
@sample_option
@processes_option
def main(sample: int | None, processes: int) -> None:
    """Cut the power after each call of a cycle, so that what nobody waited for is gone; then run one more cycle."""
    with rehearsing() as rehearsed:
        number = len(rehearsed.calls)
        moments = range(0, number + 1, number // sample if sample else 1)
        cuts = list(cut_after(moments, rehearsed.site.base, rehearsed.calls))
        losses = do_each(partial(_try_cut, rehearsed), cuts, processes)
    show_cuts(len(moments), cuts, losses)
    sys.exit(any(losses))


def _try_cut(rehearsed: Rehearsed, cut: Cut) -> list[str]:
    return try_cut(cut, rehearsed.site, rehearsed.wanted, rehearsed.work())
