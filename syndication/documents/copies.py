"""Compressed copies of documents, under the suffixes by which web servers find them beside the plain file.

Measured on documents of 58 KB (milliseconds on one core, share of the document): br 3: 0.25, 13.1 %; 4: 0.40, 12.5 %;
5: 0.74, 11.7 %. zstd 3: 0.14, 13.2 %; 6: 0.37, 12.3 %. gzip by zlib 2: 0.23, 14.8 %; 4: 0.37, 13.5 %; 6: 0.62, 12.9 %;
by zlib-ng 2: 0.15, 14.8 %; 3: 0.21, 13.4 %; 6: 0.32, 12.5 %. So all copies of 1,560 documents cost 0.9 s of one core;
with levels that save a tenth of the bytes, 2 s.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import brotli
from zlib_ng import zlib_ng

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


def _gzip(body: bytes, level: int) -> bytes:
    return zlib_ng.compress(body, level, wbits=16 + zlib_ng.MAX_WBITS)  # RFC 1952, without name and time


def _expand_gzip(copy: bytes) -> bytes:
    return zlib_ng.decompress(copy, wbits=16 + zlib_ng.MAX_WBITS)


def _brotli(body: bytes, level: int) -> bytes:
    return bytes(brotli.compress(body, quality=level))  # RFC 7932


def _expand_brotli(copy: bytes) -> bytes:
    return bytes(brotli.decompress(copy))


def _zstd(body: bytes, level: int) -> bytes:
    return zstd.compress(body, level)  # RFC 8878


CODINGS = (
    Coding("br", ".br", _brotli, 3, _expand_brotli),
    Coding("zstd", ".zst", _zstd, 3, zstd.decompress),
    Coding("gzip", ".gz", _gzip, 3, _expand_gzip),
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
    except (brotli.error, zlib_ng.error, zstd.ZstdError):  # type: ignore[misc]  # brotli and zlib-ng tell no types
        return None
