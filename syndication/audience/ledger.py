"""The newest report of each service on each document, in one file that all processes of a site share."""

import fcntl
import json
import logging
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from syndication.documents.tree import identify
from syndication.files import NewFile, replace_files
from syndication.logs import log_event

_logger = logging.getLogger(__name__)
REMEMBERED = timedelta(days=30)
"""A service that has not come for longer has no reader of the feed any more."""
MOST_SERVICES = 32
"""On one document: more are made up, and shall not fill the disk."""


class Figure(NamedTuple):
    """For how many a service polled a document, and when it said so last."""

    subscribers: int
    day: date


Figures = Mapping[tuple[str, str], Figure]
"""By the document's address and the service's name."""


class Ledger:
    """The file ``audience.json`` in a folder. It is made with the first report."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "audience.json"
        self._lock = folder / ".audience"

    @property
    def state(self) -> tuple[int, ...] | None:
        """Another one whenever the figures may be others; None before the first report."""
        return identify(self._file)

    def count(self, today: date) -> Mapping[str, int]:
        """Subscribers by the address of a feed's page: what all services say of its documents, together."""
        counted = Counter[str]()
        for (document, _), figure in _recent(self._read(), today).items():
            counted[document.rpartition(".")[0]] += figure.subscribers
        return counted

    def add(self, heard: Figures, today: date) -> bool:
        """Write what was heard over what was known, and forget what is old; False while another process does so.

        Raises FolderError where the file cannot be written, OSError where the folder is not there.
        """
        with self._lock.open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return False
            merged = _recent(merge(self._read(), heard), today)
            replace_files(self._file.parent, [NewFile(self._file, _dump(merged))])
        return True

    def _read(self) -> Figures:
        """What the file says; nothing where there is none, or it was spoilt: it fills again within days."""
        try:
            written = json.loads(self._file.read_bytes())
            return {
                (document, service): Figure(int(number), date.fromisoformat(day))
                for document, services in written.items()
                for service, (number, day) in services.items()
            }
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            log_event(_logger, "audience_unreadable", level=logging.WARNING, file=str(self._file), reason=str(error))
            return {}


def merge(known: Figures, heard: Figures) -> Figures:
    """The newest figure of each service on each document; of one day's, that heard last."""
    newer = {key: figure for key, figure in heard.items() if key not in known or figure.day >= known[key].day}
    return dict(known) | newer


def _recent(figures: Figures, today: date) -> Figures:
    return {key: figure for key, figure in figures.items() if today - figure.day <= REMEMBERED}


def _dump(figures: Figures) -> bytes:
    """The figures by document and service; of too many services on one document, the last heard."""
    written: dict[str, dict[str, tuple[int, str]]] = {}
    newest_first = sorted(figures.items(), key=lambda entry: entry[1].day, reverse=True)
    for (document, service), figure in newest_first:
        services = written.setdefault(document, {})
        if len(services) < MOST_SERVICES:
            services[service] = (figure.subscribers, figure.day.isoformat())
    return json.dumps(written, ensure_ascii=False, indent=1, sort_keys=True).encode()
