"""Which date an item has, of those that pages state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from syndication.archive.identity import have_compatible_dates
from syndication.models import Precision, SourceDate


@dataclass(frozen=True, slots=True)
class Word:
    """What a page says of an item's date."""

    stated: SourceDate | None
    page: date
    """The date of the page; the earliest there is, where it has none."""
    is_mended: bool
    """Whether the source told the item under another date before."""


def choose_date(words: Iterable[Word]) -> SourceDate | None:
    """The date that readers see; None where there is none.

    One that its source has mended counts, on the newest page of several; else what any page says. A day comes before
    its month, then the earliest.
    """
    dated = [(word.stated, word) for word in words if word.stated is not None]
    mended = [(word.page, day) for day, word in dated if word.is_mended]
    newest = max((page for page, _ in mended), default=None)
    right = _best_date(day for page, day in mended if page == newest)
    return _best_date(day for day, _ in dated if have_compatible_dates(day, right))


def _best_date(dates: Iterable[SourceDate]) -> SourceDate | None:
    return min(dates, key=lambda each: (each.precision is Precision.MONTH, each), default=None)
