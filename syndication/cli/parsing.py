"""``parse`` and ``classify``: the two stages that need no archive."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from syndication.bulletins import parse_bulletin, set_apart_repeated
from syndication.classify import Classifier, load_taxonomy
from syndication.cli.context import Context, note, pass_context, write_json
from syndication.errors import SyndicationError
from syndication.models import SCHEMES, Bulletin, Category, Item, Picture


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@pass_context
def parse(context: Context, files: tuple[Path, ...]) -> None:
    """Read bulletin files and print their items as JSON lines.

    Each has title, date (a day, YYYY-MM or null), summary, url, source and line, and picture if it has one. What was
    left out is told on standard error, with the reason. "-" reads standard input. Exit code 1 if a file could not be
    read at all.
    """
    rules = context.settings().bulletins
    bulletins: list[Bulletin] = []
    failed = False
    for file in files:
        try:
            bulletins.append(parse_bulletin(read_input(file), str(file), rules))
        except SyndicationError as error:
            note(str(error))
            failed = True
    for bulletin in set_apart_repeated(bulletins):
        for item in bulletin.items:
            write_json(item_as_json(item))
        for omission in bulletin.omissions:
            note(f'{omission.source}:{omission.line}: left out "{omission.title}": {omission.reason}')
        if not bulletin.items:
            note(f"{bulletin.source}: no items found")
    if failed:
        raise click.exceptions.Exit(1)


def item_as_json(item: Item) -> dict[str, Any]:
    """An item as the contract of ``parse`` has it."""
    return {
        "title": item.title,
        "date": str(item.date) if item.date else None,
        "summary": item.summary,
        "url": item.url or item.page_url,
        "source": item.source,
        "line": item.line,
    } | ({"picture": picture_as_json(item.picture)} if item.picture else {})


def picture_as_json(picture: Picture) -> dict[str, Any]:
    """A picture with what the page states of it."""
    return {name: stated for name, stated in asdict(picture).items() if stated}


def read_input(file: Path) -> bytes:
    """The bytes of a file, or of standard input for "-"; raises SyndicationError, which names the file."""
    try:
        return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    except OSError as error:
        raise SyndicationError(f"{file}: expected a file that can be read, but {error.strerror}") from error


@click.command()
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True), default="-")
@click.option("--explain", is_flag=True, help='Add "evidence": term, where, scheme, slug and weight of each reason.')
@pass_context
def classify(context: Context, file: Path, explain: bool) -> None:
    """Add topics and regions to JSON items (one object a line; from standard input without FILE).

    Reads "title" and "summary"; every other field passes through. Slugs come best first.
    """
    classifier = Classifier(load_taxonomy(context.settings().folder))
    for number, value in _objects(file):
        for name in ("title", "summary"):
            if not isinstance(value.get(name, ""), str):
                raise SyndicationError(f'{file}:{number}: expected text in "{name}", found {value[name]!r}')
        categories = classifier.classify(value.get("title", ""), value.get("summary", ""))
        write_json(value | slugs_as_json(categories) | (evidence_as_json(categories) if explain else {}))


def _objects(file: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(read_input(file).splitlines(), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except ValueError as error:
            raise SyndicationError(f"{file}:{number}: expected one JSON object a line: {error}") from error
        if not isinstance(value, dict):
            raise SyndicationError(f"{file}:{number}: expected a JSON object, found {type(value).__name__}")
        yield number, value


def slugs_as_json(categories: tuple[Category, ...]) -> dict[str, list[str]]:
    """The slugs of each scheme, best first."""
    return {scheme: [c.slug for c in categories if c.scheme == scheme] for scheme in SCHEMES}


def evidence_as_json(categories: tuple[Category, ...]) -> dict[str, list[dict[str, Any]]]:
    """Every reason for every category."""
    reasons = [reason for category in categories for reason in category.evidence]
    fields = ("term", "where", "scheme", "slug", "weight")
    return {"evidence": [{name: getattr(reason, name) for name in fields} for reason in reasons]}
