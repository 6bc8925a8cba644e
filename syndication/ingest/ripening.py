"""Files of which something waited for its day: they are read again when it has come, without a person."""

import logging
from collections.abc import Iterator
from datetime import datetime

from syndication.ingest.originals import OriginalError
from syndication.ingest.reading import read_bulletin
from syndication.logs import log_event
from syndication.models import Reading
from syndication.service import Service

_logger = logging.getLogger(__name__)
MOST = 100
"""Files that one cycle reads again: the others follow with the next."""


def read_ripe(service: Service, now: datetime) -> Iterator[Reading]:
    """Read, from their originals, the files of which something was dated ahead of a today that is no longer.

    What is read is free of that doubt, or has another one, for which no day is known: it does not come twice.
    """
    for source, digest in service.archive.ripe(now.date(), MOST).items():
        try:
            data = service.originals.load(digest)
        except OriginalError as error:
            log_event(_logger, "ripe_file_unread", level=logging.ERROR, source=source, reason=str(error))
            service.archive.forget(source)  # the next look reads it from the inbox, if it is still there
            continue
        yield read_bulletin(service, data, source, now)
