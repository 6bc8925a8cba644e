"""The commands. Results go to standard output (for machines as JSON, an object a line), all else to standard error.

Exit codes: 0 done; 1 something is wrong with the data, the settings or the archive, and the message says what;
2 the command was called wrongly.
"""

import importlib
import sys
from pathlib import Path

import click

from syndication.collecting import collecting_nothing
from syndication.errors import SyndicationError

_MODULES = {
    "running": ("ingest", "release", "build"),
    "serving": ("init", "serve", "export"),
    "parsing": ("parse", "classify"),
    "evaluating": ("evaluate",),
    "inspecting": ("check", "status"),
    "curating": ("quarantine", "withdraw", "correct", "history"),
    "disowning": ("disown",),
    "reclassifying": ("reclassify",),
    "safekeeping": ("backup", "restore", "rebuild-archive"),
}
"""The commands of each module: only that of the one that is wanted is loaded, for half of them take a second."""
_COMMANDS = {command: module for module, commands in _MODULES.items() for command in commands}


class Commands(click.Group):
    """The commands, each loaded when it is wanted; known faults end with a message and exit code 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        with collecting_nothing():
            module = importlib.import_module(f"{__name__}.{_COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except SyndicationError as error:
            click.echo(f"syndication: {error}", err=True)
            sys.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The folder of the configuration, or its syndication.toml. "
    "Without it: SYNDICATION_CONFIG, then ./config, then the ready configuration.",
)
@click.version_option(package_name="syndication", prog_name="syndication")
@click.pass_context
def main(ctx: click.Context, config: Path | None) -> None:
    """Turn an archive of bulletin files into Atom, RSS and JSON feeds by topic and by region."""
    from syndication.cli.context import Context  # with nearly all of the program: as a command's module

    ctx.obj = Context(config)
