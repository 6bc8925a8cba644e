"""The archive made anew from the originals, in the order in which they came."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import groupby, takewhile
from typing import Any

from syndication.archive import Archive, Arrival
from syndication.archive.admitting import hold_back
from syndication.archive.unwritten import Rows, Unwritten
from syndication.errors import ArchiveError
from syndication.ingest.arriving import UNREAD
from syndication.ingest.originals import OriginalError, Originals
from syndication.ingest.reading import read_bulletin
from syndication.models import Held, Reading
from syndication.progress import Progress
from syndication.service import Service

Together = Sequence[Arrival]
Entries = Mapping[tuple[str, str], Sequence[Held]]
"""Source and digest of files of which something was held, to what is said of them, the last last."""


def find_gaps(arrivals: Iterable[Arrival], originals: Originals) -> Iterator[str]:
    """A line for each content of a file that was taken in and is not kept as it was."""
    sources: dict[str, set[str]] = defaultdict(set)
    for arrival in arrivals:
        if not _is_unread(arrival):
            sources[arrival.digest].add(arrival.source)
    for digest, names in sources.items():
        try:
            originals.load(digest)
        except OriginalError as error:
            yield f"{', '.join(sorted(names))}: {error}"


def rebuild(service: Service, anew: Archive, progress: Progress[Together] = iter) -> None:
    """Take into an empty archive what the service's has taken in: in the same order, as of the same times.

    What no file tells is taken over. Raises OriginalError where an original is missing or damaged, ArchiveError where
    the archive is not empty, or the service's took in files meanwhile.
    """
    if anew.arrivals():
        raise ArchiveError("expected an empty archive to make anew, found one that has taken in files")
    arrivals, unwritten = service.archive.arrivals(), service.archive.unwritten()
    entries = _collect_entries(unwritten)
    disowned = deque(unwritten.disowned)
    for together in progress([list(group) for _, group in groupby(arrivals, lambda each: each.together)]):
        _let_come_again(anew, together)
        if due := _take_until(together[0].at, disowned):
            anew.disown_again(due)
        anew.absorb([_read(service, arrival, entries) for arrival in together], together[0].at)
    anew.take_over(unwritten)
    if service.archive.arrivals() != arrivals:
        raise ArchiveError("files came in while the archive was made anew: try again, or stop the service first")


def _take_until(when: datetime, disowned: deque[Mapping[str, Any]]) -> Rows:
    """What was disowned before a time, off the front: what came then was told apart, or not, from what stood."""
    due = list(takewhile(lambda row: row["disowned_at"] < when, disowned))
    for _ in due:
        disowned.popleft()
    return due


def _is_unread(arrival: Arrival) -> bool:
    return arrival.digest.startswith(UNREAD)


def _let_come_again(anew: Archive, together: Together) -> None:
    """A content that is the newest of its file and comes again does so because a person wanted it read again."""
    known = anew.digests([arrival.source for arrival in together])
    for arrival in together:
        if known.get(arrival.source) == arrival.digest:
            anew.forget(arrival.source)


def _read(service: Service, arrival: Arrival, entries: Entries) -> Reading:
    held = entries.get((arrival.source, arrival.digest), ())
    if _is_unread(arrival):
        return Reading(arrival.source, arrival.digest, None, (), tuple(held))
    reading = read_bulletin(service, service.originals.load(arrival.digest), arrival.source, arrival.at)
    if arrival.plan is None:
        return reading
    whole = [entry.reason for entry in held if entry.line is None]
    reason = whole[-1] if whole else ""  # of a plan that was released, nobody is told any more
    return hold_back(reading, arrival.plan, reason)


def _collect_entries(unwritten: Unwritten) -> Entries:
    held: dict[tuple[str, str], list[Held]] = defaultdict(list)
    for entry in unwritten.held:
        held[entry["source"], entry["digest"]].append(
            Held(entry["source"], entry["line"], entry["reason"], entry["title"])
        )
    return held
