"""The examples of deploy/ are what the programs they are for accept, and serve documents as the service does."""

import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError

import pytest

from syndication.formats import FORMATS, Format

DEPLOY = Path(__file__).parent.parent / "deploy"


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
def nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of nginx with the example's configuration, a folder of documents, and no service behind it."""
    folder = tmp_path_factory.mktemp("nginx")
    for form in FORMATS:
        (folder / f"all{form.suffix}").write_text("a document")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    site = re.sub(r"listen \[::\]:80;", "", site).replace("listen 80;", f"listen 127.0.0.1:{port};")
    site = site.replace("/var/lib/syndication/data/documents", str(folder)).replace("127.0.0.1:8000", "127.0.0.1:9")
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/error.log;"
        f"{'user root;' if os.getuid() == 0 else ''} events {{}} http {{ access_log off;"
        + "".join(f"{kind}_temp_path {folder}/temp;" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        + f"{site}}}"
    )
    process = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-e", folder / "error.log"])
    try:
        wait_for(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx does not answer")


@needs("nginx")
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_nginx_serves_documents_under_the_media_type_of_the_service(nginx: str, form: Format) -> None:
    with urllib.request.urlopen(f"{nginx}/all{form.suffix}") as reply:  # noqa: S310 (an address of this test)
        assert reply.headers["Content-Type"] == form.content_type
        assert reply.headers["Access-Control-Allow-Origin"] == "*"


@needs("nginx")
def test_nginx_answers_a_conditional_request_with_304(nginx: str) -> None:
    with urllib.request.urlopen(f"{nginx}/all.atom") as reply:  # noqa: S310 (an address of this test)
        date = reply.headers["Last-Modified"]
    with pytest.raises(HTTPError) as error:
        urllib.request.urlopen(urllib.request.Request(f"{nginx}/all.atom", headers={"If-Modified-Since": date}))  # noqa: S310 (an address of this test)
    assert error.value.code == HTTPStatus.NOT_MODIFIED
    assert error.value.headers["Access-Control-Allow-Origin"] == "*"
    error.value.close()


@needs("nginx")
@pytest.mark.parametrize("path", ["/", "/topics/unknown.atom", "/items/2020/01/01/story"])
def test_nginx_asks_the_service_for_everything_else(nginx: str, path: str) -> None:
    with pytest.raises(HTTPError) as error:
        urllib.request.urlopen(nginx + path)  # noqa: S310 (an address of this test)
    assert error.value.code == HTTPStatus.BAD_GATEWAY
    error.value.close()


@needs("nginx")
def test_nginx_asks_the_service_for_other_methods(nginx: str) -> None:
    with pytest.raises(HTTPError) as error:
        urllib.request.urlopen(urllib.request.Request(f"{nginx}/all.atom", method="OPTIONS"))  # noqa: S310 (an address of this test)
    assert error.value.code == HTTPStatus.BAD_GATEWAY
    error.value.close()
