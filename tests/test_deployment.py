"""The examples of deploy/ are what the programs they are for accept, and serve documents as the service does."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.message import Message
from http import HTTPStatus
from pathlib import Path
from typing import NamedTuple
from urllib.error import HTTPError

import pytest

from syndication.documents.tree import copies_of
from syndication.formats import ATOM, FORMATS, Format
from syndication.models import Document
from tests.documents.making import MemoryRecords, open_store

DEPLOY = Path(__file__).parent.parent / "deploy"
EXAMPLES = {"nginx": "nginx.conf", "caddy": "Caddyfile"}
BODY = b" ".join(b"document %d" % number for number in range(99))
"""Its copies differ in size: Caddy makes a tag of a file's date and size."""
EXPECTED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Last-Modified, Link",
    "Cache-Control": "max-age=60",
    "Vary": "Accept-Encoding",
    "X-Content-Type-Options": "nosniff",
}
"""What a reply says of every document, be it 200 or 304."""


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not shutil.which(program), reason=f"{program} is not installed")


def run(*command: str | Path) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@needs("systemd-analyze")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "syndication.service"
    text = (DEPLOY / unit.name).read_text("utf-8")
    unit.write_text(text.replace("/opt/syndication/bin/syndication", shutil.which("true") or "/bin/true"))
    run("systemd-analyze", "verify", unit)


@needs("caddy")
def test_caddy_accepts_its_file() -> None:
    run("caddy", "validate", "--adapter", "caddyfile", "--config", DEPLOY / "Caddyfile")


@pytest.mark.parametrize("name", ["nginx.conf", "Caddyfile"])
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_format_has_its_media_type(name: str, form: Format) -> None:
    text = (DEPLOY / name).read_text("utf-8")
    assert form.suffix.removeprefix(".") in text
    assert form.media_type in text


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published tree, with a document in each format."""
    folder = tmp_path_factory.mktemp("site") / "documents"
    documents = [Document(f"/all{form.suffix}", form.content_type, BODY) for form in FORMATS]
    open_store(folder).publish(documents, MemoryRecords(), datetime(2020, 6, 1, tzinfo=UTC))
    return folder


WEB_SERVERS = [pytest.param(name, marks=needs(name)) for name in ("nginx", "caddy")]


@pytest.fixture(scope="module", params=WEB_SERVERS)
def server(request: pytest.FixtureRequest, tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a web server with the example's configuration, the tree, and no service behind it."""
    with serving(request.param, tmp_path_factory.mktemp(request.param), read_example(request.param, tree)) as address:
        yield address


@pytest.mark.parametrize("name", WEB_SERVERS)
def test_documents_are_served_below_a_path_of_the_site(name: str, tree: Path, tmp_path: Path) -> None:
    example, number = re.subn(r"# (rewrite|uri strip_prefix) ", r"\1 ", read_example(name, tree))
    assert number == 1
    with serving(name, tmp_path, example) as address:
        assert ask(f"{address}/news/all.atom").body == BODY


@contextmanager
def serving(name: str, folder: Path, example: str) -> Iterator[str]:
    """The address of a web server with this site; it keeps what it needs in the folder."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    configure = {"nginx": configure_nginx, "caddy": configure_caddy}[name]
    process = subprocess.Popen(configure(folder, example, port), env=os.environ | {"HOME": str(folder)})
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def read_example(name: str, tree: Path) -> str:
    text = (DEPLOY / EXAMPLES[name]).read_text("utf-8")
    return text.replace("/var/lib/syndication/data/documents", str(tree)).replace("127.0.0.1:8000", "127.0.0.1:9")


def configure_nginx(folder: Path, example: str, port: int) -> list[str]:
    site = re.sub(r"listen \[::\]:80;", "", example)
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port};")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;"
        f"{'user root;' if os.getuid() == 0 else ''} events {{}} http {{ access_log off;"
        + "".join(f"{kind}_temp_path {folder}/temp;" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"{site}}}"
    )
    return ["nginx", "-c", f"{folder}/nginx.conf", "-e", f"{folder}/error.log"]


def configure_caddy(folder: Path, example: str, port: int) -> list[str]:
    site = example.replace("feeds.example.org {", f"http://127.0.0.1:{port} {{")
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n\tlog {{\n\t\tlevel ERROR\n\t}}\n}}\n{site}")
    return ["caddy", "run", "--adapter", "caddyfile", "--config", f"{folder}/Caddyfile"]


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("the web server does not answer")


class Reply(NamedTuple):
    status: int
    headers: Message
    body: bytes


def ask(address: str, method: str = "GET", **headers: str) -> Reply:
    """A reply of any status; ``If_None_Match`` is sent as ``If-None-Match``."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    asked = urllib.request.Request(address, method=method, headers=named)  # noqa: S310 (an address of these tests)
    try:
        with urllib.request.urlopen(asked) as reply:  # noqa: S310 (an address of these tests)
            return Reply(reply.status, reply.headers, reply.read())
    except HTTPError as error:
        with error:
            return Reply(error.code, error.headers, error.read())


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_documents_have_the_headers_of_the_service(server: str, form: Format) -> None:
    reply = ask(f"{server}/all{form.suffix}")
    assert (reply.status, reply.body) == (HTTPStatus.OK, BODY)
    assert {name: reply.headers.get_all(name) for name in EXPECTED} == {name: [EXPECTED[name]] for name in EXPECTED}
    assert reply.headers["Link"] == f'<https://feeds.example.org/all{form.suffix}>; rel="self"'
    assert reply.headers["Content-Type"] == form.content_type


def codings_of(server: str) -> list[str]:
    return ["gzip"] if "nginx" in ask(f"{server}/all.atom").headers["Server"] else ["br", "zstd", "gzip"]


def test_copies_are_sent_as_they_were_published(server: str, tree: Path) -> None:
    for coding in codings_of(server):
        reply = ask(f"{server}/all.atom", Accept_Encoding=coding)
        assert reply.headers["Content-Encoding"] == coding
        assert reply.body == copies_of(tree / "all.atom")[coding].read_bytes()
        assert reply.headers.get_all("Vary") == ["Accept-Encoding"]
        assert reply.headers["Content-Type"] == ATOM.content_type


def test_every_coding_has_an_etag_of_its_own(server: str) -> None:
    replies = [ask(f"{server}/all.atom", Accept_Encoding=coding) for coding in ("identity", *codings_of(server))]
    assert len({reply.headers["ETag"] for reply in replies}) == len(replies)
    assert {reply.headers["Last-Modified"] for reply in replies} == {"Mon, 01 Jun 2020 00:00:00 GMT"}


@pytest.mark.parametrize("coding", ["identity", "gzip"])
@pytest.mark.parametrize(
    ("validator", "condition"), [("Last-Modified", "If_Modified_Since"), ("ETag", "If_None_Match")]
)
def test_a_reader_that_is_up_to_date_is_told_so(server: str, coding: str, validator: str, condition: str) -> None:
    known = ask(f"{server}/all.atom", Accept_Encoding=coding).headers[validator]
    reply = ask(f"{server}/all.atom", Accept_Encoding=coding, **{condition: known})
    assert (reply.status, reply.body) == (HTTPStatus.NOT_MODIFIED, b"")
    assert {name: reply.headers[name] for name in EXPECTED} == EXPECTED


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/topics/unknown.atom", "/items/2020/01/01/story", "/all.atom?q=water", "/.well-known/feeds"),
        *("/.manifest.json", "/.all.atom.versions", "/all.atom.gz", "/.all.atom.new"),
    ],
)
def test_the_service_is_asked_for_everything_else(server: str, path: str) -> None:
    assert ask(server + path).status == HTTPStatus.BAD_GATEWAY


@pytest.mark.parametrize("method", ["OPTIONS", "POST"])
def test_the_service_is_asked_for_other_methods(server: str, method: str) -> None:
    assert ask(f"{server}/all.atom", method).status == HTTPStatus.BAD_GATEWAY


def test_an_unknown_parameter_changes_nothing(server: str) -> None:
    assert ask(f"{server}/all.atom?utm_source=x").body == BODY
