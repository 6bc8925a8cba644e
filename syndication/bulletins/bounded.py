"""Reading a file of any content within bounds of time and memory.

A small file is read here: the worst that 100 KB can hold takes a second or two. A larger one is read in a process of
its own, which is ended when its time is up, and gets no more memory than it may have: whatever is in the file, the
files after it are read.
"""

import os
import pickle
import subprocess
import sys
from pathlib import Path

from syndication.bulletins.reading import parse_bulletin
from syndication.config.settings import Bulletins
from syndication.errors import BulletinError
from syndication.models import Bulletin

MEMORY_BYTES = 350_000_000
"""What the other process may take, its own program with it."""
_READ_HERE_BYTES = 100_000
_ROOT = Path(__file__).parents[2]
_ADVICE = "expected a page of news; split the file, or save it as plain text"


def parse_within(data: bytes, source: str, settings: Bulletins, seconds: float) -> Bulletin:
    """Read the bytes of a bulletin file; raises BulletinError as ``parse_bulletin`` does, and for what takes longer."""
    if len(data) <= _READ_HERE_BYTES:
        return parse_bulletin(data, source, settings)
    answer = _ask_another_process(pickle.dumps((data, source, settings)), source, seconds)
    if isinstance(answer, Bulletin):
        return answer
    raise BulletinError(str(answer))


def _ask_another_process(question: bytes, source: str, seconds: float) -> object:
    paths = os.pathsep.join([str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    try:
        process = subprocess.run(
            [sys.executable, "-m", "syndication.bulletins"],
            input=question,
            capture_output=True,
            timeout=seconds,
            env=os.environ | {"PYTHONPATH": paths},
            check=True,
        )
        return pickle.loads(process.stdout)  # noqa: S301  # our own process wrote it
    except subprocess.TimeoutExpired as error:
        raise BulletinError(
            f"{source}: not read within {seconds:g} seconds (inbox.read_seconds): {_ADVICE}, or raise the setting"
        ) from error
    except subprocess.CalledProcessError as error:
        raise BulletinError(f"{source}: its reader broke off (exit code {error.returncode}): {_ADVICE}") from error


def answer(question: bytes) -> bytes:
    """What the other process writes back: the bulletin, or in words why there is none."""
    data, source, settings = pickle.loads(question)  # noqa: S301  # the process that started this one wrote it
    try:
        return pickle.dumps(parse_bulletin(data, source, settings))
    except BulletinError as error:
        return pickle.dumps(str(error))
    except MemoryError:
        return pickle.dumps(f"{source}: takes more than {MEMORY_BYTES // 1_000_000} MB of memory to read: {_ADVICE}")
