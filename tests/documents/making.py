"""Stores of documents to try, and what a client does with their compressed copies."""

import zlib
from collections.abc import Callable, Collection
from pathlib import Path

import brotli

from syndication.archive.values.publication import Publication
from syndication.config.settings import Data
from syndication.documents import DocumentStore
from syndication.documents.copies import zstd
from tests.feeds.making import make_settings

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
