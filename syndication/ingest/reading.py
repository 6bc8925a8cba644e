"""From a file of the inbox to its reading: classified items, and what of it waits in quarantine."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from syndication.archive import Known
from syndication.classify import Classifier
from syndication.errors import BulletinError
from syndication.ingest.arriving import LINK, UNREAD
from syndication.ingest.doubts import Doubt, doubt_bulletin, find_doubts
from syndication.ingest.inbox import InboxFile, stands_still
from syndication.models import Bulletin, ClassifiedItem, Held, Item, Reading, selections_of
from syndication.service import Service

Keep = Callable[[bytes], None]


def keep_nothing(_: bytes) -> None:
    """For who only looks."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A file as it was read."""

    look: Known
    reading: Reading | None
    """None for bytes that the archive has under its name."""


def read_file(
    service: Service, file: InboxFile, known: Known | None, now: datetime, keep: Keep = keep_nothing
) -> Seen | None:
    """Read and classify one file, unless the archive has its bytes, and keep them; None for one gone or growing."""
    if file.leads_out:
        return _see(file, hold_link(file.source))
    if file.size > service.settings.inbox.max_bytes:
        return _see(file, hold_unread(service, file))
    try:
        data = file.path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        return _see(file, hold_unreadable(file, error))
    if not stands_still(file):
        return None
    keep(data)
    if known is not None and known.digest == hashlib.sha256(data).hexdigest():
        return Seen(replace(known, size=file.size, changed_ns=file.changed_ns), None)
    return _see(file, read_bulletin(service, data, file.source, now))


def _see(file: InboxFile, reading: Reading) -> Seen:
    return Seen(Known(file.source, reading.digest, file.size, file.changed_ns), reading)


def hold_link(name: str) -> Reading:
    """Hold a link in the inbox to something outside of it: who may write here need not be let read there."""
    reason = "a link that leaves the inbox: expected a file; put a copy in its place"
    return Reading(name, LINK, None, (), (Held(name, None, reason),))


def hold_unreadable(file: InboxFile, error: OSError) -> Reading:
    """Hold a file that may not be read, until something of it changes; what was read of it before still holds."""
    reason = f"the file cannot be read: {error.strerror}; check its permissions"
    return Reading(file.source, UNREAD, None, (), (Held(file.source, None, reason),))


def hold_unread(service: Service, file: InboxFile) -> Reading:
    """Hold a file that is too large, by its size and time alone: to digest it could take minutes."""
    digest = f"{UNREAD}: {file.size} bytes of {file.modified_ns}"
    limit = service.settings.inbox.max_bytes
    reason = (
        f"the file is too large: {file.size:,} bytes, expected at most {limit:,} (inbox.max_bytes); split it, or raise "
        "the setting and replay the entry"
    )
    return Reading(file.source, digest, None, (), (Held(file.source, None, reason),))


def read_bulletin(service: Service, data: bytes, source: str, now: datetime) -> Reading:
    """Turn a file's bytes into classified items, or into the reason why there are none. Touches nothing."""
    from syndication.bulletins import parse_within  # with parsers of HTML, which take long to load

    digest = hashlib.sha256(data).hexdigest()
    limits = service.settings.inbox
    try:
        bulletin = parse_within(data, source, service.settings.bulletins, limits.read_seconds)
    except BulletinError as error:
        return Reading(source, digest, None, (), (Held(source, None, str(error)),))
    hidden = [Held(source, text.line, text.reason, text.title) for text in bulletin.hidden]
    if reason := doubt_bulletin(bulletin, limits):
        return Reading(source, digest, bulletin.url, (), (Held(source, None, reason), *hidden))
    dated = [date_item(item, bulletin) for item in bulletin.items]
    entries = [classify_item(service.classifier, item) for item in dated]
    doubts = find_doubts(bulletin, dated, limits, now)
    items = tuple(entry for entry, doubt in zip(entries, doubts, strict=True) if doubt is None)
    held = tuple(hold(entry, doubt) for entry, doubt in zip(entries, doubts, strict=True) if doubt is not None)
    return Reading(source, digest, bulletin.url, items, (*held, *hidden), as_of=_as_of(items))


def hold(entry: ClassifiedItem, doubt: Doubt) -> Held:
    """Hold an item back, with the feeds that it would have reached."""
    item, feeds = entry.item, tuple(selections_of(entry.categories))
    return Held(item.source, item.line, doubt.reason, item.title, feeds, doubt.ripe_on)


def date_item(item: Item, bulletin: Bulletin) -> Item:
    """An item without a date takes its bulletin's, where that has one."""
    return replace(item, date=bulletin.date) if item.date is None and bulletin.date else item


def classify_item(classifier: Classifier, item: Item) -> ClassifiedItem:
    """Give an item its categories."""
    return ClassifiedItem(item, classifier.classify(item.title, item.summary, item.caption))


def _as_of(items: Iterable[ClassifiedItem]) -> date | None:
    days = [day for entry in items for day in (entry.item.date and entry.item.date.day, entry.item.modified) if day]
    return max(days, default=None)
