"""Items that a person should see before subscribers do: those that look like a mistake in the file."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from syndication.config.settings import Inbox
from syndication.models import Bulletin, Item

_AHEAD = timedelta(days=1)
_YEAR = 365.25
_TITLE_CHARACTERS = 500
_COMPANIONS = 3
"""So many other dates, at least, show what is usual on a page."""
_UNDECODABLE = "\ufffd"


def doubt_bulletin(bulletin: Bulletin, limits: Inbox) -> str | None:
    """Say why a whole file should be held, in plain words; None where its items should be looked at one by one."""
    found = len(bulletin.items)
    if found > limits.max_items:
        return (
            f"{found:,} items found, more than inbox.max_items ({limits.max_items:,}); split the file, or raise the "
            "setting and replay the entry"
        )
    if found:
        return None
    first = next(iter(bulletin.omissions), None)
    told = f'the first line says "{first.title}" (line {first.line}: {first.reason})' if first else "found no text"
    return (
        f"no items found: expected a title, a date and a text; {told}; compare with docs/bulletins.md and mend the "
        "file, or drop the entry"
    )


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why an item should be held."""

    reason: str
    """In plain words."""
    ripe_on: date | None = None
    """The day from which it should not, by any clock of the earth."""


def find_doubts(bulletin: Bulletin, items: Sequence[Item], limits: Inbox, now: datetime) -> list[Doubt | None]:
    """Say of each item why it should be held; None where nothing speaks against it.

    ``items`` are the bulletin's, with the dates that they take over from it.
    """
    days = sorted(item.date.day for item in items if item.date)
    return [
        _doubt_date(item, now) or (Doubt(reason) if (reason := _doubt_rest(item, days, bulletin, limits)) else None)
        for item in items
    ]


def _doubt_rest(item: Item, days: Sequence[date], bulletin: Bulletin, limits: Inbox) -> str | None:
    """What no day cures."""
    return (
        _doubt_calendar(item)
        or _doubt_distance(item, days, limits.date_gap_years)
        or _doubt_size(item, limits.item_characters)
        or (_doubt_characters(item) if bulletin.is_damaged else None)
    )


def _doubt_date(item: Item, now: datetime) -> Doubt | None:
    """An item that is dated later than any time zone's today would lead every feed until then.

    No day comes that the calendar does not have.
    """
    if item.date is None or item.date.impossible or item.date.day <= (now + _AHEAD).date():
        return None
    reason = (
        f"dated ahead of today: {item.date}; mend the date in the file, or wait: it is read again when the day comes"
    )
    return Doubt(reason, item.date.day - _AHEAD)


def _doubt_calendar(item: Item) -> str | None:
    """A day that was mistaken for another may be of another month, too: what was meant is a guess."""
    if item.date is None or not item.date.impossible:
        return None
    return f"expected a day that the calendar has, found {item.date.impossible}; mend the date in the file"


def _doubt_distance(item: Item, days: Sequence[date], years: int) -> str | None:
    """A date far from all others of its page is a slip of the pen, such as 2007 for 2017."""
    if item.date is None or len(days) <= _COMPANIONS:
        return None
    own = item.date.day
    place = bisect_left(days, own)
    beside = [*days[max(0, place - 1) : place], *days[place + 1 : place + 2]]
    nearest = min(beside, key=lambda day: abs(day - own))
    if abs(nearest - own) < timedelta(days=years * _YEAR):
        return None
    return (
        f"dated {item.date}, expected less than {years} years from every other date of its file, the nearest is "
        f"{nearest}; mend the date, or, if it is right, put the item into a file of its own"
    )


def _doubt_size(item: Item, characters: int) -> str | None:
    if len(item.title) > _TITLE_CHARACTERS:
        return (
            f"its title has {len(item.title):,} characters, expected at most {_TITLE_CHARACTERS}; set title and text "
            "apart by an empty line"
        )
    length = sum(map(len, item.paragraphs))
    if length <= characters:
        return None
    return (
        f"its text has {length:,} characters, more than inbox.item_characters ({characters:,}); see whether several "
        "items run into one, or raise the setting and replay the entry"
    )


def _doubt_characters(item: Item) -> str | None:
    found = (item.title, *item.paragraphs)
    bytes_lost = sum(text.count(_UNDECODABLE) for text in found)
    if not bytes_lost:
        return None
    return (
        f"undecodable bytes ({bytes_lost}), shown as {_UNDECODABLE}: expected UTF-8 or Windows-1252; save the file as "
        "UTF-8 anew"
    )
