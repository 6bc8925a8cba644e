"""Compressed copies of documents, under the suffixes by which web servers find them beside the plain file.

Measured on documents of 60 KB (milliseconds on one core, share of the document): zstd 1: 0.08, 13.8 %; 3: 0.11,
13.3 %; 4: 0.15, 13.4 %. br 1: 0.12, 14.3 %; 3: 0.28, 13.1 %; 4: 0.45, 12.5 %. gzip by ISA-L 1: 0.07, 15.2 %; 2: 0.07,
15.0 %; by zlib-ng 2: 0.18, 14.8 %; 3: 0.22, 13.6 %; by libdeflate 1: 0.16, 14.3 %; 3: 0.25, 13.5 %. On real ones of
10 KB: zstd 3: 24.7 %; br 1: 26.4 %; 3: 24.5 %; ISA-L 2: 25.5 %; zlib-ng 3: 24.4 %. So all copies of 1,560 documents
cost 0.5 s of one core; with br 3 and zlib-ng 3, which save a twentieth to a tenth of the bytes, 1 s.
"""

import threading
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import brotli
from isal import isal_zlib

from syndication.zstandard import zstd


@dataclass(frozen=True, slots=True)
class Coding:
    """A content coding (RFC 9110, section 8.4.1) in which documents are kept."""

    name: str
    """As ``Content-Encoding`` says it."""
    suffix: str
    """What a copy's file name ends in besides the document's: nginx's ``gzip_static``, Caddy's ``precompressed``."""
    compress: Callable[[bytes, int], bytes]
    """Body and level to copy: the same bytes at any time; waits for no other thread."""
    level: int
    expand: Callable[[bytes], bytes]
    """Copy to body; raises an error of its library's for one that is damaged."""


_GZIP = 16 + zlib.MAX_WBITS
_BROTLI_WINDOW = 18
"""256 KB, larger than most documents: the usual 4 MB take longer to prepare than a document to compress."""


class _Kept(threading.local):
    """What each thread keeps."""

    def __init__(self) -> None:
        self.at_level: dict[int, zstd.ZstdCompressor] = {}


_kept = _Kept()


def _gzip(body: bytes, level: int) -> bytes:
    return isal_zlib.compress(body, level, wbits=_GZIP)  # RFC 1952, without name and time


def _expand_gzip(copy: bytes) -> bytes:
    return zlib.decompress(copy, wbits=_GZIP)


def _brotli(body: bytes, level: int) -> bytes:
    return bytes(brotli.compress(body, quality=level, lgwin=_BROTLI_WINDOW))  # RFC 7932


def _expand_brotli(copy: bytes) -> bytes:
    return bytes(brotli.decompress(copy))


def _zstd(body: bytes, level: int) -> bytes:
    """RFC 8878; each thread keeps a compressor of each level, which takes half as long to make as to use."""
    compressor = _kept.at_level.get(level)
    if compressor is None:
        compressor = _kept.at_level[level] = zstd.ZstdCompressor(level=level)
    return compressor.compress(body, compressor.FLUSH_FRAME)


CODINGS = (
    Coding("zstd", ".zst", _zstd, 3, zstd.decompress),
    Coding("br", ".br", _brotli, 1, _expand_brotli),
    Coding("gzip", ".gz", _gzip, 2, _expand_gzip),
)
"""Best first."""


def make_copies(body: bytes) -> Mapping[str, bytes]:
    """Content coding to compressed copy, in the order of :data:`CODINGS`."""
    return {coding.name: coding.compress(body, coding.level) for coding in CODINGS}


def expand_copy(name: str, copy: bytes) -> bytes | None:
    """The document in a compressed copy of this coding; None for one that is damaged."""
    coding = next(each for each in CODINGS if each.name == name)
    try:
        return coding.expand(copy)
    except (brotli.error, zlib.error, zstd.ZstdError):
        return None
