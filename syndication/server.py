"""The web server of ``syndication serve``: worker processes, in each the front, and granian with the application."""

import http.client
import logging
import multiprocessing
import os
import resource
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server
from granian.server.common import AbstractServer

from syndication.config import Settings
from syndication.errors import SyndicationError
from syndication.front import CONNECTIONS, LONGEST_FOLDER, Answers, Front, stand_behind, start
from syndication.logs import log_event, set_up_logs
from syndication.web import create_app
from syndication.web.shelf import EXTENSION

_logger = logging.getLogger(__name__)
THREADS = 8
"""Requests that one worker answers at a time: enough that a slow page holds up no document."""
HEADER_SECONDS = 10
HEADER_BYTES = 64 * 1024
STOP_SECONDS = 10
SWITCH_SECONDS = 0.0005
"""After so long a page that is being made lets the front answer; Python's own 5 ms would hold up each document."""
ORPHAN_SECONDS = 1
READY_SECONDS = 60
OPEN_FILES = 4 * CONNECTIONS
"""What a worker asks the system for: a connection that is passed on takes three, and 1024 is the usual allowance."""


def serve(settings: Settings, *, on_ready: Callable[[], None] = lambda: None) -> None:
    """Answer requests until SIGTERM or SIGINT; requests under way are finished first.

    ``on_ready`` is called, in a thread of its own, once a worker answers: what takes long must not keep readers
    waiting for documents that are there. Must run in the main thread. Raises ConfigError for a fault in the
    taxonomy, SyndicationError when the address cannot be used; exits with code 1 when workers keep dying.
    """
    create_app(settings)  # a fault is told once, here, not by every worker
    _check_address(settings.serve.host, settings.serve.port)
    # Not fork: the poller's threads, lock and database connections must not be copied into the workers.
    multiprocessing.set_start_method("spawn", force=True)
    stopping = threading.Event()
    announcer = threading.Thread(target=_announce, args=(settings, stopping, on_ready), name="announcer", daemon=True)
    with tempfile.TemporaryDirectory(prefix="syndication-") as folder:
        behind = Path(folder) / "behind.sock"
        _check_length(folder)
        server = _make_server(settings, behind)
        server.on_startup(announcer.start)
        try:
            server.serve(target_loader=partial(load_app, settings, os.getpid(), behind), wrap_loader=False)
        finally:
            stopping.set()
        if announcer.is_alive():
            announcer.join()
        log_event(_logger, "stopped")


def load_app(settings: Settings, parent: int, behind: Path) -> Flask:
    """The application of one worker, with the very settings of its parent, flags included; its front listens."""
    set_up_logs()
    sys.setswitchinterval(SWITCH_SECONDS)
    _allow_open_files()
    threading.Thread(target=_follow, args=(parent,), name="orphan-watch", daemon=True).start()
    app = create_app(settings)
    shelf, address = app.extensions[EXTENSION], (settings.serve.host, settings.serve.port)
    app.wsgi_app = stand_behind(app.wsgi_app, *address)  # type: ignore[method-assign, assignment]
    start(Front(Answers(shelf.desk, shelf.prefix), behind), *address)
    return app


def _allow_open_files() -> None:
    """Raise the soft limit of open files as far as the hard one lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(OPEN_FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _follow(parent: int) -> None:
    """End this worker when its parent has been killed: it would hold the port, and nobody would poll."""
    while os.getppid() == parent:
        time.sleep(ORPHAN_SECONDS)
    os._exit(1)


def _make_server(settings: Settings, behind: Path) -> AbstractServer[Any]:
    return Server(
        "syndication.web:create_app",
        uds=behind,
        interface=Interfaces.WSGI,
        workers=settings.serve.workers,
        blocking_threads=THREADS,
        backlog=CONNECTIONS,
        backpressure=CONNECTIONS,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_SECONDS * 1000, max_buffer_size=HEADER_BYTES),
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_access=False,
        log_level=LogLevels.error,
        log_dictconfig=_LOGGING,
    )


_LOGGING = {"loggers": {"_granian": {"propagate": True}}}
"""granian writes sentences to standard output, which belongs to a command's results: ours go where logs go."""


def _check_address(host: str, port: int) -> None:
    """Raise SyndicationError if the address cannot be listened on.

    granian's workers share their port (SO_REUSEPORT), so a second service on it would start without a word and
    take half of the requests. A socket that does not share tells.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        raise SyndicationError(
            f"{host}:{port}: expected an address to listen on, but {error.strerror}; "
            "stop what uses it, or set serve.port (--port) and serve.host (--host)"
        ) from error


def _check_length(folder: str) -> None:
    """Raise SyndicationError if there is no room in the path of a Unix socket for its name in this folder."""
    length = len(os.fsencode(folder))
    if length > LONGEST_FOLDER:
        raise SyndicationError(
            f"{folder}: expected a temporary folder whose path has at most {LONGEST_FOLDER} bytes, for Unix sockets, "
            f"found {length}; set the environment variable TMPDIR to a shorter one"
        )


def _announce(settings: Settings, stopping: threading.Event, on_ready: Callable[[], None]) -> None:
    """Log the address once a worker answers there, and go on with what waits for that."""
    host, port = settings.serve.host, settings.serve.port
    reached = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 (compared, not listened on)
    for _ in range(READY_SECONDS * 10):
        if _answers(reached, port):
            shown = f"[{host}]" if ":" in host else host
            log_event(_logger, "serving", address=f"http://{shown}:{port}/", workers=settings.serve.workers)
            break
        if stopping.wait(0.1):
            return
    on_ready()


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=1)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
