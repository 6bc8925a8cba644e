"""The process in which a large file is read: a question on standard input, the answer on standard output."""

import contextlib
import resource
import sys

from syndication.bulletins.bounded import MEMORY_BYTES, answer


def _limit_memory() -> None:
    with contextlib.suppress(ValueError, OSError):  # not every system can
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


if __name__ == "__main__":
    _limit_memory()
    sys.stdout.buffer.write(answer(sys.stdin.buffer.read()))
