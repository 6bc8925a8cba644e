"""What readers see of an item: a pure function of its variants and of where each was met."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from syndication.archive.dating import Word, choose_date
from syndication.archive.identity import Told, have_compatible_dates
from syndication.models import Picture, SourceDate

Telling = tuple[str, datetime | None]
"""The digest of a content and when it was read: one can come again after another."""


@dataclass(frozen=True)
class Sighting:
    """Where a variant was met."""

    source: str
    digest: str
    as_of: date | None
    page_url: str | None
    modified: date | None
    stands: bool = True
    """Whether the source still says so."""
    read_at: datetime | None = None
    """When the content was read."""
    picture: Picture | None = None
    """With which the page shows it."""

    @property
    def telling(self) -> Telling:
        """What it shares with all that was read with it."""
        return self.digest, self.read_at


@dataclass(frozen=True)
class Variant:
    """One content of an item."""

    id: int
    key: str
    told: Told
    sightings: tuple[Sighting, ...]
    left_by: frozenset[str] = frozenset()
    """Sources that tell its story under another date since."""

    @property
    def first_met(self) -> date | None:
        """The oldest date of a page that shows it."""
        return min(_page_dates(self.sightings), default=None)

    @property
    def last_met(self) -> date:
        return max(_page_dates(self.standing), default=date.min)

    @property
    def standing(self) -> list[Sighting]:
        return [sighting for sighting in self.sightings if sighting.stands]

    @property
    def stands(self) -> bool:
        """Whether a source still tells it so."""
        return bool(self.standing)


def _page_dates(sightings: Iterable[Sighting]) -> list[date]:
    return [sighting.as_of for sighting in sightings if sighting.as_of is not None]


@dataclass(frozen=True)
class Shown:
    """An item as it follows from its variants."""

    winner: Variant
    date: SourceDate
    updated: datetime
    url: str | None
    page_url: str | None
    picture: Picture | None
    is_absent: bool
    """Whether every source has taken it back."""


def merge(variants: Sequence[Variant]) -> Shown:
    """Choose what readers see; ``variants`` is not empty and at least one has a date.

    A variant that its sources have taken back (a file was replaced, or read anew and better) counts only if there is
    no other; but a text that differs from it is an update of it.
    """
    standing = [variant for variant in variants if variant.stands]
    shown = standing or [variant for variant in variants if variant.sightings] or list(variants)
    winner = max(shown, key=_rank)
    source_date = choose_date(_last_words(variants)) or choose_date(map(_word_of, variants))
    if source_date is None:
        raise ValueError("expected variants of an item, one of them with a date")
    return Shown(
        winner=winner,
        date=source_date,
        updated=_updated(winner, variants, source_date),
        url=winner.told.url or max((v for v in shown if v.told.url), key=_rank, default=winner).told.url,
        page_url=_page_url(winner),
        picture=_picture(shown),
        is_absent=not standing,
    )


def choose_founder(variants: Iterable[Variant]) -> tuple[Variant, SourceDate]:
    """The variant that gives a new item its id, and its date: the one that stood first, as far as the pages tell.

    One with text comes before one without: a listing of bare titles says least about a story.
    """
    dated = [(variant, variant.told.date) for variant in variants if variant.told.date is not None]
    return min(dated, key=lambda pair: _seniority(pair[0]))


def _seniority(variant: Variant) -> tuple[bool, date, int, str]:
    return not variant.told.passage, variant.first_met or date.max, -len(variant.told.text), variant.key


def is_materially_different(a: Told, b: Told) -> bool:
    """Whether a reader would say that something changed: not white space, punctuation or where a teaser is cut."""
    return a.title_words != b.title_words or have_other_texts(a, b)


def have_other_texts(a: Told, b: Told) -> bool:
    """Whether a reader would say that the text changed."""
    shorter, longer = sorted((a.passage, b.passage), key=len)
    return shorter.words != longer.words and not (shorter.is_cut and shorter.begins(longer))


def _rank(variant: Variant) -> tuple[int, date, str]:
    return rank(variant, variant.last_met)


def rank(variant: Variant, last_met: date) -> tuple[int, date, str]:
    """Longest text, then newest page, then a fixed order: the greatest is what readers see."""
    return len(variant.told.text), last_met, variant.key


def _last_words(variants: Sequence[Variant]) -> list[Word]:
    """What the sources say of the date now; where all of them have taken the item back, what they said last."""
    menders = frozenset[str]().union(*(variant.left_by for variant in variants))
    met = [(variant, sighting) for variant in variants for sighting in variant.sightings]
    standing = [pair for pair in met if pair[1].stands]
    last = standing or [pair for pair in met if pair[1].source not in pair[0].left_by]
    return [Word(each.told.date, where.as_of or date.min, where.source in menders) for each, where in last]


def _word_of(variant: Variant) -> Word:
    return Word(variant.told.date, date.min, is_mended=False)


def _updated(winner: Variant, variants: Sequence[Variant], published: SourceDate) -> datetime:
    stated = [s.modified for variant in variants for s in variant.standing if s.modified is not None]
    evidence = [*stated, *_replaced_on(winner, variants)]
    days = (SourceDate(day).instant for day in evidence)
    return max([published.instant, *days, *_mended_at(winner, variants, published)])


def _mended_at(winner: Variant, variants: Sequence[Variant], published: SourceDate) -> list[datetime]:
    """When files were read whose words, or date, took the place of others of their own: the publisher's edit.

    Reading the same again is none, nor is a date that another file has mended before. A fact of the archive, not of its
    rendering; of files that are never replaced there is none.
    """
    reworded = {variant.id for variant in variants if is_materially_different(winner.told, variant.told)}
    redated = {variant.id for variant in variants if not have_compatible_dates(published, variant.told.date)}
    dated = {variant.id for variant in variants} - redated
    by_date = min(_find_replacing(dated, redated, variants), default=None)
    return [*_find_replacing({winner.id}, reworded, variants), *([by_date] if by_date else [])]


def _find_replacing(now: Collection[int], others: Collection[int], variants: Sequence[Variant]) -> Iterator[datetime]:
    """When each file that tells one of some variants was first read so, after it had told one of the others."""
    replaced = {s.source for variant in variants if variant.id in others for s in variant.sightings if not s.stands}
    telling = {sighting.source for variant in variants if variant.id in now for sighting in variant.standing}
    for source in replaced & telling:
        since = _told_since(now, _told_by(source, variants), others)
        if since is not None:
            yield since.replace(microsecond=0)


_Told = tuple[Sighting, Variant]
"""A content of a file, and the fullest of an item's variants in it."""


def _told_by(source: str, variants: Iterable[Variant]) -> Collection[_Told]:
    told: dict[Telling, _Told] = {}
    for variant in sorted(variants, key=_rank):
        told |= {sighting.telling: (sighting, variant) for sighting in variant.sightings if sighting.source == source}
    return told.values()


def _told_since(now: Collection[int], told: Collection[_Told], others: Collection[int]) -> datetime | None:
    """When a file that told ``others`` before was first read with the words that it tells now."""
    read = [(where.read_at, variant.id, where.stands) for where, variant in told if where.read_at is not None]
    last = max((at for at, id_, stands in read if id_ in now and stands), default=None)
    former = [at for at, id_, _ in read if last is not None and id_ in others and at <= last]
    return min(at for at, id_, _ in read if id_ not in others and at >= max(former)) if former else None


def _replaced_on(winner: Variant, variants: Sequence[Variant]) -> list[date]:
    met = winner.first_met
    if met is None:
        return []
    older = (v for v in variants if v.first_met is not None and v.first_met < met)
    return [met] if any(is_materially_different(winner.told, each.told) for each in older) else []


def _picture(shown: Iterable[Variant]) -> Picture | None:
    """The winner's, else that of the best variant that has one; as the newest page shows it, then in a fixed order."""
    for variant in sorted(shown, key=_rank, reverse=True):
        pages = variant.standing or variant.sightings
        pictures = [(sighting.as_of or date.min, sighting.picture) for sighting in pages if sighting.picture]
        if pictures:
            return max(pictures, key=lambda pair: (pair[0], repr(pair[1])))[1]
    return None


def _page_url(winner: Variant) -> str | None:
    """The page where the winner was met first: later listings do not move it."""
    pages = [(sighting.as_of or date.max, sighting.page_url) for sighting in winner.sightings if sighting.page_url]
    return min(pages)[1] if pages else None
