"""Serving imports nothing of ingesting."""

import subprocess
import sys

INGESTING = ("bulletins", "pipeline", "inbox", "scheduler", "cli")


def test_the_application_loads_nothing_that_takes_bulletins_in():
    code = "import sys, syndication.web; print('\\n'.join(sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    ours = [name for name in loaded if name.startswith("syndication.")]
    assert "syndication.web" in ours
    assert [name for name in ours if name.split(".")[1] in INGESTING] == []
    assert not {"apscheduler", "watchfiles", "bs4"} & set(loaded)
