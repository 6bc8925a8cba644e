"""No document knows the clock, the host, the locale, the zone, the hash seed or the order of ingest of its machine."""

import hashlib
import json
import socket
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from syndication.pipeline import run_cycle
from syndication.service import open_service
from tests.conftest import REPOSITORY, SiteFolder
from tests.feeds.corpus import every_specimen

FILES = sorted((REPOSITORY / "samples" / "bulletins").iterdir())
HERE = datetime(2026, 11, 22, 9, tzinfo=UTC)
ELSEWHERE = datetime(2031, 2, 28, 23, 59, 59, tzinfo=UTC)
RUN = "from tests.test_another_machine import print_from_elsewhere; print_from_elsewhere({folder!r})"


def digests(folder: Path, pieces: Sequence[Sequence[Path]], now: datetime) -> dict[str, str]:
    """Address to digest of every document of the samples, which come in these pieces, one a cycle."""
    site = SiteFolder(folder, REPOSITORY / "config")
    with open_service(site.settings()) as service:
        for number, piece in enumerate(pieces):
            for file in piece:
                site.drop(file.name, file.read_bytes())
            run_cycle(service, now + timedelta(minutes=number))
        return {each.address: hashlib.sha256(each.body).hexdigest() for each in every_specimen(service)}


def print_from_elsewhere(folder: str) -> None:
    """What another machine makes of the samples, in another order and in pieces, years later by every clock."""
    socket.gethostname = socket.getfqdn = lambda *_: "elsewhere.example"
    with time_machine.travel(ELSEWHERE):
        backwards = list(reversed(FILES))
        found = digests(Path(folder), [backwards[:7], backwards[7:]], datetime.now(UTC))
    sys.stdout.write(json.dumps(found))


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return digests(tmp_path_factory.mktemp("here") / "site", [FILES], HERE)


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"},
        {"TZ": "America/Lima", "LC_ALL": "C", "PYTHONHASHSEED": "4294967295"},
    ],
)
def test_another_machine_makes_the_same_documents(
    here: dict[str, str], tmp_path: Path, environment: dict[str, str]
) -> None:
    """Without the variables of this one: no HOME, no HOSTNAME, no LANG."""
    command = [sys.executable, "-W", "error", "-c", RUN.format(folder=str(tmp_path / "site"))]
    run = subprocess.run(command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stderr
    assert len(here) > 2_000
    assert json.loads(run.stdout) == here
