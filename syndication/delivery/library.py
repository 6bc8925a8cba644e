"""The published documents as a process serves them: what the manifest says, and bytes as far as they are asked for.

A request looks at the manifest's stat if nobody has done so for a fifth of a second. So a new document is seen by
the first who asks for it after that, however long nobody had asked, and there is no thread that a fork would lose.
"""

import logging
import os
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from syndication.delivery.negotiation import IDENTITY
from syndication.delivery.replies import Form, Offer
from syndication.documents.copies import expand_copy
from syndication.documents.manifest import MANIFEST, Entry, Manifest, Variant
from syndication.documents.tree import copies_of, identify, locate
from syndication.logs import log_event
from syndication.recent import Recent

_logger = logging.getLogger(__name__)
_LOOK_SECONDS = 0.2
_BODIES_BYTES = 64 * 1024 * 1024
"""The documents of some 500 feeds in three formats, with their copies."""


class OutdatedError(Exception):
    """A file is not the one of which the manifest tells: it has just been replaced, the manifest comes last."""


class Holdings:
    """One state of the manifest, with the offers made from it so far."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._offers: dict[str, Offer] = {}

    def find(self, path: str) -> Offer | None:
        """What is offered at an address; None for one that the manifest does not name."""
        return self._offers.get(path) or self._make(path)

    def _make(self, path: str) -> Offer | None:
        entry = self._entries.get(path)
        if entry is None:
            return None
        return self._offers.setdefault(path, Offer(entry))


class Library:
    """The documents of a folder. Threads may share it; a process that is forked off goes on with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._holdings = Holdings({})
        self._seen: tuple[int, ...] | None = None
        self._next_look = 0.0
        self._looking = threading.Lock()
        self._bodies = Recent[str, bytes](_BODIES_BYTES)

    def find(self, path: str) -> Offer | None:
        """What is offered at an address; None for one that the manifest does not name."""
        return self.look().find(path)

    def look(self) -> Holdings:
        """The documents as they are; another object once the manifest has been replaced."""
        if time.monotonic() >= self._next_look:
            self._renew()
        return self._holdings

    def load(self, path: str, form: Form) -> bytes:
        """The bytes of a form of the document at an address.

        Raises OutdatedError where the file has others, OSError where there is none.
        """
        etag = form.variant.etag
        body = self._bodies.find(etag)
        if body is None:  # two threads may read the same: better than to let one wait for the other's disk
            body = self._read(path, form)
            self._bodies.keep(etag, body, len(body))
        return body

    def recover(self, path: str, offer: Offer) -> bytes | None:
        """The plain document as the manifest tells of it, from whichever of its files is whole; None if none is."""
        plain = self.locate(path)
        for coding, file in {IDENTITY: plain, **copies_of(plain)}.items():
            try:
                found = file.read_bytes()
            except OSError:
                continue
            body = found if coding == IDENTITY else expand_copy(coding, found)
            if body is not None and offer.plain.variant.has(body):
                return body
        return None

    def read_plain(self, path: str, *, media_type: str, max_age: int, link: str) -> tuple[Offer, bytes]:
        """The document as its file has it now, plain, with the validators that a manifest will tell.

        For a file that is ahead of the manifest, or that none names. Raises OSError where there is no file.
        """
        with self.locate(path).open("rb") as file:
            body, modified = file.read(), os.fstat(file.fileno()).st_mtime
        date = datetime.fromtimestamp(int(modified), UTC)
        return Offer(Entry(media_type, date, max_age, link, Variant.plain(body), copies={})), body

    def locate(self, path: str) -> Path:
        """The plain file of an address that the manifest names."""
        return locate(self._folder, path)

    def _renew(self) -> None:
        """Take over a manifest that has been replaced; who comes meanwhile goes on with the one before, if any."""
        if not self._looking.acquire(blocking=not self._next_look):
            return
        try:
            if time.monotonic() >= self._next_look:
                self._take_over()
                self._next_look = time.monotonic() + _LOOK_SECONDS
        finally:
            self._looking.release()

    def _take_over(self) -> None:
        seen = identify(self._folder / MANIFEST)
        if seen is None or seen == self._seen:
            return
        manifest = Manifest.load(self._folder)
        if manifest is None:
            log_event(_logger, "manifest_unreadable", level=logging.ERROR, file=str(self._folder / MANIFEST))
        else:
            self._holdings = Holdings(manifest)
        self._seen = seen

    def _read(self, path: str, form: Form) -> bytes:
        plain = self.locate(path)
        file = plain if form.coding == IDENTITY else copies_of(plain)[form.coding]
        body = file.read_bytes()
        if not form.variant.has(body):
            raise OutdatedError(f"{file}: expected {form.variant.etag} as the manifest says; it is being replaced")
        return body
