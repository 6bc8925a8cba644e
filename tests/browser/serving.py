"""Sites that are served for real in this process, on a port of their own, each at its own base address."""

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from syndication.models import ALL
from syndication.pipeline import build, run_cycle
from syndication.service import Service, open_service
from syndication.web import create_app
from tests.conftest import SiteFolder
from tests.web.serving import find_port

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
WITHDRAWN_WHY = "The story was told twice."


@dataclass(frozen=True)
class Served:
    """A site that answers on this machine."""

    base: str
    service: Service
    item: str
    """The path of its newest item's page."""
    withdrawn: str
    """The path of an item that was taken back."""

    def address(self, path: str) -> str:
        """The address of a page; ``{item}`` and ``{withdrawn}`` stand for the paths of such."""
        return self.base + path.replace("{item}", self.item).replace("{withdrawn}", self.withdrawn)


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, *_: object) -> None:
        """Nobody reads it."""


@contextmanager
def serving_site(folder: Path, config: Path, bulletins: Iterable[Path], **settings: object) -> Iterator[Served]:
    """Take in the bulletins, withdraw the second newest item, publish and serve."""
    port = find_port()
    base = f"http://127.0.0.1:{port}"
    site = SiteFolder(folder, config)
    for file in bulletins:
        site.drop(file.name, file.read_bytes())
    with open_service(site.settings(site__base_url=base, **settings)) as service:
        run_cycle(service, NOW)
        newest, second, *_ = service.archive.newest(ALL, 2)
        service.archive.withdraw(second.id, WITHDRAWN_WHY, NOW)
        build(service, NOW)
        with answering(create_app(service.settings), port):
            yield Served(base, service, newest.path, second.path)


@contextmanager
def answering(application: Flask | Callable[..., Iterable[bytes]], port: int) -> Iterator[None]:
    """Answer requests to an application, each in a thread; afterwards nobody listens there."""
    server = make_server("127.0.0.1", port, application, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
