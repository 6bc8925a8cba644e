"""A system that has no watches left for folders: it is said, and polling goes on by the clock."""

import shutil
import subprocess
import sys

import pytest

from tests.test_pipeline import LISTING
from tests.test_scheduler import wait_until
from tests.web.serving import fetch, find_port, running, wait_for

WITHOUT = ["unshare", "--user", "--map-root-user", "sh", "-c"]
"""A namespace of its own users, whose allowance of watches is its own, too."""
NONE = "echo 0 > /proc/sys/user/max_inotify_watches"


def may_forbid() -> bool:
    """Whether this system lets us take the watches away from a process of ours."""
    return shutil.which("unshare") is not None and subprocess.run([*WITHOUT, NONE], capture_output=True).returncode == 0


@pytest.mark.skipif(not may_forbid(), reason="needs user namespaces")
def test_files_are_taken_in_without_a_watch_on_their_folder(site):
    port = find_port()
    command = [*WITHOUT, f'{NONE} && exec "$0" -m syndication serve', sys.executable]
    variables = {"SYNDICATION_SERVE_PORT": str(port), "SYNDICATION_INBOX_INTERVAL_SECONDS": "1"}
    with running(command, site.root / "config", SYNDICATION_SERVE_WORKERS="1", **variables) as process:
        assert "watch" in wait_for(process, '"file_events_unavailable"')
        site.drop("listing.txt", LISTING)
        wait_until(lambda: "Copper mine in Moquegua" in fetch(port, "/all.json"))
