"""``ingest``, ``release`` and ``build``: taking in and publishing by hand."""

import time
from pathlib import Path
from typing import Any

import click

from syndication.archive import Plan
from syndication.cli.context import Context, note, now, pass_context, progress, write_json
from syndication.collecting import collecting_nothing
from syndication.ingest.arriving import look_twice
from syndication.ingest.inbox import make_inbox
from syndication.pipeline import CycleReport, preview_cycle, run_cycle
from syndication.pipeline import build as build_documents
from syndication.pipeline import release as release_plan

_DRY_RUN = (
    "Print what would be taken in of new files, and what held; write nothing. Without what was held as dated ahead, "
    "and whose day has come."
)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help=_DRY_RUN)
@click.option(
    "--force",
    is_flag=True,
    help="Take in also what would change, or is held as it would change, more than [guard] allows.",
)
@pass_context
def ingest(context: Context, paths: tuple[Path, ...], dry_run: bool, force: bool) -> None:
    """Run one cycle by hand: take in new files (of the inbox, or of PATH) and publish what they change.

    Prints a JSON object that says what was done; for more than some thousand new files, one for each piece of them.
    New files are looked at twice: what still grows meanwhile waits for the next cycle. Files that would change too much
    are held as a plan, for `syndication release`.
    """
    with context.service_on_trial() if dry_run else context.service() as service:
        if not (paths or dry_run):
            make_inbox(service.settings.inbox_folders)
        run = preview_cycle if dry_run else run_cycle
        more = True
        while more:
            arrived = look_twice(service, now, time.sleep, paths, held_too=force)
            report = run(service, now(), arrived, force=force)
            write_json(report_as_json(report, dry_run=dry_run))
            more = report.more and not dry_run


@click.command()
@click.argument("number", type=int, metavar="PLAN")
@click.argument("files", nargs=-1, metavar="[FILE]...")
@click.option("--drop", is_flag=True, help="Leave them out instead: what they said before stands, until they change.")
@pass_context
def release(context: Context, number: int, files: tuple[str, ...], drop: bool) -> None:
    """Take in the files that are held as a plan, as they came: all that wait, or those that are named.

    `quarantine list` and /status show what waits, and the names. Prints one JSON object as `ingest` does.
    """
    with context.service() as service:
        if drop:
            note(f"dropped {', '.join(service.archive.drop_planned(number, files))}")
        else:
            write_json(report_as_json(release_plan(service, number, now(), files), dry_run=False))


def report_as_json(report: CycleReport, *, dry_run: bool) -> dict[str, Any]:
    """One cycle's report as the contract of ``ingest`` has it."""
    absorption = report.absorption
    return {
        "dry_run": dry_run,
        "read": list(report.read),
        "waiting": list(report.waiting),
        "added": list(absorption.added),
        "revised": list(absorption.revised),
        "absent": list(absorption.absent),
        "withdrawn": list(absorption.withdrawn),
        "held": absorption.held,
        "feeds": sorted(selection.path for selection in absorption.touched),
        "published": len(report.published),
        "plans": [_plan_as_json(plan) for plan in absorption.plans],
        "more": report.more,
    }


def _plan_as_json(plan: Plan) -> dict[str, Any]:
    return {"number": plan.number, "files": list(plan.sources), "excess": list(plan.excess)}


@click.command()
@pass_context
def build(context: Context) -> None:
    """Render every feed document anew and print the addresses of those that changed."""
    with collecting_nothing(), context.service(with_presses=True) as service:
        changed = build_documents(service, now(), progress("Rendering feeds"))
        for path in changed:
            click.echo(path)
        note(f"{len(changed)} documents changed")
