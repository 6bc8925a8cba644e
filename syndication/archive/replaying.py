"""What sources changed in an item, replayed from its contents and where each was met, by the rule that chooses.

Two clocks tell it. A source's pages have dates: what a later page says otherwise was changed by that day. A file that
is replaced was changed by the time at which its new content was read.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from itertools import pairwise

from syndication.archive.absences import Absence
from syndication.archive.categories import compare_categories
from syndication.archive.dating import Word, choose_date
from syndication.archive.identity import have_compatible_dates
from syndication.archive.merging import Sighting, Telling, Variant, have_other_texts, rank
from syndication.archive.values.events import Event, EventKind
from syndication.models import Category, SourceDate

Categories = Mapping[int, tuple[Category, ...]]
"""Variant to what the rules say of it."""
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class _Stay:
    """How long a page told a variant."""

    variant: Variant
    met: date
    """The date of the page."""
    since: SourceDate | datetime
    until: datetime | None
    """None for what still stands."""
    is_mended: bool
    """Whether the source told the item under another date before."""

    @cached_property
    def start(self) -> datetime:
        return _instant(self.since)


@dataclass(frozen=True)
class _State:
    """What readers saw at a time."""

    winner: Variant
    date: SourceDate


def tell_changes(
    members: Sequence[Variant], categories: Categories, published: SourceDate, absences: Sequence[Absence] = ()
) -> Iterator[Event]:
    """What readers came to see otherwise, in its order, and the days on which the source says it changed something.

    ``absences`` are those of the item, in their order.
    """
    stays = [stay for file in _by_file(members) for stay in _stay_in_file(file, published, absences)]
    known = list(_replay(stays))
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


def _stay_in_file(
    shown: Sequence[tuple[Variant, Sighting]], published: SourceDate, absences: Sequence[Absence]
) -> Iterator[_Stay]:
    """When the contents of one file told what; the first by the page's own date, those after it by our clock.

    Of what the last of them took back nothing keeps when it did, but when no other file told of the story: that is
    what readers knew of it until it was met again.
    """
    read_at = {sighting.telling: read_at_of(sighting) for _, sighting in shown}
    standing = {sighting.telling for _, sighting in shown if sighting.stands}
    contents = sorted(read_at, key=lambda telling: (read_at[telling], telling in standing))
    last = max((place for place, telling in enumerate(contents) if telling in standing), default=len(contents))
    following = dict(pairwise(contents[: last + 1]))
    left = {variant.told.date for variant, sighting in shown if not sighting.stands}
    before = dict(zip(contents, _accumulate_dates(shown, contents), strict=True))
    for variant, sighting in shown:
        former = before[sighting.telling] & left if sighting.stands else before[sighting.telling]
        is_mended = any(not have_compatible_dates(variant.told.date, each) for each in former)
        since = _page_date(sighting, published) if sighting.telling == contents[0] else read_at_of(sighting)
        met = sighting.as_of or date.min
        if sighting.stands:
            yield _Stay(variant, met, since, None, is_mended)
        elif sighting.telling in following:
            yield _Stay(variant, met, since, read_at[following[sighting.telling]], is_mended)
        elif absence := next((each for each in absences if each.since > read_at_of(sighting)), None):
            yield _Stay(variant, met, since, absence.until, is_mended)


def _accumulate_dates(
    shown: Iterable[tuple[Variant, Sighting]], contents: Iterable[Telling]
) -> Iterator[frozenset[SourceDate | None]]:
    """The dates that a file had told before each of its contents."""
    told: dict[Telling, set[SourceDate | None]] = defaultdict(set)
    for variant, sighting in shown:
        told[sighting.telling].add(variant.told.date)
    known: frozenset[SourceDate | None] = frozenset()
    for telling in contents:
        yield known
        known |= told[telling]


def _page_date(sighting: Sighting, published: SourceDate) -> SourceDate:
    return published if sighting.as_of is None else max(published, SourceDate(sighting.as_of))


def _replay(stays: Iterable[_Stay]) -> Iterator[tuple[SourceDate | datetime, _State]]:
    """What readers saw from each time on at which a page began to tell something, or ceased; from the first date on.

    A story stands on hundreds of pages: each is put in and taken out once.
    """
    turns: dict[datetime, list[_Stay]] = defaultdict(list)
    ends: set[datetime] = set()
    for stay in stays:
        turns[stay.start].append(stay)
        ends |= {stay.until} if stay.until else set()
    there: dict[int, list[_Stay]] = defaultdict(list)
    ending: list[_Stay] = []
    for instant in sorted(turns.keys() | ends):
        begun = turns.get(instant, [])
        ended = [stay for stay in ending if _is_over(stay, instant)]
        for stay in ended:
            ending.remove(stay)
            there[stay.variant.id].remove(stay)
        for stay in begun:
            if not _is_over(stay, instant):
                there[stay.variant.id].append(stay)
                ending += [stay] if stay.until else []
        state = _show([its for its in there.values() if its])
        if state is not None:
            yield begun[-1].since if begun else instant, state


def _is_over(stay: _Stay, instant: datetime) -> bool:
    return stay.until is not None and stay.until <= instant


def _show(there: Sequence[Sequence[_Stay]]) -> _State | None:
    """What :func:`merge` would show of the variants that pages tell; None where none of them has a date."""
    source_date = choose_date(
        Word(stay.variant.told.date, stay.met, stay.is_mended) for stays in there for stay in stays
    )
    if source_date is None:
        return None
    winner = max(there, key=lambda stays: rank(stays[0].variant, max(stay.met for stay in stays)))
    return _State(winner[0].variant, source_date)


def _compare(before: _State, after: _State, when: SourceDate | datetime, categories: Categories) -> Iterator[Event]:
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


def read_at_of(sighting: Sighting) -> datetime:
    return sighting.read_at or _LONG_AGO


def _instant(when: SourceDate | datetime) -> datetime:
    return when.instant if isinstance(when, SourceDate) else when
