"""Feeds in a list: how many items each has, and how new they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from syndication.archive import Tally
from syndication.models import SCHEMES, Selection, SourceDate
from syndication.web.addressing import addresses
from syndication.web.shelf import shelf


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed in a list."""

    selection: Selection
    items: int
    newest: SourceDate | None


def narrower_lines(
    selection: Selection, tallies: Mapping[Selection, Tally], *, empty: bool = True
) -> dict[str, list[FeedLine]]:
    """The feeds that narrow a selection, scheme by scheme; those without an item only if ``empty``."""
    lines = {scheme: lines_of(addresses.narrower(selection, scheme, shelf().taxonomy), tallies) for scheme in SCHEMES}
    return {scheme: [line for line in found if empty or line.items] for scheme, found in lines.items()}


def lines_of(selections: Iterable[Selection], tallies: Mapping[Selection, Tally]) -> list[FeedLine]:
    return [_line(selection, tallies.get(selection)) for selection in selections]


def _line(selection: Selection, tally: Tally | None) -> FeedLine:
    return FeedLine(selection, tally.items, tally.newest) if tally else FeedLine(selection, 0, None)
