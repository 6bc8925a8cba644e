"""Real readers poll the running service through a proxy that notes what they were answered."""

import http.client
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import feedparser
import pytest
from reader import make_reader

FEED = "/topics/mining"


class Proxy(ThreadingHTTPServer):
    """Hands every request on, field by field, and remembers the statuses of the replies."""

    def __init__(self, port: int) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behind = port
        self.statuses: list[int] = []

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: Proxy

    def do_GET(self) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.server.behind, timeout=30)
        connection.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, text in self.headers.items():
            connection.putheader(name, text)
        connection.endheaders()
        reply = connection.getresponse()
        body = reply.read()
        connection.close()
        self.server.statuses.append(reply.status)
        self.send_response_only(reply.status)
        for name, text in reply.getheaders():
            self.send_header(name, text)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Standard error belongs to pytest."""


@pytest.fixture
def proxy(service) -> Iterator[Proxy]:
    with Proxy(service.port) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        yield proxy
        proxy.shutdown()


@pytest.mark.parametrize("suffix", [".atom", ".rss", ".json"])
def test_reader_keeps_the_feed_and_is_told_when_nothing_is_new(proxy, suffix):
    with make_reader(":memory:") as reader:
        reader.add_feed(proxy.address(FEED + suffix))
        reader.update_feeds()
        entries = {entry.id: (entry.title, entry.published) for entry in reader.get_entries()}
        reader.update_feed(proxy.address(FEED + suffix))
        assert proxy.statuses == [200, 304]
        assert entries == {entry.id: (entry.title, entry.published) for entry in reader.get_entries()}
        assert len(entries) > 5 and all(title and published for title, published in entries.values())


@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_feedparser_is_told_when_nothing_is_new(proxy, suffix):
    address = proxy.address(FEED + suffix)
    known = feedparser.parse(address)
    assert feedparser.parse(address, etag=known.etag).status == 304
    assert feedparser.parse(address, modified=known.modified).status == 304
    assert proxy.statuses == [200, 304, 304]


@pytest.mark.skipif(shutil.which("newsboat") is None, reason="newsboat is not installed (Debian: newsboat)")
@pytest.mark.parametrize("suffix", [".atom", ".rss"])
def test_newsboat_keeps_the_feed_and_is_told_when_nothing_is_new(proxy, tmp_path, suffix):
    (tmp_path / "urls").write_text(proxy.address(FEED + suffix) + "\n")
    (tmp_path / "config").write_text("")
    command = ["newsboat", "-u", tmp_path / "urls", "-C", tmp_path / "config", "-c", tmp_path / "cache.db", "-x"]
    for _ in range(3):  # it sends what it knows from the third time on
        subprocess.run([*command, "reload"], check=True, timeout=60, env={"HOME": str(tmp_path), "TERM": "dumb"})
    unread = subprocess.run([*command, "print-unread"], check=True, timeout=60, capture_output=True, text=True)
    assert proxy.statuses == [200, 200, 304]
    assert int(unread.stdout.split()[0]) > 5


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed (Debian: curl)")
def test_curl_compares_tags(proxy, tmp_path):
    tag, body = tmp_path / "tag", tmp_path / "body"
    command = ["curl", "--silent", "--show-error", "--etag-save", tag, "--etag-compare", tag, "-o", body]
    for _ in range(2):
        tag.touch()
        subprocess.run([*command, proxy.address(f"{FEED}.atom")], check=True, timeout=60)
    assert proxy.statuses == [200, 304]
    assert feedparser.parse(body.read_bytes()).entries
