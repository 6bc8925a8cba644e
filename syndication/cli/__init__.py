"""The commands. Results go to standard output (for machines as JSON, an object a line), all else to standard error.

Exit codes: 0 done; 1 something is wrong with the data, the settings or the archive, and the message says what;
2 the command was called wrongly.
"""

import sys
from pathlib import Path

import click

from syndication.cli.context import Context
from syndication.cli.curating import correct, quarantine, withdraw
from syndication.cli.evaluating import evaluate
from syndication.cli.inspecting import check, status
from syndication.cli.reading import classify, parse
from syndication.cli.reclassifying import reclassify
from syndication.cli.running import build, export, ingest, init, serve
from syndication.errors import SyndicationError


class Commands(click.Group):
    """A group whose commands end with a message and exit code 1 when something known goes wrong."""

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
    ctx.obj = Context(config)


for command in (
    *(init, parse, classify, evaluate, ingest, build, serve, export, check, status),
    *(quarantine, withdraw, correct, reclassify),
):
    main.add_command(command)
