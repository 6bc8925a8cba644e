"""``reclassify``: a changed taxonomy for the items that are in the archive already."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator

import click

from syndication.archive import Move
from syndication.cli.context import Context, note, now, pass_context
from syndication.models import SCHEMES, Category, selections_of
from syndication.publishing import publish_due
from syndication.service import Service


@click.command()
@click.option("--dry-run", is_flag=True, help="Print what would move; write nothing.")
@click.option("--yes", "agreed", is_flag=True, help="Do it without asking, for scripts.")
@pass_context
def reclassify(context: Context, dry_run: bool, agreed: bool) -> None:
    """Classify the whole archive anew, after a change of the taxonomy.

    First prints every item that moves, with its categories before and after, and how many items each feed loses and
    gains; then asks. What a person decided stays. Items whose categories stay, but have other words as reasons, are
    only counted.
    """
    if not (dry_run or agreed or sys.stdin.isatty()):
        raise click.UsageError("no terminal to ask at; give --yes to do it, or --dry-run to see it only")
    with context.service() as service:
        moves = service.archive.moves(service.classifier.classify)
        for line in describe(moves):
            click.echo(line)
        if moves and not dry_run and (agreed or click.confirm("Do it?", err=True)):
            note(f"reclassified; {len(_apply(service))} documents changed")


def _apply(service: Service) -> tuple[str, ...]:
    started = now()
    service.archive.reclassify(service.classifier.classify, started)
    return publish_due(service, started)


def describe(moves: Iterable[Move]) -> Iterator[str]:
    """The plan for people: items with their categories before and after, feeds with what they lose and gain."""
    moves = list(moves)
    moving = [move for move in moves if _slugs(move.before) != _slugs(move.after)]
    for move in moving:
        yield f"{move.id}  {move.title}"
        before, after = _slugs(move.before), _slugs(move.after)
        yield from (
            f"  {scheme}: {_listed(before[scheme])} -> {_listed(after[scheme])}"
            for scheme in SCHEMES
            if before[scheme] != after[scheme]
        )
    yield from _describe_feeds(moving)
    yield f"{len(moving)} items move; {len(moves) - len(moving)} more only get other reasons"


def _slugs(categories: Iterable[Category]) -> dict[str, list[str]]:
    slugs: dict[str, list[str]] = {scheme: [] for scheme in SCHEMES}
    for category in categories:
        slugs[category.scheme].append(category.slug)
    return slugs


def _listed(slugs: list[str]) -> str:
    return ", ".join(slugs) or "none"


def _describe_feeds(moves: Iterable[Move]) -> Iterator[str]:
    lost: Counter[str] = Counter()
    gained: Counter[str] = Counter()
    for move in moves:
        before, after = selections_of(move.before), selections_of(move.after)
        lost.update(selection.path for selection in before - after)
        gained.update(selection.path for selection in after - before)
    for path in sorted({*lost, *gained}):
        yield f"{path}: -{lost[path]} +{gained[path]}"
