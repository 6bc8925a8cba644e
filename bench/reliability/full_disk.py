"""``python -m bench.reliability fulldisk``: one cycle on a small disk that is full for real. Needs root."""

import sys

import click

from bench.reliability.crashing.rehearsing import rehearsing
from bench.reliability.crashing.rooms import try_rooms


@click.command()
def main() -> None:
    """Run a cycle on disks with more and more room, until it suffices; after each one more cycle, with enough."""
    with rehearsing() as rehearsed:
        losses = try_rooms(rehearsed.site, rehearsed.wanted, rehearsed.work())
    sys.exit(losses > 0)
