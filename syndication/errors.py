"""What can go wrong, in words an operator can act on.

A bad bulletin is data (see :class:`syndication.models.Held`), not an exception; these are for what stops
a command: a fault in the settings, a file that cannot be read at all, an archive that cannot be opened.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


class SyndicationError(Exception):
    """Base of every error that is shown to a person as a message, without a stack trace."""


class BulletinError(SyndicationError):
    """A file that cannot be read as a bulletin at all; the message says what was found instead."""


class ArchiveError(SyndicationError):
    """The archive cannot be opened, or does not hold what was asked for."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a configuration file or in the environment."""

    source: str
    """The file's path, or the name of the environment variable."""
    key: str
    """Dotted path of the setting, such as ``feeds.items``; empty when the file as a whole is at fault."""
    message: str
    """What was expected, what was found, what to do."""
    line: int | None = None
    """Line in the file, from 1."""

    def __str__(self) -> str:
        where = f"{self.source}:{self.line}" if self.line else self.source
        return f"{where}: {self.key}: {self.message}" if self.key else f"{where}: {self.message}"


class ConfigError(SyndicationError):
    """All the faults of a configuration at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


class FolderError(SyndicationError):
    """A folder that is missing or cannot be read or written."""

    def __init__(self, path: Path, wanted: str, found: str) -> None:
        super().__init__(f"{path}: {wanted}, but {found}")
