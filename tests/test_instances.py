"""Whole services as an operator starts them: several workers, several instances, one archive."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest

from syndication.archive import Archive
from tests.conftest import HARBOUR, SiteFolder
from tests.test_pipeline import LISTING
from tests.test_scheduler import wait_until

TICKS = 6


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def answers(port: int, path: str) -> str | None:
    """What the service says at an address; None while it says nothing good."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as reply:
            return str(reply.read().decode())
    except (OSError, urllib.error.URLError):
        return None


@contextmanager
def serving(site: SiteFolder, log: Path, *, workers: int) -> Iterator[int]:
    """Start ``syndication serve`` in the site's folder; gives the port, and stops it as an operator would."""
    port = free_port()
    command = [sys.executable, "-m", "syndication", "serve", "--port", str(port), "--workers", str(workers)]
    environment = os.environ | {"SYNDICATION_INBOX_INTERVAL_SECONDS": "1", "SYNDICATION_INBOX_SETTLE_SECONDS": "0.5"}
    with log.open("w") as stream, subprocess.Popen(command, cwd=site.root, env=environment, stderr=stream) as service:
        try:
            wait_until(lambda: answers(port, "/healthz") is not None)
            yield port
        finally:
            service.send_signal(signal.SIGTERM)
            assert service.wait(timeout=60) == 0


def events(*logs: Path) -> list[str]:
    return [json.loads(line)["event"] for log in logs for line in log.read_text().splitlines()]


def poll_starts(site: SiteFolder) -> list[datetime]:
    """The times of the next polls, as the archive records them."""
    settings = site.settings()
    seen: list[datetime] = []
    with Archive.open(settings.archive_url, authority=settings.site.authority) as archive:
        deadline = time.monotonic() + 60
        while len(seen) < TICKS and time.monotonic() < deadline:
            poll = archive.last_poll()
            if poll and poll.started not in seen:
                seen.append(poll.started)
            time.sleep(0.02)
    return seen


@dataclass(frozen=True)
class Instances:
    """Services of one site."""

    site: SiteFolder
    ports: list[int]
    logs: list[Path]


@pytest.fixture(scope="module")
def instances(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Instances]:
    """Two of four workers each; to start ten processes takes longer than what is asked of them."""
    folder = tmp_path_factory.mktemp("instances")
    site, logs = SiteFolder(folder / "site", HARBOUR), [folder / "first.log", folder / "second.log"]
    with ExitStack() as stack:
        yield Instances(site, [stack.enter_context(serving(site, log, workers=4)) for log in logs], logs)


def test_two_instances_with_four_workers_each_poll_once_per_tick(instances: Instances) -> None:
    wait_until(lambda: all(answers(port, "/all.json") for port in instances.ports))
    starts = poll_starts(instances.site)
    seconds = (starts[-1] - starts[0]).total_seconds()
    assert len(starts) == TICKS
    assert len(starts) - 1 <= seconds + 0.5  # one poll a second; two pollers would make twice as many
    assert events(*instances.logs).count("poller_elected") == 1


def test_what_one_instance_takes_in_the_other_serves(instances: Instances) -> None:
    instances.site.drop("listing.txt", LISTING, at=time.time())
    served = "Teachers end their strike"
    wait_until(lambda: all(served in (answers(port, "/all.rss") or "") for port in instances.ports))


def test_workers_end_when_their_parent_is_killed(site: SiteFolder, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "syndication", "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=site.root, stderr=subprocess.DEVNULL) as service:
        wait_until(lambda: answers(port, "/healthz") is not None)
        service.kill()
    wait_until(lambda: answers(port, "/healthz") is None)


def test_a_service_that_cannot_have_its_port_starts_nothing(site: SiteFolder, tmp_path: Path) -> None:
    site.drop("listing.txt", LISTING)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "syndication", "serve", "--port", str(taken.getsockname()[1])]
        outcome = subprocess.run(command, cwd=site.root, capture_output=True, timeout=60, check=False)
    assert (outcome.returncode, b"expected an address to listen on" in outcome.stderr) == (1, True)
    assert not site.settings().documents_folder.exists()
