"""``backup``, ``restore``, ``rebuild-archive``: the archive into a file, and back, and anew from its files."""

from contextlib import nullcontext
from pathlib import Path

import click

from syndication.cli.context import Context, note, now, pass_context, progress, write_json
from syndication.ingest.originals import Originals
from syndication.logs import set_up_logs
from syndication.pipeline import build as build_documents
from syndication.progress import Progress
from syndication.safekeeping.backup import back_up
from syndication.safekeeping.proving import Proof, prove, prove_and_keep, prove_and_replace
from syndication.safekeeping.rebuilding import Together
from syndication.safekeeping.restoring import being_alone
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


@click.command()
@click.option("--keep", metavar="FILE", help="Leave the new archive in a new FILE, or at an empty database's address.")
@click.option("--replace", "replacing", is_flag=True, help="Put it in the place of the one in use. Stop the service.")
@pass_context
def rebuild_archive(context: Context, keep: str | None, replacing: bool) -> None:
    """Make the archive anew from the originals, and prove that ids and documents come out the same.

    By default the new archive is thrown away then, and a service may run meanwhile. Prints what differs, and exits
    with 1 if anything does. --replace leaves the archive as it is where more differs than categories, which follow
    from the taxonomy; else it keeps the replaced one beside it, and publishes.
    """
    if keep and replacing:
        raise click.UsageError("give --keep or --replace, not both")
    set_up_logs()
    settings = context.settings()
    over: Progress[Together] = progress("Reading files anew")
    with being_alone(settings) if replacing else nullcontext(), open_service(settings) as service:
        if replacing:
            proof = prove_and_replace(service, now(), over)
        elif keep:
            proof = prove_and_keep(service, keep, now(), over)
        else:
            proof = prove(service, over)
    if proof.replaced:
        with open_service(settings) as service:
            build_documents(service, now(), progress("Rendering feeds"))
    _tell(proof, replacing=replacing)


def _tell(proof: Proof, *, replacing: bool) -> None:
    for difference in proof.differences:
        click.echo(difference)
    note(f"{proof.files} files came; {proof.items} items and {proof.documents} documents compared")
    if proof.replaced:
        note(f"replaced; the former archive is {proof.replaced}")
    elif replacing:
        note("not replaced: the new archive is not the same; --keep FILE leaves it, to look at or to restore")
    if proof.differences:
        note("1 difference" if len(proof.differences) == 1 else f"{len(proof.differences)} differences")
        raise click.exceptions.Exit(1)
    note("ids and documents came out the same")
