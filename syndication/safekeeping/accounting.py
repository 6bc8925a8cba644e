"""Whether every file that the archive tells of is kept, as it was."""

from collections.abc import Iterator

from syndication.archive import Archive
from syndication.ingest.originals import OriginalError, Originals


def find_damaged_originals(originals: Originals) -> Iterator[str]:
    """A line for each original that is not what it was."""
    for digest in originals.digests():
        try:
            originals.load(digest)
        except OriginalError as error:
            yield str(error)


def find_missing_originals(archive: Archive, originals: Originals) -> list[str]:
    """The names of files that gave items, and of which a content is not kept, sorted."""
    contents = archive.contents()["readings"]
    return sorted({each["source"] for each in contents if each["sightings"] and not originals.has(each["digest"])})
