"""Commands as a script calls them: a process of its own, its output and its exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SiteFolder


@dataclass(frozen=True)
class Outcome:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Outcome]


@pytest.fixture
def run(site: SiteFolder) -> Run:
    """Run ``syndication`` in the site's folder, where it finds ./config by itself."""

    def run_command(*words: str | Path, stdin: str = "", cwd: Path = site.root) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "syndication", *map(str, words)],
            input=stdin.encode(),
            capture_output=True,
            cwd=cwd,
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_command
