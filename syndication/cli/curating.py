"""``quarantine``, ``withdraw`` and ``correct``: a person's decisions."""

from collections.abc import Iterable, Sequence
from typing import Any

import click

from syndication.archive import QuarantineEntry
from syndication.cli.context import Context, note, now, pass_context, write_json
from syndication.cli.running import report_as_json
from syndication.corrections import load_corrections
from syndication.errors import ArchiveError, SyndicationError
from syndication.models import REGIONS, SCHEMES, TOPICS, Selection
from syndication.pipeline import run_cycle
from syndication.publishing import publish_due
from syndication.service import Service


@click.group()
def quarantine() -> None:
    """Files and items that were held back, each with its reason."""


@quarantine.command("list")
@pass_context
def list_entries(context: Context) -> None:
    """Print every entry as a JSON line."""
    with context.service() as service:
        for entry in service.archive.quarantine():
            write_json(entry_as_json(entry))


@quarantine.command()
@click.argument("number", type=int)
@pass_context
def show(context: Context, number: int) -> None:
    """Print one entry in plain words."""
    with context.service() as service:
        entry = _entry(service, number)
        place = f"{entry.source}:{entry.line}" if entry.line else entry.source
        click.echo(f"{entry.number}  {place}  (since {entry.since:%Y-%m-%d %H:%M} UTC)")
        if entry.title:
            click.echo(f"Title: {entry.title}")
        click.echo(f"Reason: {entry.reason}")
        click.echo(f"Feeds it would have reached: {_paths(entry.selections)}")


@quarantine.command()
@click.argument("number", type=int)
@pass_context
def replay(context: Context, number: int) -> None:
    """Read the entry's file again from the inbox, after it or the settings were mended."""
    with context.service() as service:
        entry = _entry(service, number)
        paths = [folder / entry.source for folder in service.settings.inbox_folders]
        present = [path for path in paths if path.is_file()]
        if not present:
            raise SyndicationError(f"{entry.source}: expected it in the inbox ({paths[0].parent}); put it there again")
        service.archive.forget(entry.source)
        write_json(report_as_json(run_cycle(service, now(), present), dry_run=False))


@quarantine.command()
@click.argument("number", type=int)
@pass_context
def drop(context: Context, number: int) -> None:
    """Take an entry off the list; the same text will not come back to it."""
    with context.service() as service:
        service.archive.drop(_entry(service, number).number)
        note(f"dropped {number}")


def entry_as_json(entry: QuarantineEntry) -> dict[str, Any]:
    """An entry as the contract of ``quarantine list`` has it."""
    return {
        "number": entry.number,
        "source": entry.source,
        "line": entry.line,
        "title": entry.title,
        "reason": entry.reason,
        "feeds": sorted(selection.path for selection in entry.selections),
        "since": entry.since.isoformat(),
        "plan": entry.plan,
    }


def _entry(service: Service, number: int) -> QuarantineEntry:
    for entry in service.archive.quarantine():
        if entry.number == number:
            return entry
    raise ArchiveError(f"no entry {number} in quarantine; `syndication quarantine list` shows those there are")


def _paths(selections: Sequence[Selection]) -> str:
    return ", ".join(sorted(selection.path for selection in selections)) or "none that is known"


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--reason", default="", help="Why, in a few words; shown on the item's page.")
@pass_context
def withdraw(context: Context, identifier: str, reason: str) -> None:
    """Take an item out of every feed, for good. ID is its tag: id or its /items/… address."""
    with context.service() as service:
        service.archive.withdraw(identifier, reason, now())
        note(f"withdrawn; {len(publish_due(service, now()))} documents changed")


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--topics", metavar="SLUG,…", help='Its topics, best first; "" for none.')
@click.option("--regions", metavar="SLUG,…", help='Its regions, best first; "" for none.')
@click.option("--undo", is_flag=True, help="Take back what was decided; the rules decide again.")
@pass_context
def correct(context: Context, identifier: str, topics: str | None, regions: str | None, undo: bool) -> None:
    """Decide an item's topics or regions by hand, for good. ID is its tag: id or its /items/… address."""
    given = {scheme: text for scheme, text in ((TOPICS, topics), (REGIONS, regions)) if text is not None}
    if undo == bool(given):
        raise click.UsageError("give --topics, --regions or both; or --undo alone")
    with context.service() as service:
        _leave_to_file(service, identifier, given or SCHEMES)
        if undo:
            service.archive.lift(identifier, now())
        else:
            decided = {scheme: _slugs(service, scheme, text) for scheme, text in given.items()}
            service.archive.correct(identifier, decided, now())
        note(f"{'undone' if undo else 'corrected'}; {len(publish_due(service, now()))} documents changed")


def _leave_to_file(service: Service, identifier: str, schemes: Iterable[str]) -> None:
    """Refuse to decide what the file of corrections decides: the next cycle would put its word back."""
    item = service.archive.item(identifier)
    for correction in load_corrections(service.settings.folder, service.taxonomy):
        if item is not None and correction.decided.keys() & schemes and service.archive.item(correction.id) == item:
            raise SyndicationError(str(correction.fault("the file decides this item at each cycle; change it there")))


def _slugs(service: Service, scheme: str, text: str) -> tuple[str, ...]:
    slugs = tuple(part.strip() for part in text.split(",") if part.strip())
    if unknown := [slug for slug in slugs if service.taxonomy.term(scheme, slug) is None]:
        known = ", ".join(term.slug for term in service.taxonomy.terms(scheme))
        raise SyndicationError(f"--{scheme}: expected one of {known}; found {', '.join(unknown)}")
    return slugs
