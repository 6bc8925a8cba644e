"""Measuring commands and running servers: wall clock, processor time, memory."""

import os
import resource
import socket
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_PATIENCE = 120.0
"""Seconds for a server to start, and to stop: both take long on a busy machine."""
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, and seconds of all cores, own and the system's."""

    wall: float
    processor: float


def median(costs: Sequence[Cost]) -> Cost:
    """Of wall clock and of processor time, each for itself: a busy moment of the machine spoils neither."""
    return Cost(statistics.median(c.wall for c in costs), statistics.median(c.processor for c in costs))


def measure_call(call: Callable[[], object]) -> Cost:
    """The cost of a call in this process, all its threads included."""
    started, used = time.perf_counter(), time.process_time()
    call()
    return Cost(time.perf_counter() - started, time.process_time() - used)


def measure_command(command: Sequence[str], folder: Path) -> Cost:
    """The cost of a command from start to end; raises CalledProcessError, with what it said, when it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run(  # noqa: S603 (our own commands)
        command, cwd=folder, check=True, capture_output=True
    )
    wall = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)


def free_port() -> int:
    with socket.create_server((HOST, 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(
    command: Sequence[str], port: int, folder: Path, environment: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server until it is no longer wanted; gives its process id once it answers on its port."""
    process = subprocess.Popen(  # noqa: S603 (our own commands)
        command,
        cwd=folder,
        env=os.environ | dict(environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, port, command)
        yield process.pid
    finally:
        process.terminate()
        process.wait(_PATIENCE)


def _wait_for(process: "subprocess.Popen[bytes]", port: int, command: Sequence[str]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{' '.join(command)}: expected a server on port {port} within {_PATIENCE:.0f} s, found none")


def children_of(process: int) -> list[int]:
    """The processes that a server has started."""
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def memory_of(process: int) -> int:
    """Bytes of a process, what it shares with others in proportion (PSS)."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
