"""``init``, ``ingest``, ``build``, ``serve`` and ``export``: making a site, filling it, running it."""

from pathlib import Path
from typing import Any

import click

from syndication import server
from syndication.cli.context import Context, note, now, pass_context, progress, write_json
from syndication.config import locate
from syndication.config.settings import Settings
from syndication.errors import FolderError
from syndication.logs import set_up_logs
from syndication.pipeline import CycleReport, open_service, preview_cycle, run_cycle
from syndication.pipeline import build as build_documents
from syndication.scheduler import Poller
from syndication.site_folder import lay_out
from syndication.static_export import write_site


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--samples/--no-samples", default=False, help="Put the sample bulletins into the inbox.")
def init(folder: Path, samples: bool) -> None:
    """Lay out a folder of one's own: config, inbox, data. Nothing that is there is overwritten."""
    made = lay_out(folder, samples=samples)
    for name in made:
        note(f"made {name}")
    note(f"Edit {folder / 'config' / locate.FILE_NAME}: above all site.authority, a domain of yours, which must not")
    note(f"change later. Put bulletin files into {folder / 'inbox'}, then:")
    note(f"  syndication --config {folder / 'config'} serve")


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
            _make_inbox(service.settings)
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


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--workers", type=click.IntRange(1, 64), help="Processes that answer requests.")
@pass_context
def serve(context: Context, host: str | None, port: int | None, workers: int | None) -> None:
    """Run the whole service: the web server, and the poller if this process is elected.

    In a folder without a configuration it first lays out one with the samples, as `syndication init` does.
    """
    set_up_logs()
    flags = {"serve.host": host, "serve.port": port, "serve.workers": workers}
    settings = context.settings(flags)
    if settings.folder == locate.ready("config"):
        for name in lay_out(settings.root, samples=True):
            note(f"made {name}")
        settings = context.settings(flags)
    _make_inbox(settings)
    with open_service(settings):
        pass  # a fault in the taxonomy or in the archive is told here, before anything is started
    if not settings.serve.poll:
        server.serve(settings)
        return
    poller = Poller(settings)
    try:
        server.serve(settings, on_ready=poller.start)
    finally:
        poller.stop()


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@pass_context
def export(context: Context, folder: Path) -> None:
    """Write the published tree (documents, pages, catalogue) to FOLDER, for static hosting."""
    with context.service() as service:
        build_documents(service, now(), progress("Rendering feeds"))
    note(f"{write_site(context.settings(), folder, progress('Writing pages'))} files written to {folder}")


def _make_inbox(settings: Settings) -> None:
    for folder in settings.inbox_folders:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise FolderError(folder, "expected an inbox folder, or leave to make it", str(error.strerror)) from error
