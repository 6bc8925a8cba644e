"""``init``, ``serve`` and ``export``: making a site, and showing it to readers."""

from pathlib import Path

import click

from syndication import server
from syndication.cli.context import Context, note, now, pass_context, progress
from syndication.config import locate
from syndication.ingest.inbox import make_inbox
from syndication.logs import set_up_logs
from syndication.pipeline import build as build_documents
from syndication.scheduler import Poller
from syndication.service import open_service
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
    with open_service(settings, stays=True):
        pass  # a fault in the taxonomy or in the archive is told here, before anything is laid out or started
    if settings.folder == locate.ready("config"):
        for name in lay_out(settings.root, samples=True):
            note(f"made {name}")
        settings = context.settings(flags)
    make_inbox(settings.inbox_folders)
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
