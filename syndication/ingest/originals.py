"""Originals: every file that was taken in, as it came, by the SHA-256 of its bytes; for good.

From them the archive can be made anew (``syndication rebuild-archive``). ``ab/abcdef….zst`` holds the file whose
digest begins so, compressed: one content under many names is one original.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from syndication.errors import SyndicationError
from syndication.files import NewFile, replace_files
from syndication.locks import alone
from syndication.zstandard import zstd

SUFFIX = ".zst"
_LEVEL = 3
_LOCK = ".keeping"
_WAITING_BYTES = 16_000_000
"""Compressed files that wait in memory to be written, and their disk to be waited for, together."""


class OriginalError(SyndicationError):
    """An original that is not there, or is not what it was."""


class Originals:
    """The folder of originals. It is made when the first is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def has(self, digest: str) -> bool:
        return self.locate(digest).is_file()

    def locate(self, digest: str) -> Path:
        """The file in which the original with this digest is, or would be."""
        return self._folder / digest[:2] / f"{digest}{SUFFIX}"

    def load(self, digest: str) -> bytes:
        """The bytes of a file that was taken in; raises OriginalError where they are not there or are others."""
        file = self.locate(digest)
        try:
            return unpack(file.read_bytes(), digest, str(file))
        except FileNotFoundError as error:
            raise OriginalError(f"{file}: expected the original of a file that was taken in, found none") from error
        except OSError as error:
            raise OriginalError(f"{file}: expected an original that can be read, but {error.strerror}") from error

    def digests(self) -> list[str]:
        """Of all that is kept, sorted."""
        return sorted(file.name.removesuffix(SUFFIX) for file in self._folder.glob(f"[0-9a-f][0-9a-f]/*{SUFFIX}"))

    @contextmanager
    def keeping(self) -> Iterator[Callable[[bytes], None]]:
        """Lend what keeps a file, given its bytes. When the ``with`` ends well, all are on the disk to last.

        Raises FolderError where they cannot be written.
        """
        waiting = _Waiting(self)
        yield waiting.add
        waiting.write()

    def write(self, compressed: dict[str, bytes]) -> None:
        """Put originals (digest to compressed bytes) in place, to last; raises FolderError."""
        with alone(self._folder / _LOCK):  # two may keep the same file at once
            replace_files(self._folder, [NewFile(self.locate(digest), body) for digest, body in compressed.items()])


class _Waiting:
    """Files that are to be kept, compressed, until they are worth waiting for the disk."""

    def __init__(self, originals: Originals) -> None:
        self._originals = originals
        self._compressed: dict[str, bytes] = {}
        self._size = 0

    def add(self, data: bytes) -> None:
        """Also what is there already: whoever put it there may have died, or failed, before the disk had its name."""
        digest = hashlib.sha256(data).hexdigest()
        if digest in self._compressed:
            return
        self._compressed[digest] = zstd.compress(data, _LEVEL)
        self._size += len(self._compressed[digest])
        if self._size > _WAITING_BYTES:
            self.write()

    def write(self) -> None:
        if self._compressed:
            self._originals.write(self._compressed)
        self._compressed, self._size = {}, 0


def unpack(compressed: bytes, digest: str, name: str) -> bytes:
    """The bytes of an original; raises OriginalError, which names it, unless they have the digest."""
    try:
        data = zstd.decompress(compressed)
    except zstd.ZstdError as error:
        raise _damaged(name, str(error)) from error
    if hashlib.sha256(data).hexdigest() != digest:
        raise _damaged(name, "its bytes have another digest")
    return data


def _damaged(name: str, found: str) -> OriginalError:
    return OriginalError(
        f"{name}: expected the original of a file that was taken in, but {found}; remove it, and put the file it was "
        "into the inbox, or take it from a backup"
    )
