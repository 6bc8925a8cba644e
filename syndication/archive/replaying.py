"""What sources changed in an item, replayed from its contents and where each was met, by the rule that chooses.

Two clocks tell it. A source's pages have dates: what a later page says otherwise was changed by that day. A file that
is replaced was changed by the time at which its new content was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import pairwise

from syndication.archive.identity import have_compatible_dates
from syndication.archive.merging import Shown, Sighting, Variant, have_other_texts, merge
from syndication.archive.values import Event, EventKind
from syndication.models import Category, SourceDate

Categories = Mapping[int, tuple[Category, ...]]
"""Variant to what the rules say of it."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True)
class _Stay:
    """How long a page told a variant."""

    variant: Variant
    sighting: Sighting
    since: SourceDate | datetime
    until: datetime | None
    """None for what still stands."""

    def covers(self, instant: datetime) -> bool:
        return _instant(self.since) <= instant and (self.until is None or instant < self.until)


def tell_changes(members: Sequence[Variant], categories: Categories, published: SourceDate) -> Iterator[Event]:
    """What readers came to see otherwise, in its order, and the days on which the source says it changed something."""
    stays = [stay for file in _by_file(members) for stay in _stay_in_file(file, published)]
    turns = {_instant(stay.since): stay.since for stay in stays}
    shown = [(turns[instant], _show(stays, instant)) for instant in sorted(turns)]
    known = [(when, state) for when, state in shown if state is not None]
    told: set[datetime] = {published.instant}
    for (_, before), (when, after) in pairwise(known):
        for event in _compare(before, after, when, categories):
            told.add(event.instant)
            yield event
    days = {s.modified for variant in members for s in variant.standing if s.modified is not None}
    stated = (SourceDate(day) for day in days)
    yield from (Event(EventKind.STATED, day) for day in stated if day > published and day.instant not in told)


def _by_file(members: Iterable[Variant]) -> Iterable[list[tuple[Variant, Sighting]]]:
    files: dict[str, list[tuple[Variant, Sighting]]] = defaultdict(list)
    for variant in members:
        for sighting in variant.sightings:
            files[sighting.source].append((variant, sighting))
    return files.values()


def _stay_in_file(shown: Sequence[tuple[Variant, Sighting]], published: SourceDate) -> Iterator[_Stay]:
    """When the contents of one file told what; the first by the page's own date, those after it by our clock."""
    read_at = {sighting.digest: read_at_of(sighting) for _, sighting in shown}
    standing = {sighting.digest for _, sighting in shown if sighting.stands}
    contents = sorted(read_at, key=lambda digest: (read_at[digest], digest in standing))
    following = dict(pairwise(contents))
    for variant, sighting in shown:
        since = _page_date(sighting, published) if sighting.digest == contents[0] else read_at_of(sighting)
        if sighting.stands:
            yield _Stay(variant, sighting, since, None)
        elif sighting.digest in following:
            yield _Stay(variant, sighting, since, read_at[following[sighting.digest]])


def _page_date(sighting: Sighting, published: SourceDate) -> SourceDate:
    return published if sighting.as_of is None else max(published, SourceDate(sighting.as_of))


def _show(stays: Iterable[_Stay], instant: datetime) -> Shown | None:
    """What readers saw at a time; None where nothing had told the item's date yet."""
    there: dict[int, Variant] = {}
    for stay in stays:
        if stay.covers(instant):
            known = there.get(stay.variant.id, replace(stay.variant, sightings=()))
            there[known.id] = replace(known, sightings=(*known.sightings, replace(stay.sighting, stands=True)))
    if any(variant.told.date is not None for variant in there.values()):
        return merge(list(there.values()))
    return None


def _compare(before: Shown, after: Shown, when: SourceDate | datetime, categories: Categories) -> Iterator[Event]:
    old, new = before.winner.told, after.winner.told
    if old.title_words != new.title_words:
        yield Event(EventKind.RETITLED, when, titles=(old.title, new.title))
    if have_other_texts(old, new):
        yield Event(EventKind.REWORDED, when)
    if not have_compatible_dates(before.date, after.date):
        yield Event(EventKind.REDATED, when, dates=(before.date, after.date))
    gained, lost = compare_categories(categories[before.winner.id], categories[after.winner.id])
    if gained or lost:
        yield Event(EventKind.RECATEGORISED, when, gained=gained, lost=lost)


def compare_categories(
    before: Sequence[Category], after: Sequence[Category]
) -> tuple[tuple[Category, ...], tuple[Category, ...]]:
    """What came and what went."""
    old, new = ({(category.scheme, category.slug) for category in each} for each in (before, after))
    gained = tuple(category for category in after if (category.scheme, category.slug) not in old)
    return gained, tuple(category for category in before if (category.scheme, category.slug) not in new)


def read_at_of(sighting: Sighting) -> datetime:
    return sighting.read_at or _LONG_AGO


def _instant(when: SourceDate | datetime) -> datetime:
    return when.instant if isinstance(when, SourceDate) else when
