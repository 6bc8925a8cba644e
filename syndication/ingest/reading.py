"""From a file of the inbox to its reading: classified items, and what of it waits in quarantine."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from syndication.classify import Classifier
from syndication.errors import BulletinError
from syndication.ingest.doubts import doubt_bulletin, find_doubts
from syndication.ingest.inbox import InboxFile, scan, stands_still
from syndication.models import Bulletin, ClassifiedItem, Held, Item, Reading, selections_of
from syndication.service import Service

_LINK = "unread: a link"
"""In place of the digest of a file that is not opened."""

Keep = Callable[[bytes], None]


def keep_nothing(_: bytes) -> None:
    """For who only looks."""


def read_new(
    service: Service, now: datetime, paths: Sequence[Path], keep: Keep = keep_nothing
) -> tuple[list[Reading], tuple[str, ...]]:
    """Read every file that the archive does not have yet; also the names of those that must wait."""
    inbox = service.settings.inbox
    folders = service.settings.inbox_folders
    found = scan(paths or folders, folders, now_ns=int(now.timestamp() * 1e9), settle_seconds=inbox.settle_seconds)
    known = service.archive.digests([*(file.source for file in found.ready), *found.refused])
    read = (read_if_new(service, file, known.get(file.source), now, keep) for file in found.ready)
    links = [hold_link(name) for name in found.refused if known.get(name) != _LINK]
    return [*filter(None, read), *links], tuple(file.source for file in found.waiting)


def read_if_new(
    service: Service, file: InboxFile, known_digest: str | None, now: datetime, keep: Keep
) -> Reading | None:
    """Read and classify one file, and keep it.

    None for bytes that the archive has under this name, and a file gone or growing. One that the archive has, but that
    was not kept, is kept now.
    """
    if file.size > service.settings.inbox.max_bytes:
        return hold_unread(service, file, known_digest)
    try:
        digest = service.digests.of(file)
        is_known = digest == known_digest
        if is_known and service.originals.has(digest):
            return None
        data = file.path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = f"the file cannot be read: {error.strerror}; check its permissions"
        # What was read of it before still holds; and it is held once, not at every look.
        return None if known_digest else Reading(file.source, "unread", None, (), (Held(file.source, None, reason),))
    if not stands_still(file):
        return None
    keep(data)
    return None if is_known else read_bulletin(service, data, file.source, now)


def hold_link(name: str) -> Reading:
    """Hold a link in the inbox to something outside of it: who may write here need not be let read there."""
    reason = "a link that leaves the inbox: expected a file; put a copy in its place"
    return Reading(name, _LINK, None, (), (Held(name, None, reason),))


def hold_unread(service: Service, file: InboxFile, known_digest: str | None) -> Reading | None:
    """Hold a file that is too large, once, by its size and time alone: to digest it could take minutes."""
    digest = f"unread: {file.size} bytes of {file.modified_ns}"
    limit = service.settings.inbox.max_bytes
    reason = (
        f"the file is too large: {file.size:,} bytes, expected at most {limit:,} (inbox.max_bytes); split it, or raise "
        "the setting and replay the entry"
    )
    if digest == known_digest:
        return None
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


def hold(entry: ClassifiedItem, reason: str) -> Held:
    """Hold an item back, with the feeds that it would have reached."""
    item = entry.item
    return Held(item.source, item.line, reason, item.title, tuple(selections_of(entry.categories)))


def date_item(item: Item, bulletin: Bulletin) -> Item:
    """An item without a date takes its bulletin's, where that has one."""
    return replace(item, date=bulletin.date) if item.date is None and bulletin.date else item


def classify_item(classifier: Classifier, item: Item) -> ClassifiedItem:
    """Give an item its categories."""
    return ClassifiedItem(item, classifier.classify(item.title, item.summary, item.caption))


def _as_of(items: Iterable[ClassifiedItem]) -> date | None:
    days = [day for entry in items for day in (entry.item.date and entry.item.date.day, entry.item.modified) if day]
    return max(days, default=None)
