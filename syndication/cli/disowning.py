"""``disown``: a wrong file that came out, and what of it stayed after it was mended."""

import sys
from collections.abc import Iterator

import click

from syndication.archive import Disowning
from syndication.cli.context import Context, note, now, pass_context
from syndication.publishing import publish_due
from syndication.service import Service


@click.command()
@click.argument("file", metavar="FILE")
@click.option("--content", "digest", default="", metavar="DIGEST", help="Only the content whose digest begins so.")
@click.option("--undo", is_flag=True, help="Take that back; the items return under their ids and addresses.")
@click.option("--dry-run", is_flag=True, help="Print what would leave; write nothing.")
@click.option("--yes", "agreed", is_flag=True, help="Do it without asking, for scripts.")
@pass_context
def disown(context: Context, file: str, digest: str, undo: bool, dry_run: bool, agreed: bool) -> None:
    """Decide that what FILE told before it was replaced was a mistake, and never its source's word.

    FILE is its name as `history` and /status tell it. First prints its former contents (or that of --content), and
    every item that leaves as nothing else tells it, or returns; then asks. What FILE tells now stays (what it told
    last, while a newer content waits with a plan), and so does what other files tell. The same bytes tell nothing when
    they come under that name again.
    """
    if undo and (dry_run or agreed):
        raise click.UsageError("give --undo without --dry-run and --yes: it does not ask")
    if not (undo or dry_run or agreed or sys.stdin.isatty()):
        raise click.UsageError("no terminal to ask at; give --yes to do it, or --dry-run to see it only")
    with context.service() as service:
        if undo:
            _tell(service.archive.own(file, digest, now()))
            note(f"undone; {len(publish_due(service, now()))} documents changed")
            return
        foreseen = service.archive.foresee_disowning(file, digest, now())
        _tell(foreseen)
        if foreseen.contents and not dry_run and (agreed or click.confirm("Do it?", err=True)):
            note(f"disowned; {len(_apply(service, file, digest))} documents changed")


def _apply(service: Service, file: str, digest: str) -> tuple[str, ...]:
    started = now()
    service.archive.disown(file, digest, started)
    return publish_due(service, started)


def _tell(decided: Disowning) -> None:
    for line in describe(decided):
        click.echo(line)


def describe(decided: Disowning) -> Iterator[str]:
    """The decision for people: contents of the file, items that leave, items that return, and how many they are."""
    for content in decided.contents:
        yield f"{content.digest}  read {content.read_at:%Y-%m-%d %H:%M} UTC, {content.items} items"
    for items, what in ((decided.left, "leave"), (decided.come, "return")):
        yield from (f"{item.id}  {item.title} ({item.date})" for item in items)
        if items:
            yield f"{len(items)} items {what}"
    if not (decided.left or decided.come):
        yield "no item leaves or returns"
