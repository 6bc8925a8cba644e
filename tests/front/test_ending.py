"""How the front's thread and the process end together."""

import subprocess
import sys
from pathlib import Path

import pytest

END = """
import atexit, os, signal, sys, threading
from pathlib import Path
from syndication.front import Front, start


signal.signal(signal.SIGTERM, lambda *_: None)
start(Front(None, Path(sys.argv[1])), "127.0.0.1", 0)
threads = {thread.name: thread for thread in threading.enumerate()}
os.kill(os.getpid(), signal.SIGTERM)
threads["front"].join()
for _ in range(int(sys.argv[2])):
    os.kill(os.getpid(), signal.SIGTERM)
atexit.register(threads["front-end"].join)  # which waits until the main thread is over
"""


@pytest.mark.parametrize("signals", [0, 1])
def test_a_front_that_has_finished_before_the_process_leaves_it_in_peace(tmp_path: Path, signals: int) -> None:
    command = [sys.executable, "-c", END, str(tmp_path / "behind.sock"), str(signals)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
