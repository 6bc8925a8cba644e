"""The server process: it starts, says so, answers with its own settings, and goes when told."""

import json
import signal
import socket
import sys
from urllib.error import HTTPError

import pytest

from syndication.errors import SyndicationError
from syndication.server import serve
from tests.web.serving import fetch, find_port, running, wait_for

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
    return find_port()


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


def test_a_temporary_folder_with_a_long_name_is_a_message(site, port, tmp_path, monkeypatch):
    folder = tmp_path / ("long" * 20)
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    with pytest.raises(SyndicationError, match="TMPDIR"):
        serve(site.settings(serve__port=port))
    assert list(folder.iterdir()) == []


def test_any_wsgi_server_can_run_it(site, data, port):
    command = [sys.executable, "-m", "gunicorn", "--workers", "2", "--bind", f"127.0.0.1:{port}", "wsgi:app"]
    with running(command, site.root / "config") as process:
        wait_for(process, "poller_elected")
        assert fetch(port, "/healthz") == '{"status":"ok"}\n'
        assert fetch(port, "/all.atom").endswith("</feed>\n")
        with pytest.raises(HTTPError, match="304"):
            fetch(port, "/all.atom", If_None_Match="*")
