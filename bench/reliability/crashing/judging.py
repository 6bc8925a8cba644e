"""What must hold of a site, whatever happened to it: what came out, and what a reader saw meanwhile."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from click.testing import CliRunner

from bench.reliability.crashing.site import settings_of
from syndication.cli import main
from syndication.config import Settings
from syndication.documents.manifest import MANIFEST
from syndication.pipeline import run_cycle
from syndication.service import open_service

Seen = Mapping[str, str]
"""Name below the folder of documents, and the digest of the file."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A site as it came out: what an undisturbed run gives must be equal in each of these."""

    contents: str
    """Of the archive, as JSON."""
    documents: Seen
    """All that a reader or a server is given: documents, their copies, the manifest."""
    dates: Mapping[str, int]
    """Modification times in nanoseconds, for those that are served."""
    faults: tuple[str, ...]
    """What ``syndication check`` says, and the names of files that are not kept."""


def look_at(site: Path, *, now: datetime | None) -> Outcome:
    """Look at a site whose process has ended: with a time, after one more ordinary cycle at that time."""
    settings = settings_of(site)
    with open_service(settings) as service:
        if now is not None:
            run_cycle(service, now)
        contents = json.dumps(service.archive.contents(), ensure_ascii=False, sort_keys=True, indent=1)
    folder = settings.documents_folder
    documents = read_documents(folder)
    dates = {name: (folder / name).stat().st_mtime_ns for name in documents if name != MANIFEST}
    return Outcome(contents, documents, dates, tuple(_check(settings)))


def _check(settings: Settings) -> Iterator[str]:
    """The faults that ``syndication check`` finds, and its note of a file that is not kept."""
    checked = CliRunner().invoke(main, ["--config", str(settings.folder), "check"])
    if checked.exit_code:
        yield from checked.stdout.splitlines() or [repr(checked.exception)]
    yield from (line for line in checked.stderr.splitlines() if "original" in line)


def differences(wanted: Outcome, found: Outcome) -> Iterator[str]:
    """What is wrong with a site that came out otherwise than it should have."""
    yield from found.faults
    if found.contents != wanted.contents:
        yield "the archive's contents differ from those of an undisturbed run"
    for name in sorted(wanted.documents.keys() | found.documents.keys()):
        if wanted.documents.get(name) != found.documents.get(name):
            yield f"{name}: not the bytes of an undisturbed run"
        elif wanted.dates.get(name) != found.dates.get(name):
            yield f"{name}: not the date of an undisturbed run"


def read_documents(folder: Path) -> Seen:
    """What a tree of documents holds for readers, by digest."""
    files = {str(file.relative_to(folder)): file for file in folder.rglob("*") if file.is_file()}
    return {
        name: hashlib.sha256(file.read_bytes()).hexdigest()
        for name, file in files.items()
        if name == MANIFEST or not file.name.startswith(".")
    }


@dataclass
class Reader:
    """Polls every document and copy, and remembers what was neither the old nor the new one, whole."""

    folder: Path
    old: Seen
    new: Seen
    polls: int = 0
    complaints: Set[str] = field(default_factory=frozenset)

    def poll(self) -> None:
        """Read them all once."""
        self.polls += 1
        for name in self.old.keys() | self.new.keys():
            if complaint := self._judge(name):
                self.complaints |= {complaint}

    def _judge(self, name: str) -> str | None:
        try:
            with open(f"{self.folder}/{name}", "rb") as file:  # noqa: PTH123  # a path for each costs as much again
                found = hashlib.sha256(file.read()).hexdigest()
        except FileNotFoundError:
            return f"{name}: was missing" if name in self.old else None
        return None if found in (self.old.get(name), self.new.get(name)) else f"{name}: neither the old nor the new one"
