"""A few points of the crash sweep and a few power cuts; all of them are ``python -m bench.reliability``'s."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def _compiler() -> None:
    """Without one these tests cannot be; continuous integration installs it, and must not leave them out."""
    if shutil.which("cc") is None:
        assert os.environ.get("CI") != "true", "expected a C compiler (Debian: gcc, libc6-dev), found none"
        pytest.skip("no C compiler")


def run(*words: str) -> str:
    command = [sys.executable, "-m", "bench.reliability", *words, "--processes", "1"]
    ended = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-4000:]
    return ended.stdout


@pytest.mark.usefixtures("_compiler")
def test_a_cycle_broken_at_a_call_of_each_kind_loses_nothing() -> None:
    told = run("sweep", "--sample", "1")
    trials = [int(number) for number in re.findall(r"^\| [a-zE].*? \| (\d+) \|", told, re.MULTILINE)]
    assert sum(trials) >= len(re.findall(r"^ +\d+  ", told, re.MULTILINE)) > 25
    assert "LOST" not in told


@pytest.mark.usefixtures("_compiler")
def test_what_readers_were_shown_survives_a_power_cut() -> None:
    told = run("powercut", "--sample", "8")
    assert [int(number) for number in re.findall(r"\| (\d+) \|$", told, re.MULTILINE)] == [0, 0, 0]
