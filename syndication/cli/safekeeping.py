"""``backup`` and ``restore``: the archive into a file, and back."""

from pathlib import Path

import click

from syndication.cli.context import Context, note, now, pass_context, progress, write_json
from syndication.ingest.originals import Originals
from syndication.logs import set_up_logs
from syndication.pipeline import build as build_documents
from syndication.safekeeping.backup import back_up
from syndication.safekeeping.restoring import restore as restore_archive
from syndication.service import open_service


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--originals", "with_originals", is_flag=True, help="Write the originals along; FILE is a tar then.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@pass_context
def backup(context: Context, file: Path, with_originals: bool, force: bool) -> None:
    """Write the archive to FILE, as it is at one moment, while a service may run and write.

    The copy is checked before it gets its name. Prints one JSON object that says what is in it.
    """
    settings = context.settings()
    originals = Originals(settings.originals_folder)
    done = back_up(settings.archive_url, originals if with_originals else None, file, overwrite=force)
    write_json(
        {
            "file": str(done.file),
            "items": done.items,
            "files": done.readings,
            "originals": done.originals or 0,
            "bytes": done.size,
        }
    )
    if done.originals is None:
        note(f"the originals ({settings.originals_folder}) are not in it: --originals writes them along")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@pass_context
def restore(context: Context, file: Path) -> None:
    """Put the archive of a backup in the place of the one in use, and publish it. Stop the service first.

    The replaced archive is kept beside it. No item gets another id, no document an older date. Prints one JSON object.
    """
    set_up_logs()
    settings = context.settings()
    done = restore_archive(settings, file, now())
    with open_service(settings) as service:
        published = build_documents(service, now(), progress("Rendering feeds"))
    write_json(
        {
            "items": done.items,
            "files": done.readings,
            "originals": done.originals,
            "published": len(published),
            "replaced": str(done.replaced) if done.replaced else None,
        }
    )
