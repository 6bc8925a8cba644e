"""A service that is running for real, with the samples taken in, and readers that poll it as the real ones do."""

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from tests.conftest import REPOSITORY, SiteFolder


@dataclass(frozen=True)
class Reply:
    """What came over the wire."""

    status: int
    headers: dict[str, str]
    """Names in small letters."""
    body: bytes
    size: int
    """Bytes of the whole reply, head and body."""


@dataclass
class Running:
    """A service that answers on a port of this machine."""

    site: SiteFolder
    port: int
    log: list[str] = field(default_factory=list)

    def ask(self, path: str, headers: dict[str, str], method: str = "GET") -> Reply:
        """One request with these fields and no others but Host and Connection."""
        head = {"Host": f"127.0.0.1:{self.port}", **headers, "Connection": "close"}
        lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in head.items())]
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as connection:
            connection.sendall("\r\n".join([*lines, "", ""]).encode("latin-1"))
            received = b"".join(iter(lambda: connection.recv(65_536), b""))
        head_bytes, _, body = received.partition(b"\r\n\r\n")
        status, *fields = head_bytes.decode("latin-1").split("\r\n")
        named = dict(line.split(": ", 1) for line in fields)
        return Reply(int(status.split()[1]), {name.lower(): text for name, text in named.items()}, body, len(received))

    def drop(self, name: str, text: str) -> None:
        """What an editor does; returns when the news is out."""
        before = self.ask("/all.atom", {}).headers["etag"]
        self.site.drop(name, text)
        for _ in range(600):
            if self.ask("/all.atom", {}).headers["etag"] != before:
                time.sleep(1)  # the other workers look at what is published several times a second, too
                return
            time.sleep(0.1)
        raise AssertionError("".join(self.log))


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    site = SiteFolder(tmp_path_factory.mktemp("readers") / "site", REPOSITORY / "config")
    for sample in (REPOSITORY / "samples" / "bulletins").iterdir():
        shutil.copy2(sample, site.root / "inbox")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    variables = {
        "SYNDICATION_CONFIG": str(site.root / "config"),
        "SYNDICATION_SERVE_PORT": str(port),
        "SYNDICATION_INBOX_INTERVAL_SECONDS": "1",
        "SYNDICATION_INBOX_SETTLE_SECONDS": "0",
    }
    command = [sys.executable, "-m", "syndication", "serve"]
    running = Running(site, port)
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=os.environ | variables, stderr=subprocess.PIPE, text=True
    ) as process:
        built = threading.Event()
        follower = threading.Thread(target=_follow, args=(process, running.log, built), daemon=True)
        follower.start()
        try:
            assert built.wait(120) and process.poll() is None, "".join(running.log)
            yield running
        finally:
            process.terminate()
            follower.join(60)


def _follow(process: subprocess.Popen[str], log: list[str], built: threading.Event) -> None:
    """Read the log to the end of the service, which shall never wait for us; tell when every feed is published."""
    for line in process.stderr or ():
        log.append(line)
        if '"build_finished"' in line:
            built.set()
    built.set()
