"""One of the processes on an archive polls; another follows it when it goes, however it goes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from syndication.archive.database import parse_address
from syndication.election import AdvisoryElection, Election, FileElection
from syndication.errors import FolderError


@pytest.fixture(params=["file", "advisory"])
def elections(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Election, Election]:
    if request.param == "file":
        return FileElection(tmp_path / "lock"), FileElection(tmp_path / "lock")
    url = request.getfixturevalue("new_postgresql_url")()
    return AdvisoryElection(parse_address(url)), AdvisoryElection(parse_address(url))


def test_one_wins_and_the_other_follows_when_it_resigns(elections: tuple[Election, Election]) -> None:
    first, second = elections
    assert (first.win(), second.win(), first.win()) == (True, False, True)
    first.resign()
    assert second.win()
    second.resign()


def test_the_lock_of_a_process_that_is_killed_is_free(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    code = (
        "import sys, time; from pathlib import Path; from syndication.election import FileElection; "
        "e = FileElection(Path(sys.argv[1])); print(e.win(), flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"True\n"
        assert not FileElection(path).win()
        os.kill(holder.pid, signal.SIGKILL)
    election = FileElection(path)
    assert election.win()
    election.resign()


def test_who_may_not_write_the_lock_is_told_which_file_it_is(tmp_path: Path) -> None:
    (tmp_path / "lock").mkdir()
    with pytest.raises(FolderError, match="lock: expected a file that can be written, but Is a directory"):
        FileElection(tmp_path / "lock").win()
