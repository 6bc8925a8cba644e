"""Stores of documents to try, documents for them, and what a client does with their compressed copies."""

import zlib
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from pathlib import Path

import brotli

from syndication.archive.values.publication import Publication
from syndication.config.settings import Data
from syndication.documents import DocumentStore
from syndication.documents.copies import zstd
from syndication.formats import ATOM
from syndication.models import Document
from tests.feeds.making import make_settings

NOW = datetime(2026, 11, 22, 9, 30, 15, 250_000, UTC)
THEN = datetime(2026, 11, 22, 9, 30, 15, tzinfo=UTC)
"""Now in whole seconds."""
MINING = "/topics/mining.atom"

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: zlib.decompress(body, wbits=31),
    "br": brotli.decompress,
    "zstd": zstd.decompress,
}
"""Content coding to what undoes it."""


class MemoryRecords:
    """The records of publication, without a database."""

    def __init__(self) -> None:
        self._kept: dict[str, Publication] = {}

    def publications(self, paths: Collection[str] | None = None) -> dict[str, Publication]:
        return dict(self._kept)

    def record_publications(self, publications: list[Publication]) -> None:
        self._kept |= {publication.path: publication for publication in publications}


def open_store(folder: Path, **site: object) -> DocumentStore:
    """The store of a site whose documents are in this folder, which is called ``documents``."""
    return DocumentStore(make_settings(**site).model_copy(update={"root": folder.parent, "data": Data(folder=Path())}))


def document(body: bytes, path: str = MINING, items: tuple[str, ...] | None = None) -> Document:
    return Document(path, ATOM.content_type, body, items)


def look(folder: Path) -> tuple[bytes, datetime]:
    """The document's bytes and date, as a web server that serves the tree finds them."""
    file = folder / MINING[1:]
    return file.read_bytes(), datetime.fromtimestamp(file.stat().st_mtime, UTC)
