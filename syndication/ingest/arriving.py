"""What has come since the last look: files whose bytes the archive may not have, and which of them stand still.

A million files that are known cost a look at each, and no memory; of those that are new, the newest come first, so
that a file dropped beside a large old archive does not wait for it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import nlargest
from pathlib import Path

from syndication.archive import Known
from syndication.batches import cut
from syndication.ingest.inbox import InboxFile, list_files
from syndication.ingest.originals import Originals
from syndication.service import Service

AT_ONCE = 10_000
"""Files that one look takes on at most; the others come at the next."""
_ASKED_AT_ONCE = 1_000
UNREAD = "unread"
"""How the digest of a file begins that was not read."""
LINK = f"{UNREAD}: a link"


@dataclass(frozen=True, slots=True)
class Arrived:
    """What one look finds, in the order of the names."""

    ready: tuple[InboxFile, ...]
    known: Mapping[str, Known]
    """Of the ready ones, what the archive has."""
    waiting: tuple[str, ...]
    """Names of files that may still be growing."""
    more: bool
    """Whether there are others, for the next look."""


def find_arrived(service: Service, now: datetime, paths: Sequence[Path] = (), *, held_too: bool = False) -> Arrived:
    """Look at ``paths``, or at the inbox where none is given; a file that is held with a plan is new if ``held_too``.

    Raises FolderError for a path that cannot be read.
    """
    unknown = _find_unknown(service, paths or service.settings.inbox_folders, held_too)
    candidates = nlargest(AT_ONCE + 1, unknown, key=_rank)
    chosen = {file.source: (file, known) for file, known in candidates[:AT_ONCE]}
    files = [chosen[source][0] for source in sorted(chosen)]
    settle_ns = int(service.settings.inbox.settle_seconds * 1e9)
    still = service.looks.find_still(files, int(now.timestamp() * 1e9), settle_ns)
    return Arrived(
        ready=tuple(file for file in files if file.source in still),
        known={source: known for source, (_, known) in chosen.items() if source in still and known is not None},
        waiting=tuple(file.source for file in files if file.source not in still),
        more=len(candidates) > AT_ONCE,
    )


def look_twice(
    service: Service,
    clock: Callable[[], datetime],
    wait: Callable[[float], object],
    paths: Sequence[Path] = (),
    *,
    held_too: bool = False,
) -> Arrived:
    """What :func:`find_arrived` finds; if files may be growing, at a second look, after what it takes to tell."""
    arrived = find_arrived(service, clock(), paths, held_too=held_too)
    if not arrived.waiting:
        return arrived
    wait(service.settings.inbox.settle_seconds)
    return find_arrived(service, clock(), paths, held_too=held_too)


def _find_unknown(service: Service, paths: Sequence[Path], held_too: bool) -> Iterator[tuple[InboxFile, Known | None]]:
    for batch in cut(list_files(paths, service.settings.inbox_folders), _ASKED_AT_ONCE):
        found = service.archive.known([file.source for file in batch])
        known = {source: each for source, each in found.items() if not (held_too and each.plan is not None)}
        for file in batch:
            if not _is_known(file, known.get(file.source), service.originals):
                yield file, known.get(file.source)


def _is_known(file: InboxFile, known: Known | None, originals: Originals) -> bool:
    """Whether the archive has the file as it looks, and its bytes are kept, as far as they were read."""
    if known is None:
        return False
    if file.leads_out:
        return known.digest == LINK
    looks_same = (known.size, known.changed_ns) == (file.size, file.changed_ns)
    return looks_same and (known.digest.startswith(UNREAD) or originals.has(known.digest))


def _rank(candidate: tuple[InboxFile, Known | None]) -> tuple[int, str]:
    file, _ = candidate
    return file.modified_ns, file.source
