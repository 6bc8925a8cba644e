"""The order of things: scan, read, classify, absorb, publish. Every step is somebody else's.

One cycle by hand (``syndication ingest``) and one of the scheduler are the same call. The archive commits
before documents are published, and notes in the same transaction which feeds are due: a cycle that dies
between the two is completed by the next one.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import takewhile

from syndication.archive import Absorption, FindExcess
from syndication.archive.values.absorption import NOTHING
from syndication.batches import cut
from syndication.corrections import load_corrections
from syndication.errors import ConfigError
from syndication.ingest.arriving import Arrived, find_arrived
from syndication.ingest.guarding import guard_by
from syndication.ingest.inbox import InboxFile
from syndication.ingest.reading import Keep, Seen, keep_nothing, read_bulletin, read_file
from syndication.ingest.ripening import read_held, read_ripe
from syndication.ingest.spooling import spooling
from syndication.logs import log_event
from syndication.models import Reading, Selection
from syndication.progress import Progress
from syndication.publishing import publish_all, publish_due
from syndication.service import Service

_logger = logging.getLogger(__name__)
_TOGETHER = 500
"""Files that are taken in in one transaction: bounds the memory."""


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle did."""

    read: tuple[str, ...]
    """Names of the files that were new or had changed."""
    waiting: tuple[str, ...]
    """Names of the files that may still be growing."""
    absorption: Absorption
    published: tuple[str, ...]
    """Addresses of the documents that changed."""
    more: bool = False
    """Whether files are left for the next cycle, which should follow at once."""


def run_cycle(
    service: Service,
    now: datetime,
    arrived: Arrived | None = None,
    progress: Progress[Selection] = iter,
    *,
    force: bool = False,
    is_late: Callable[[], bool] = lambda: False,
) -> CycleReport:
    """Take in what a look has found (at the inbox, where none is given) and publish what that changes.

    Files that would change more than the settings allow are held as a plan, unless ``force`` is given, which takes in
    those of the inbox that are held, too. Once it ``is_late`` no further file is read, so that what was read is
    published. No more are read at once than memory holds. What waited for a day that has come is read again; where
    anything is taken in, so are files that wait with a plan, which they leave if they change nothing any more.
    """
    arrived = arrived or find_arrived(service, now, held_too=force)
    read, absorption = take_in(service, arrived, now, _limit(service, force), is_late)
    if ripe := list(read_ripe(service, now)):
        absorption = absorption.followed_by(service.archive.absorb_again(ripe, now, _limit(service, force)))
        read += _name(ripe)
    if read:
        fitting, step = _take_in_fitting(service, now)
        read, absorption = read + fitting, absorption.followed_by(step)
    taken_in = CycleReport(read, arrived.waiting, absorption, (), more=arrived.more or is_late())
    report = _conclude(service, taken_in, now, progress)
    service.archive.record_poll(now, datetime.now(UTC), len(read), len(absorption.added))
    return report


def take_in(
    service: Service,
    arrived: Arrived,
    now: datetime,
    find_excess: FindExcess | None = None,
    is_late: Callable[[], bool] = lambda: False,
) -> tuple[tuple[str, ...], Absorption]:
    """Read what has arrived and take it in, piece by piece; return the names of what was new, and what that changed.

    The files are kept before the archive tells of them: what it was made from is there whenever the process dies.
    """
    absorption, read = NOTHING, list[str]()
    in_time = partial(takewhile, lambda _: not is_late())
    for files in cut(in_time(arrived.ready), _TOGETHER):
        with service.originals.keeping() as keep:
            seen = list(_read(service, in_time(files), arrived, now, keep))
        readings = [each.reading for each in seen if each.reading]
        step = service.archive.absorb(readings, now, find_excess, [each.look for each in seen])
        absorption = absorption.followed_by(step)
        read += _name(readings)
    return tuple(read), absorption


def _read(service: Service, files: Iterable[InboxFile], arrived: Arrived, now: datetime, keep: Keep) -> Iterator[Seen]:
    found = (read_file(service, file, arrived.known.get(file.source), now, keep) for file in files)
    return filter(None, found)


def _take_in_fitting(service: Service, now: datetime) -> tuple[tuple[str, ...], Absorption]:
    """Take in what waits with a plan and harms nothing, now that other files are there; return names and changes."""
    absorption, read = NOTHING, list[str]()
    for reading in read_held(service, now):
        if (step := service.archive.absorb_harmless(reading, now)) is not None:
            absorption = absorption.followed_by(step)
            read.append(reading.source)
    return tuple(read), absorption


def preview_cycle(
    service: Service, now: datetime, arrived: Arrived | None = None, *, force: bool = False
) -> CycleReport:
    """What ``run_cycle`` would take in of what has arrived, and what hold; nothing is written, little kept in memory.

    Without what waited for a day that has come, or with a plan: the cycle reads that once the rest is in the archive.
    """
    arrived = arrived or find_arrived(service, now, held_too=force)
    read = list[str]()
    with spooling() as spool:
        for files in cut(arrived.ready, _TOGETHER):
            readings = [seen.reading for seen in _read(service, files, arrived, now, keep_nothing) if seen.reading]
            spool.add(readings)
            read += _name(readings)
        absorption = service.archive.preview(spool, now, _limit(service, force))
    return CycleReport(tuple(read), arrived.waiting, absorption, (), arrived.more)


def release(
    service: Service, number: int, now: datetime, sources: Sequence[str] = (), progress: Progress[Selection] = iter
) -> CycleReport:
    """Take in the files (of these names, where given) that a plan holds, from their originals, and publish.

    Raises ArchiveError if nothing waits with this number, or one of the files does not, OriginalError if a file of it
    was not kept.
    """
    planned = service.archive.planned(number, sources)
    readings = [read_bulletin(service, service.originals.load(planned[name]), name, now) for name in planned]
    absorption = service.archive.release(number, readings, now)
    return _conclude(service, CycleReport(_name(readings), (), absorption, ()), now, progress)


def _limit(service: Service, force: bool) -> FindExcess | None:
    return None if force else guard_by(service.settings.guard)


def _conclude(service: Service, taken_in: CycleReport, now: datetime, progress: Progress[Selection]) -> CycleReport:
    """Publish what was taken in, and report both."""
    apply_corrections(service, now)
    report = replace(taken_in, published=publish_due(service, now, progress))
    _log(report)
    return report


def _name(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(reading.source for reading in readings)


def build(service: Service, now: datetime, progress: Progress[Selection] = iter) -> tuple[str, ...]:
    """Render every document anew, with what the file of corrections says now; returns what changed."""
    apply_corrections(service, now)
    return publish_all(service, now, progress)


def apply_corrections(service: Service, now: datetime) -> None:
    """Decide as the file of corrections says now. A file that is wrong decides nothing, and stops no cycle."""
    try:
        corrections = load_corrections(service.settings, service.taxonomy)
    except ConfigError as error:
        log_event(_logger, "corrections_refused", level=logging.ERROR, reason=str(error))
        return
    if corrections:
        service.archive.correct_present([(each.id, each.decided) for each in corrections], now)


def _log(report: CycleReport) -> None:
    absorption = report.absorption
    for plan in absorption.plans:
        log_event(
            _logger,
            "plan_held",
            level=logging.WARNING,
            plan=plan.number,
            files=list(plan.sources),
            reason=f"they {'; '.join(plan.excess)}",
        )
    for id_ in absorption.withdrawn:
        log_event(
            _logger,
            "told_again",
            level=logging.WARNING,
            item=id_,
            reason="it tells what was withdrawn: withdrawn too, until `syndication withdraw ID --undo`",
        )
    if report.read or report.published or report.waiting:
        log_event(
            _logger,
            "cycle_finished",
            read=len(report.read),
            waiting=len(report.waiting),
            added=len(absorption.added),
            revised=len(absorption.revised),
            held=absorption.held,
            published=len(report.published),
        )
