"""``python -m bench.reliability TRIAL``: each trial prints its figures, and exits with 1 if anything was lost."""

import importlib

import click

_TRIALS = {
    "crowd": "crowd",
    "fulldisk": "full_disk",
    "fuzz": "fuzz",
    "powercut": "power_cut",
    "roundtrip": "round_trip",
    "soak": "soak",
    "sweep": "sweep",
}
"""The trials, each with its module; only that of the one that is wanted is loaded."""


class Trials(click.Group):
    """The trials, each loaded when it is wanted: what one needs, others need not have installed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_TRIALS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _TRIALS:
            return None
        command: click.Command = importlib.import_module(f"bench.reliability.{_TRIALS[cmd_name]}").main
        return command


@click.group(cls=Trials)
def main() -> None:
    """Try what the service does when something goes wrong."""


if __name__ == "__main__":
    main(prog_name="python -m bench.reliability")
