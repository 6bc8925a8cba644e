"""Starting the service as a process of its own, and asking it."""

import os
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


def find_port() -> int:
    """A port of the loopback interface on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], config: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    environ = os.environ | {"SYNDICATION_CONFIG": str(config)} | variables
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environ, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(process: subprocess.Popen[str], text: str) -> str:
    """The first line on standard error that has the text; fails with all the lines if the process ends before."""
    lines = []
    for line in process.stderr:
        lines.append(line)
        if text in line:
            return line
    raise AssertionError("".join(lines))


def fetch(port: int, path: str, **fields: str) -> str:
    """The body of a reply; fields with an underscore for the hyphen."""
    headers = {name.replace("_", "-"): value for name, value in fields.items()}
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)
    with urllib.request.urlopen(request, timeout=60) as reply:  # noqa: S310 (the address is ours)
        return reply.read().decode()
