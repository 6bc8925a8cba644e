"""Backups of the simulated site, and the day on which its archive is lost and the last of them must do."""

from datetime import datetime
from pathlib import Path

from syndication.config import Settings
from syndication.pipeline import build
from syndication.safekeeping.backup import back_up
from syndication.safekeeping.restoring import restore
from syndication.service import open_service


class Vault:
    """Keeps the newest backup, and what people had decided by then: what they decide later is lost with an archive."""

    def __init__(self, settings: Settings, file: Path) -> None:
        self._settings = settings
        self._file = file
        self._withdrawn: frozenset[str] | None = None

    def keep(self, withdrawn: set[str]) -> None:
        """Back the archive up; these ids are withdrawn in it."""
        back_up(self._settings.archive_url, None, self._file, overwrite=True)
        self._withdrawn = frozenset(withdrawn)

    def give_back(self, now: datetime) -> set[str] | None:
        """Put the backup in the archive's place, as ``syndication restore`` does; the ids that are withdrawn in it.

        None, and nothing done, before the first backup.
        """
        if self._withdrawn is None:
            return None
        done = restore(self._settings, self._file, now)
        if done.replaced:
            done.replaced.unlink()
        with open_service(self._settings) as service:
            build(service, now)
        return set(self._withdrawn)
