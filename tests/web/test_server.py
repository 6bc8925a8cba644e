"""The server process: it starts, says so, answers with its own settings, and goes when told."""

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from syndication.errors import SyndicationError
from syndication.server import serve

REPOSITORY = Path(__file__).parents[2]
SERVE = """
from pathlib import Path
from syndication.config import load_settings
from syndication.logs import set_up_logs
from syndication.server import serve
set_up_logs()
serve(load_settings(flags={"site.title": "A title, from a flag"}))
"""


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str], config: Path, **variables: str) -> Iterator[subprocess.Popen[str]]:
    environ = os.environ | {"SYNDICATION_CONFIG": str(config)} | variables
    process = subprocess.Popen(command, cwd=REPOSITORY, env=environ, stderr=subprocess.PIPE, text=True)
    with process:
        try:
            yield process
        finally:
            process.terminate()


def wait_for(process: subprocess.Popen[str], text: str) -> str:
    """The first line on standard error that has the text; fails with all the lines if the process ends before."""
    lines = []
    for line in process.stderr:
        lines.append(line)
        if text in line:
            return line
    raise AssertionError("".join(lines))


def fetch(port: int, path: str) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as reply:
        return reply.read().decode()


def test_it_says_where_it_listens_and_stops_when_told(site, data, port):
    with running([sys.executable, "-c", SERVE], site.root / "config", SYNDICATION_SERVE_PORT=str(port)) as process:
        event = json.loads(wait_for(process, '"serving"'))
        assert event["address"] == f"http://127.0.0.1:{port}/"
        assert fetch(port, "/healthz") == '{"status":"ok"}\n'
        assert "A title, from a flag" in fetch(port, "/"), "the workers have the parent's settings"
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    with socket.create_server(("127.0.0.1", port)):
        pass  # nobody listens there any more


def test_an_address_in_use_is_a_message(site, port):
    with socket.create_server(("127.0.0.1", port)), pytest.raises(SyndicationError, match="--port"):
        serve(site.settings(serve__port=port))


def test_any_wsgi_server_can_run_it(site, data, port):
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    with running(command, site.root / "config") as process:
        wait_for(process, "poller_elected")
        assert fetch(port, "/healthz") == '{"status":"ok"}\n'
