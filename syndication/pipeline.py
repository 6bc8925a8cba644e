"""The order of things: scan, read, classify, absorb, publish. Every step is somebody else's.

One cycle by hand (``syndication ingest``) and one of the scheduler are the same call. The archive commits
before documents are published, and notes in the same transaction which feeds are due: a cycle that dies
between the two is completed by the next one.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from syndication.archive import Absorption
from syndication.corrections import load_corrections
from syndication.errors import ConfigError
from syndication.ingest.reading import read_new
from syndication.logs import log_event
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


def run_cycle(service: Service, now: datetime, paths: Sequence[Path] = (), progress: Progress = iter) -> CycleReport:
    """Take in what is new at ``paths`` (the inbox where none is given) and publish what that changes.

    The files are kept before the archive tells of them: what it was made from is there whenever the process dies.
    """
    with service.originals.keeping() as keep:
        readings, waiting = read_new(service, now, paths, keep)
    absorption = service.archive.absorb(readings, now)
    apply_corrections(service, now)
    published = publish_due(service, now, progress)
    service.archive.record_poll(now, datetime.now(UTC), len(readings), len(absorption.added))
    report = CycleReport(tuple(reading.source for reading in readings), waiting, absorption, published)
    _log(report)
    return report


def preview_cycle(service: Service, now: datetime, paths: Sequence[Path] = ()) -> CycleReport:
    """What ``run_cycle`` would take in; nothing is written."""
    readings, waiting = read_new(service, now, paths)
    absorption = service.archive.preview(readings, now)
    return CycleReport(tuple(reading.source for reading in readings), waiting, absorption, ())


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
