"""``quarantine``, ``withdraw`` and ``correct``: a person's decisions; ``history``: what became of an item."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import click

from syndication.archive import Event, QuarantineEntry
from syndication.cli.context import Context, note, now, pass_context, write_json
from syndication.cli.running import report_as_json
from syndication.corrections import load_corrections
from syndication.errors import ArchiveError, SyndicationError
from syndication.ingest.arriving import look_twice
from syndication.ingest.inbox import locate
from syndication.models import REGIONS, SCHEMES, TOPICS, Retraction, Selection, SourceDate
from syndication.naming import name_item
from syndication.pipeline import run_cycle
from syndication.publishing import publish_due
from syndication.service import Service
from syndication.web.telling.events import tell_event
from syndication.web.texts import FALLBACK, load_texts


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
        inboxes = service.settings.inbox_folders
        present = list(locate(entry.source, inboxes))
        if not present:
            shown = ", ".join(map(str, inboxes))
            raise SyndicationError(f"{entry.source}: expected it in the inbox ({shown}); put it there again")
        service.archive.forget(entry.source)
        arrived = look_twice(service, now, time.sleep, present)
        write_json(report_as_json(run_cycle(service, now(), arrived), dry_run=False))


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


def read_reason(_: click.Context, __: click.Parameter, given: str | None) -> str:
    """The reason that was given, empty where none was; raises UsageError for one without words."""
    if given is not None and not given.strip():
        raise click.UsageError("--reason: expected a few words, found none; leave it out if there is no reason to tell")
    return (given or "").strip()


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--reason", callback=read_reason, help="Why, in a few words; shown on the item's page and in its feeds.")
@click.option("--undo", is_flag=True, help="Take the withdrawal back; the item returns under its id and address.")
@pass_context
def withdraw(context: Context, identifier: str, reason: str, undo: bool) -> None:
    """Take an item out of every feed, whatever files bring it again.

    ID is its tag: id, its path or its full address. An item that is withdrawn already gets another reason by --reason.
    """
    if undo and reason:
        raise click.UsageError("give --reason or --undo: only a withdrawal has a reason")
    with context.service() as service:
        identifier = name_item(identifier, service.settings)
        if undo:
            if not service.archive.reinstate(identifier, now()):
                raise ArchiveError(
                    f"{identifier}: expected an item that a person withdrew, but nobody did; nothing to undo"
                )
            done = "undone"
        else:
            done = "withdrawn" if service.archive.withdraw(identifier, reason, now()) else "withdrawn already"
        note(f"{done}; {len(publish_due(service, now()))} documents changed")


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object for each event.")
@pass_context
def history(context: Context, identifier: str, as_json: bool) -> None:
    """Print what happened to an item, oldest first, a line each.

    ID is its tag: id, its path or its full address.
    """
    texts = load_texts(FALLBACK)
    with context.service() as service:
        events = service.archive.history(name_item(identifier, service.settings))
        if not events:
            raise ArchiveError(f"{identifier}: expected an item that has come out, found none")
        for event in events:
            told = tell_event(event, service.taxonomy, texts, FALLBACK)
            if as_json:
                write_json(event_as_json(event, told))
            else:
                click.echo(f"{_when(event)}  {told}{f' ({event.source})' if event.source else ''}")


def event_as_json(event: Event, told: str) -> dict[str, Any]:
    """An event as the contract of ``history`` has it: without the fields that say nothing."""
    before, after = map(str, event.titles or event.dates or ("", ""))
    taken_back = event.retraction or Retraction(event.source, None)
    fields = {
        "when": str(event.when) if isinstance(event.when, SourceDate) else event.when.isoformat(),
        "kind": event.kind.value,
        "told": told,
        "source": taken_back.source,
        "as_of": taken_back.as_of and str(taken_back.as_of),
        "before": before,
        "after": after,
        "gained": [f"/{category.scheme}/{category.slug}" for category in event.gained],
        "lost": [f"/{category.scheme}/{category.slug}" for category in event.lost],
        "reason": event.reason,
    }
    return {name: value for name, value in fields.items() if value}


def _when(event: Event) -> str:
    """A source's day, or a moment of this archive's, in a column of one width."""
    when = f"{event.when:%Y-%m-%d %H:%M} UTC" if isinstance(event.when, datetime) else str(event.when)
    return when.ljust(len("2016-04-17 09:30 UTC"))


@click.command()
@click.argument("identifier", metavar="ID")
@click.option("--topics", metavar="SLUG,…", help='Its topics, best first; "" for none.')
@click.option("--regions", metavar="SLUG,…", help='Its regions, best first; "" for none.')
@click.option("--undo", is_flag=True, help="Take back what was decided; the rules decide again.")
@pass_context
def correct(context: Context, identifier: str, topics: str | None, regions: str | None, undo: bool) -> None:
    """Decide an item's topics or regions by hand, for good.

    ID is its tag: id, its path or its full address.
    """
    given = {scheme: text for scheme, text in ((TOPICS, topics), (REGIONS, regions)) if text is not None}
    if undo == bool(given):
        raise click.UsageError("give --topics, --regions or both; or --undo alone")
    with context.service() as service:
        identifier = name_item(identifier, service.settings)
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
    for order in load_corrections(service.settings, service.taxonomy):
        if item is not None and order.decided.keys() & schemes and service.archive.item(order.id) == item:
            raise SyndicationError(str(order.fault("the file decides this item at each cycle; change it there")))


def _slugs(service: Service, scheme: str, text: str) -> tuple[str, ...]:
    slugs = tuple(part.strip() for part in text.split(",") if part.strip())
    if unknown := [slug for slug in slugs if service.taxonomy.term(scheme, slug) is None]:
        known = ", ".join(term.slug for term in service.taxonomy.terms(scheme))
        raise SyndicationError(f"--{scheme}: expected one of {known}; found {', '.join(unknown)}")
    return slugs
