"""Feeds in a list: how many items each has, and how new they are."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from syndication.archive import Tally
from syndication.models import Selection, SourceDate


@dataclass(frozen=True, slots=True)
class FeedLine:
    """A feed in a list."""

    selection: Selection
    items: int
    newest: SourceDate | None


def lines_of(selections: Iterable[Selection], tallies: Mapping[Selection, Tally]) -> list[FeedLine]:
    return [_line(selection, tallies.get(selection)) for selection in selections]


def _line(selection: Selection, tally: Tally | None) -> FeedLine:
    return FeedLine(selection, tally.items, tally.newest) if tally else FeedLine(selection, 0, None)
