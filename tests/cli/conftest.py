"""Commands as a script calls them: words in, output and exit code out."""

import json
import logging
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from syndication.cli import main
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
def _logs_as_before() -> Iterator[None]:
    """Commands set up the process's logs, which here belong to pytest."""
    loggers = [logging.getLogger(), logging.getLogger("syndication")]
    before = [(logger, logger.handlers[:], logger.level) for logger in loggers]
    yield
    for logger, handlers, level in before:
        logger.handlers, logger.level = handlers, level


@pytest.fixture
def run(site: SiteFolder, monkeypatch: pytest.MonkeyPatch, _logs_as_before: None) -> Run:
    """Run ``syndication`` in the site's folder, where it finds ./config by itself; quick, in this process."""

    def run_command(*words: str | Path, stdin: str = "", cwd: Path = site.root) -> Outcome:
        monkeypatch.chdir(cwd)
        done = CliRunner().invoke(main, [str(word) for word in words], input=stdin, prog_name="syndication")
        if done.exception and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Outcome(done.exit_code, done.stdout, done.stderr)

    return run_command


@pytest.fixture
def run_process(site: SiteFolder) -> Run:
    """The same in a process of its own, under the environment given."""

    def run_command(*words: str | Path, stdin: str = "", **environment: str) -> Outcome:
        done = subprocess.run(
            [sys.executable, "-m", "syndication", *map(str, words)],
            input=stdin.encode(),
            capture_output=True,
            cwd=site.root,
            env={"PATH": "/usr/bin:/bin"} | environment,
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())

    return run_command
