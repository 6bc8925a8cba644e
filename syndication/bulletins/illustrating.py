"""Which picture of a page belongs to which of its entries.

An entry that the page's build sets apart holds its pictures. Where entries only follow each other, a picture between
two of them is the lower one's, as its caption is; unless the first entry has none above it and the last one has one
below it: then pictures stand below texts on this page.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from syndication.bulletins.outline import Entry
from syndication.bulletins.page import Line, Page
from syndication.models import Picture

_HOLDERS = frozenset({"article", "figure"})
"""What stands in one of these is no part of the page's frame."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """The pictures of an entry that only its date sets apart."""

    above: list[Picture]
    inside: list[Picture]
    below: list[Picture]


def find_pictures(page: Page, entries: Sequence[Entry]) -> tuple[Picture | None, ...]:
    """The first picture of each entry; one that several entries show is an ornament of the page."""
    found = {entry: _pictures_among(page.lines[entry.start : entry.end]) for entry in entries if entry.listed}
    found |= _share_out(page, {entry: _part(page, entry) for entry in entries if not entry.listed})
    shown = Counter(url for pictures in found.values() for url in {picture.url for picture in pictures})
    return tuple(next((each for each in found[entry] if shown[each.url] == 1), None) for entry in entries)


def find_picture_between(page: Page, first: Line, last: Line) -> Picture | None:
    """The first picture from one line to another."""
    places = [place for place, line in enumerate(page.lines) if line is first or line is last]
    return next(iter(_pictures_among(page.lines[places[0] : places[-1] + 1])), None)


def _pictures_among(lines: Iterable[Line]) -> list[Picture]:
    return [line.picture for line in lines if line.picture and not line.furniture]


def _part(page: Page, entry: Entry) -> _Parts:
    """Part the pictures at the first line that is none, and at the last; below that, a part of the frame ends them."""
    lines = page.lines[entry.start : entry.end]
    told = [place for place, line in enumerate(lines) if not line.caption and not line.furniture]
    first, last = (told[0], told[-1]) if told else (len(lines), len(lines))
    end = next((place for place in range(last + 1, len(lines)) if lines[place].furniture), len(lines))
    return _Parts(*(_pictures_among(part) for part in (lines[:first], lines[first:last], lines[last:end])))


def _share_out(page: Page, parts: dict[Entry, _Parts]) -> dict[Entry, list[Picture]]:
    if not parts:
        return {}
    entries = list(parts)
    if _stand_below(page, parts):
        following = {entry: parts[after].above for entry, after in pairwise(entries) if entry.end == after.start}
        return {entry: parts[entry].inside + following.get(entry, parts[entry].below) for entry in entries}
    shares = {entry: part.above + part.inside for entry, part in parts.items()}
    if not _is_first_above(page, parts):
        shares[entries[0]] = parts[entries[0]].inside
    return shares


def _stand_below(page: Page, parts: dict[Entry, _Parts]) -> bool:
    """Whether pictures stand below the texts."""
    first, last = next(iter(parts)), next(reversed(parts))
    if parts[first].above or not parts[last].below:
        return False
    return len(parts) > 1 or _is_held(page, last.end - 1)


def _is_first_above(page: Page, parts: dict[Entry, _Parts]) -> bool:
    """Whether a picture above the first title is its own, and not the page's: others have one, or it is held."""
    illustrated = [entry for entry, part in parts.items() if part.above]
    return len(illustrated) > 1 or _is_held(page, next(iter(parts)).start)


def _is_held(page: Page, place: int) -> bool:
    return any(region.tag in _HOLDERS and place in region.lines for region in page.regions)
