"""What publishing a document takes: the files that must be written, and what the manifest says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from syndication.archive.values.publication import Publication
from syndication.config import Settings
from syndication.documents.copies import make_copies
from syndication.documents.manifest import Entry, Manifest, Variant
from syndication.documents.policy import link_of, max_age_of
from syndication.documents.tree import copies_of
from syndication.documents.versions import Version, add_version, describe
from syndication.files import NewFile, Replacement
from syndication.models import Document


@dataclass(frozen=True, slots=True)
class Dated:
    """A document that is to be published, with its place and its date."""

    document: Document
    file: Path
    record: Publication
    is_recorded: bool
    """Whether the archive has this record already."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document that can be put in place."""

    record: Publication
    is_recorded: bool
    entry: Entry
    is_written: bool
    """Whether its files wait beside their places; else it stands as it should."""


class Preparer:
    """Prepares the documents of one site. Compresses what changed, and nothing else."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._versions: dict[str, Version] = {}
        """What each document held when it was prepared last: the next publishing need not take it apart to know."""

    def prepare(self, dated: Dated, manifest: Manifest, replacement: Replacement) -> Prepared:
        """Compare a document with what stands at its address; where it differs, write it beside its place.

        Threads may share it: comparing, compressing and writing let others run.
        """
        document, file, last_modified = dated.document, dated.file, dated.record.last_modified
        before = manifest.get(document.path)
        plain = Variant.plain(document.body, dated.record.digest)
        former = self._renew_version(document, plain.state)
        if before and before.last_modified == last_modified and _stands(file, document.body, before):
            entry = self._describe(document, last_modified, before.plain, before.copies)
            return Prepared(dated.record, dated.is_recorded, entry, is_written=False)
        bodies = make_copies(document.body)
        if not (before and former and former.state == before.plain.state):
            former = _read_version(file, document.media_type)  # which another process may have put there
        for coding, copy in copies_of(file).items():
            replacement.write(NewFile(copy, bodies[coding], last_modified))
        replacement.write(NewFile(file, document.body, last_modified))
        if former is not None and former.state != plain.state:
            add_version(file, former, replacement)
        copies = {coding: plain.copy(coding, body) for coding, body in bodies.items()}
        entry = self._describe(document, last_modified, plain, copies)
        return Prepared(dated.record, dated.is_recorded, entry, is_written=True)

    def _renew_version(self, document: Document, state: str) -> Version | None:
        """Keep in mind what a document holds; returns what it held when it was prepared last, if that is known."""
        former = self._versions.pop(document.path, None)
        if document.items is not None:
            self._versions[document.path] = Version(state, document.items)
        return former

    def _describe(self, document: Document, date: datetime, plain: Variant, copies: Mapping[str, Variant]) -> Entry:
        max_age, link = max_age_of(document.path, self._settings), link_of(document.path, self._settings)
        return Entry(document.media_type, date, max_age, link, plain, copies)


def is_in_place(file: Path, entry: Entry) -> bool:
    """Whether a document's file and all its copies have the dates and sizes that the manifest says."""
    copies = copies_of(file)
    if entry.copies.keys() != copies.keys():
        return False  # written when there were other codings
    lengths = {file: entry.plain.length} | {copies[coding]: copy.length for coding, copy in entry.copies.items()}
    return all(_is_dated(found, length, entry.last_modified) for found, length in lengths.items())


def _is_dated(file: Path, length: int, modified: datetime) -> bool:
    try:
        found = file.stat()
    except OSError:
        return False  # writing it will say what is wrong
    return found.st_size == length and found.st_mtime == modified.timestamp()


def _stands(file: Path, body: bytes, entry: Entry) -> bool:
    """Whether these bytes and their copies are in place, byte for byte."""
    try:
        return (
            is_in_place(file, entry)
            and file.read_bytes() == body
            and all(entry.copies[coding].has(copy.read_bytes()) for coding, copy in copies_of(file).items())
        )
    except OSError:
        return False


def _read_version(file: Path, media_type: str) -> Version | None:
    """What the document in a file holds; None where there is none."""
    try:
        return describe(file.read_bytes(), media_type)
    except OSError:
        return None
