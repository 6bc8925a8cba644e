"""Whether every file that the archive tells of is kept, as it was."""

from collections.abc import Iterator

from syndication.archive import Archive
from syndication.ingest.arriving import UNREAD
from syndication.ingest.originals import OriginalError, Originals


def find_damaged_originals(originals: Originals) -> Iterator[str]:
    """A line for each original that is not what it was."""
    for digest in originals.digests():
        try:
            originals.load(digest)
        except OriginalError as error:
            yield str(error)


def find_missing_originals(archive: Archive, originals: Originals) -> dict[str, bool]:
    """The names of files of which a content is not kept, sorted: whether that is the newest one."""
    newest = archive.digests()
    missing: dict[str, bool] = {}
    for arrival in archive.arrivals():
        if not arrival.digest.startswith(UNREAD) and not originals.has(arrival.digest):
            is_newest = newest.get(arrival.source) == arrival.digest
            missing[arrival.source] = is_newest or missing.get(arrival.source, False)
    return dict(sorted(missing.items()))
