"""Running a step in a process of its own, forked off a warm one: it may be killed, and costs milliseconds to start."""

import os
import pickle
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_PATIENCE_SECONDS = 120
_LOOK_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class End:
    """How a process ended."""

    answer: object = None
    """What its step gave; None if it came to no end."""
    signal: int = 0
    """What killed it."""
    trace: str = ""
    """Of what the step raised."""


def run_apart(step: Callable[[], object], answers: Path, meanwhile: Callable[[], object] = lambda: None) -> End:
    """Run a step in a process of its own; ``meanwhile`` is called here again and again, and once when it has ended.

    ``answers`` is the file in which the process leaves its answer; it must not be among those that the step is about.
    """
    answers.unlink(missing_ok=True)
    child = os.fork()
    if not child:
        _run(step, answers)
    ended, status = 0, 0
    while not ended:
        meanwhile()
        time.sleep(_LOOK_SECONDS)
        ended, status = os.waitpid(child, os.WNOHANG)
    meanwhile()
    if os.WIFSIGNALED(status):
        return End(signal=os.WTERMSIG(status))
    return pickle.loads(answers.read_bytes())  # type: ignore[no-any-return]  # noqa: S301  # from _run


def _run(step: Callable[[], object], answers: Path) -> None:
    """The process: it never returns to what it was forked off from."""
    signal.alarm(_PATIENCE_SECONDS)
    with suppress(BaseException):
        try:
            end = End(step())
        except Exception:  # whatever it is, it is what is looked for
            end = End(trace=traceback.format_exc())
        answers.write_bytes(pickle.dumps(end))
    os._exit(0)
