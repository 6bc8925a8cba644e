"""What holds for every bulletin, date line and text, however it is damaged."""

import unicodedata
from collections.abc import Iterator

from syndication.bulletins import parse_bulletin
from syndication.bulletins.date_forms import puts_month_first
from syndication.bulletins.dates import DateLines, read_moment
from syndication.config.settings import Bulletins
from syndication.errors import BulletinError
from syndication.models import Bulletin, Item, SourceDate
from syndication.text import clean

SETTINGS = Bulletins(
    names=("Update", "Boletín"), closing=("All news", "All articles"), standing=("Our aims", "How to join")
)
_YEARS = range(1900, 2100)


class BrokenLawError(Exception):
    """A law does not hold for an input."""


def check_bulletin(data: bytes) -> None:
    """A file is refused with a reason, or read: twice the same, each of its texts clean, each address one of the web.

    Raises BrokenLawError, or whatever the reader raises that is no refusal.
    """
    try:
        bulletin = parse_bulletin(data, "page", SETTINGS)
    except BulletinError as refusal:
        _check_clean(str(refusal), "a refusal")
        return
    if parse_bulletin(data, "page", SETTINGS) != bulletin:
        raise BrokenLawError("read a second time, the file gives another bulletin")
    last = data.count(b"\n") + data.count(b"\r") + 1
    for item in bulletin.items:
        _check_item(item, last)
    for text in _told_beside(bulletin):  # cut short, and the dots may look like half of a misread letter
        _check_visible(text, "what was left out")
    _check_address(bulletin.url)


def check_dates(data: bytes) -> None:
    """A line gives no date, or one of the calendar, and the same with white space around it."""
    text = data.decode("utf-8", "surrogateescape")
    for reader in (DateLines(SETTINGS.names), DateLines(month_first=puts_month_first(text))):
        for line in text.split("\n"):
            stamp = reader.read(line)
            if reader.read(f" {line}\t") != stamp:
                raise BrokenLawError(f"white space around {line!r} makes another date of it")
            _check_date(stamp.date if stamp else None)
            moment = read_moment(line)
            _check_date(moment.date if moment else None)


def check_text(data: bytes) -> None:
    """Clean text is in NFC, has only characters that XML and UTF-8 take, and is not changed by cleaning it again."""
    cleaned = clean(_decode(data))
    _check_clean(cleaned, "a clean text")
    if not unicodedata.is_normalized("NFC", cleaned):
        raise BrokenLawError(f"clean, but not in NFC: {cleaned!r}")


def _decode(data: bytes) -> str:
    """Halves of characters and all, where bytes are UTF-8 but for those; else with each odd byte as a half."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")


def _told_beside(bulletin: Bulletin) -> Iterator[str]:
    for omission in (*bulletin.omissions, *bulletin.hidden):
        yield omission.title
        yield omission.reason


def _check_item(item: Item, last: int) -> None:
    for text in (item.title, *item.paragraphs, item.caption or "", item.picture.text if item.picture else ""):
        _check_clean(text, "an item")
    for address in (item.url, item.page_url, item.picture.url if item.picture else None):
        _check_address(address)
    _check_date(item.date)
    if not 1 <= item.line <= last:
        raise BrokenLawError(f"an item of line {item.line}, in a file of {last} lines")


def _check_clean(text: str, what: str) -> None:
    if clean(text) != text:
        raise BrokenLawError(f"{what} holds what the text policy takes away: {text!r}")
    _check_visible(text, what)


def _check_visible(text: str, what: str) -> None:
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text):
        raise BrokenLawError(f"{what} holds a control character or half a character: {text!r}")


def _check_address(address: str | None) -> None:
    if address is None:
        return
    _check_clean(address, "an address")
    if not address.startswith(("http://", "https://")) or " " in address:
        raise BrokenLawError(f"no address of the web: {address!r}")


def _check_date(date: SourceDate | None) -> None:
    if date is not None and (date.day.year not in _YEARS or SourceDate.parse(str(date)) != date):
        raise BrokenLawError(f"no date that can be written down: {date!r}")
