"""``ingest`` and ``build``: taking in and publishing by hand."""

from pathlib import Path
from typing import Any

import click

from syndication.cli.context import Context, make_inbox, note, now, pass_context, progress, write_json
from syndication.pipeline import CycleReport, preview_cycle, run_cycle
from syndication.pipeline import build as build_documents


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help="Print what would be taken in; write nothing.")
@pass_context
def ingest(context: Context, paths: tuple[Path, ...], dry_run: bool) -> None:
    """Run one cycle by hand: take in new files (of the inbox, or of PATH) and publish what they change.

    Prints one JSON object that says what was done. Files that may still be growing wait for the next cycle.
    """
    with context.service() as service:
        if not paths:
            make_inbox(service.settings)
        run = preview_cycle if dry_run else run_cycle
        write_json(report_as_json(run(service, now(), paths), dry_run=dry_run))


def report_as_json(report: CycleReport, *, dry_run: bool) -> dict[str, Any]:
    """One cycle's report as the contract of ``ingest`` has it."""
    absorption = report.absorption
    return {
        "dry_run": dry_run,
        "read": list(report.read),
        "waiting": list(report.waiting),
        "added": list(absorption.added),
        "revised": list(absorption.revised),
        "held": absorption.held,
        "feeds": sorted(selection.path for selection in absorption.touched),
        "published": len(report.published),
    }


@click.command()
@pass_context
def build(context: Context) -> None:
    """Render every feed document anew and print the addresses of those that changed."""
    with context.service() as service:
        changed = build_documents(service, now(), progress("Rendering feeds"))
        for path in changed:
            click.echo(path)
        note(f"{len(changed)} documents changed")
