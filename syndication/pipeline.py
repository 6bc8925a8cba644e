"""The order of things: scan, read, classify, absorb, publish. Every step is somebody else's.

One cycle by hand (``syndication ingest``) and one of the scheduler are the same call. The archive commits
before documents are published, and notes in the same transaction which feeds are due: a cycle that dies
between the two is completed by the next one.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from syndication.archive import Absorption
from syndication.archive.values import FindExcess, find_none
from syndication.corrections import load_corrections
from syndication.errors import ArchiveError, ConfigError
from syndication.ingest.guarding import guard_by
from syndication.ingest.reading import read_bulletin, read_new
from syndication.logs import log_event
from syndication.models import Reading
from syndication.publishing import Progress, publish_all, publish_due
from syndication.service import Service

_logger = logging.getLogger(__name__)


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


def run_cycle(
    service: Service, now: datetime, paths: Sequence[Path] = (), progress: Progress = iter, *, force: bool = False
) -> CycleReport:
    """Take in what is new at ``paths`` (the inbox where none is given) and publish what that changes.

    Files that would change more than the settings allow are held as a plan, unless ``force`` is given. All are kept
    before the archive tells of them: what it was made from is there whenever the process dies.
    """
    with service.originals.keeping() as keep:
        readings, waiting = read_new(service, now, paths, keep)
    absorption = service.archive.absorb(readings, now, _limit(service, force))
    return _conclude(service, readings, waiting, absorption, now, progress)


def preview_cycle(service: Service, now: datetime, paths: Sequence[Path] = (), *, force: bool = False) -> CycleReport:
    """What ``run_cycle`` would take in, and what it would hold; nothing is written."""
    readings, waiting = read_new(service, now, paths)
    absorption = service.archive.preview(readings, now, _limit(service, force))
    return CycleReport(_name(readings), waiting, absorption, ())


def release(service: Service, number: int, now: datetime, progress: Progress = iter) -> CycleReport:
    """Take in the files that a plan holds, from their originals, and publish what that changes.

    Raises ArchiveError if nothing waits with this number, OriginalError if a file of it was not kept.
    """
    entries = [entry for entry in service.archive.quarantine() if entry.plan == number]
    if not entries:
        raise ArchiveError(f"{number}: expected the number of a plan that waits, found no such plan")
    files = dict.fromkeys((entry.source, entry.digest) for entry in entries)
    readings = [read_bulletin(service, service.originals.load(digest), source, now) for source, digest in files]
    return _conclude(service, readings, (), service.archive.absorb(readings, now), now, progress)


def _limit(service: Service, force: bool) -> FindExcess:
    return guard_by(service.settings.guard) if not force else find_none


def _conclude(
    service: Service,
    readings: Sequence[Reading],
    waiting: tuple[str, ...],
    absorption: Absorption,
    now: datetime,
    progress: Progress,
) -> CycleReport:
    apply_corrections(service, now)
    published = publish_due(service, now, progress)
    service.archive.record_poll(now, datetime.now(UTC), len(readings), len(absorption.added))
    report = CycleReport(_name(readings), waiting, absorption, published)
    _log(report)
    return report


def _name(readings: Iterable[Reading]) -> tuple[str, ...]:
    return tuple(reading.source for reading in readings)


def build(service: Service, now: datetime, progress: Progress = iter) -> tuple[str, ...]:
    """Render every document anew, with what the file of corrections says now; returns what changed."""
    apply_corrections(service, now)
    return publish_all(service, now, progress)


def apply_corrections(service: Service, now: datetime) -> None:
    """Decide as the file of corrections says now. A file that is wrong decides nothing, and stops no cycle."""
    try:
        corrections = load_corrections(service.settings.folder, service.taxonomy)
    except ConfigError as error:
        log_event(_logger, "corrections_refused", level=logging.ERROR, reason=str(error))
        return
    if corrections:
        service.archive.correct_present([(each.id, each.decided) for each in corrections], now)


def _log(report: CycleReport) -> None:
    absorption = report.absorption
    if plan := absorption.plan:
        log_event(
            _logger,
            "plan_held",
            level=logging.WARNING,
            plan=plan.number,
            files=list(plan.sources),
            reason=f"this cycle {'; '.join(plan.excess)}",
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
