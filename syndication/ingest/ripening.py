"""Files of which something waited for its day, or for what comes with another file: read again without a person."""

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime

from syndication.ingest.originals import OriginalError
from syndication.ingest.reading import read_bulletin
from syndication.logs import log_event
from syndication.models import Reading
from syndication.service import Service

_logger = logging.getLogger(__name__)
MOST = 100
"""Files that one cycle reads again: the others follow with the next."""
MOST_HELD = 20
"""Files that may wait with plans and be judged again: more of them are a person's affair, and would take long."""


def read_ripe(service: Service, now: datetime) -> Iterator[Reading]:
    """Read, from their originals, the files of which something was dated ahead of a today that is no longer.

    What is read is free of that doubt, or has another one, for which no day is known: it does not come twice.
    """
    return _read_again(service, service.archive.ripe(now.date(), MOST), now)


def read_held(service: Service, now: datetime) -> Iterator[Reading]:
    """Read, from their originals, the files that wait with plans since former looks, if they are few."""
    entries = [entry for entry in service.archive.quarantine() if entry.plan is not None and entry.since < now]
    waiting = {entry.source: entry.digest for entry in entries}
    return _read_again(service, waiting if len(waiting) <= MOST_HELD else {}, now)


def _read_again(service: Service, digests: Mapping[str, str], now: datetime) -> Iterator[Reading]:
    for source, digest in digests.items():
        try:
            data = service.originals.load(digest)
        except OriginalError as error:
            log_event(_logger, "original_unread", level=logging.ERROR, source=source, reason=str(error))
            service.archive.forget(source)  # the next look reads it from the inbox, if it is still there
            continue
        yield read_bulletin(service, data, source, now)
