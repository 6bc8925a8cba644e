"""What a client does with a compressed copy."""

import zlib
from collections.abc import Callable

import brotli

from syndication.documents.copies import zstd

UNPACK: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda body: zlib.decompress(body, wbits=31),
    "br": brotli.decompress,
    "zstd": zstd.decompress,
}
"""Content coding to what undoes it."""
