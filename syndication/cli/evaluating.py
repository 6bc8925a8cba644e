"""``evaluate``: how far the rules agree with what people say."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from syndication.classify import Classifier, Taxonomy, load_taxonomy
from syndication.classify.agreement import Agreement, Disagreement, Score, compare
from syndication.classify.labels import LabelledItem, read_labels
from syndication.cli.context import Context, note, pass_context, write_json
from syndication.cli.parsing import read_input
from syndication.config.checking import raise_together
from syndication.errors import ConfigError, SyndicationError
from syndication.models import SCHEMES, Category

_ROW = "{:28} {:>9} {:>7} {:>7} {:>6} {:>6} {:>8}"
_HEAD = ("precision", "recall", "F1", "right", "extra", "missing")


def _read_floors(_: click.Context, __: click.Parameter, given: tuple[str, ...]) -> dict[str, float]:
    return dict(map(_read_floor, given))


def _read_floor(text: str) -> tuple[str, float]:
    scheme, _, figure = text.partition("=")
    try:
        floor = float(figure)
    except ValueError:
        floor = -1.0
    if scheme not in SCHEMES or not 0 <= floor <= 1:
        wanted = " or ".join(SCHEMES)
        raise click.BadParameter(f"expected {wanted}, an equals sign and a figure from 0 to 1; found {text!r}")
    return scheme, floor


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True), metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object, for machines.")
@click.option(
    "--floor",
    "floors",
    multiple=True,
    metavar="SCHEME=F1",
    callback=_read_floors,
    help="Exit with 1 if the overall F1 of topics or regions is lower, as in topics=0.88.",
)
@pass_context
def evaluate(context: Context, files: tuple[Path, ...], as_json: bool, floors: dict[str, float]) -> None:
    """Compare the rules with labelled items: precision, recall, F1, and every disagreement with its reason.

    FILE holds JSON lines with title, summary, topics and regions (lists of slugs), and an id if you like; "-" is
    standard input. The archive is not asked: what counts is the taxonomy as it stands now.
    """
    taxonomy = load_taxonomy(context.settings().folder)
    agreement = compare(_read_all(files, taxonomy), Classifier(taxonomy).classify)
    if as_json:
        write_json(agreement_as_json(agreement))
    else:
        for line in describe(agreement):
            click.echo(line)
    if below := list(_below(agreement, floors)):
        note("\n".join(below))
        raise click.exceptions.Exit(1)


def _read_all(files: Sequence[Path], taxonomy: Taxonomy) -> list[LabelledItem]:
    """The items of all files; raises ConfigError with the faults of all, SyndicationError if there is no item."""
    items: list[LabelledItem] = []
    errors: list[ConfigError] = []
    for file in files:
        try:
            items += read_labels(read_input(file), str(file), taxonomy)
        except ConfigError as error:
            errors.append(error)
    raise_together(errors)
    if not items:
        raise SyndicationError(f"{', '.join(map(str, files))}: expected labelled items, found none")
    return items


def _below(agreement: Agreement, floors: Mapping[str, float]) -> Iterator[str]:
    for scheme, floor in floors.items():
        found = agreement.overall[scheme].f1
        if found is not None and found < floor:
            yield f"{scheme}: expected an overall F1 of at least {floor:g}, found {_figure(found)}"


def describe(agreement: Agreement) -> Iterator[str]:
    """The figures as tables, then the disagreements, for people."""
    yield f"{agreement.items} items"
    for scheme in SCHEMES:
        yield ""
        yield _ROW.format(scheme, *_HEAD)
        for slug, score in agreement.by_slug[scheme].items():
            yield _row(f"  {slug}", score)
        yield _row("  overall", agreement.overall[scheme])
    yield ""
    yield f"{len(agreement.disagreements)} disagreements (+ only the rules say so, - only people do)"
    for disagreement in agreement.disagreements:
        yield from _describe_one(disagreement)


def _row(name: str, score: Score) -> str:
    figures = map(_figure, (score.precision, score.recall, score.f1))
    return _ROW.format(name, *figures, score.right, score.extra, score.missing)


def _figure(ratio: float | None) -> str:
    """Rounded down, so that no figure looks better than it is; a dash where there is nothing to count."""
    return "-" if ratio is None else f"{int(ratio * 1000 + 1e-9) / 1000:.3f}"


def _describe_one(disagreement: Disagreement) -> Iterator[str]:
    item = disagreement.item
    yield ""
    yield item.title if item.id is None else f"{item.id}  {item.title}"
    for category in disagreement.extra:
        reasons = (f"“{piece.term}” in {piece.where} ({piece.weight:g})" for piece in category.evidence)
        yield f"  + {disagreement.scheme}/{category.slug}: {', '.join(reasons)}"
    for slug in disagreement.missing:
        yield f"  - {disagreement.scheme}/{slug}"


def agreement_as_json(agreement: Agreement) -> dict[str, Any]:
    """The figures and the disagreements as the contract of ``evaluate --json`` has them."""
    schemes = {
        scheme: _score_as_json(agreement.overall[scheme])
        | {"slugs": {slug: _score_as_json(score) for slug, score in agreement.by_slug[scheme].items()}}
        for scheme in SCHEMES
    }
    return {"items": agreement.items, **schemes, "disagreements": list(map(_one_as_json, agreement.disagreements))}


def _score_as_json(score: Score) -> dict[str, Any]:
    ratios = {"precision": score.precision, "recall": score.recall, "f1": score.f1}
    return ratios | {"right": score.right, "extra": score.extra, "missing": score.missing}


def _one_as_json(disagreement: Disagreement) -> dict[str, Any]:
    return {
        "id": disagreement.item.id,
        "title": disagreement.item.title,
        "scheme": disagreement.scheme,
        "extra": [_extra_as_json(category) for category in disagreement.extra],
        "missing": list(disagreement.missing),
    }


def _extra_as_json(category: Category) -> dict[str, Any]:
    words = [{"term": piece.term, "where": piece.where, "weight": piece.weight} for piece in category.evidence]
    return {"slug": category.slug, "words": words}
