"""The site of the soak: its folder, the poller's process, and the web application that subscribers ask."""

import os
import shutil
import signal
import warnings
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from werkzeug.test import create_environ

from bench.reliability.soak.subscribers import Reply
from syndication.config import Settings, load_settings
from syndication.delivery import Library
from syndication.pipeline import build, run_cycle
from syndication.service import Service, open_service
from syndication.web import create_app
from syndication.web.shelf import EXTENSION

_REQUEST = create_environ()
CONFIG = Path(__file__).parent / "site"


def make_site(folder: Path) -> Settings:
    """Lay out a site with an empty inbox."""
    shutil.copytree(CONFIG, folder / "config")
    (folder / "inbox").mkdir()
    return load_settings(folder / "config", environ={})


class Poller:
    """The process that polls, without its clock: it is told the time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._open = ExitStack()
        self._service: Service | None = None

    def poll(self, now: datetime) -> Service:
        """One look at the inbox; a process that has just begun also builds every document."""
        if self._service is not None:
            run_cycle(self._service, now)
            return self._service
        service = self._open.enter_context(open_service(self._settings))
        run_cycle(service, now)
        build(service, now)
        self._service = service
        return service

    def stop(self) -> None:
        """End the process, if there is one; the next look begins another."""
        self._service = None
        self._open.close()

    def poll_and_die(self, now: datetime, arm: Callable[[], None]) -> bool:
        """Look once in a process that ``arm`` prepares to kill itself; returns whether it did."""
        self.stop()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of threads, none of which holds anything now
            child = os.fork()
        if not child:
            try:
                arm()
                self.poll(now)
            finally:
                os._exit(0)
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status) == -signal.SIGKILL


class Web:
    """The web application, with its delivery layer, asked without a network."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.restart()

    def restart(self) -> None:
        """Be another process: nothing is in its memory."""
        self._app = create_app(self._settings)
        self._library: Library = self._app.extensions[EXTENSION].library

    def get(self, address: str, headers: Mapping[str, str]) -> Reply:
        """Ask for a document, as a server would have it asked."""
        fields = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        path = address.removeprefix(self._settings.site.base_url)
        self._library._next_look = 0  # the last subscriber asked a simulated minute ago
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(status: str, lines: list[tuple[str, str]], _: object = None) -> Callable[[bytes], object]:
            told.append((status, lines))
            return lambda _: None

        parts = self._app(_REQUEST | fields | {"PATH_INFO": path}, start)
        body = b"".join(parts)
        if close := getattr(parts, "close", None):
            close()
        [(status, lines)] = told
        return Reply(int(status[:3]), dict(lines), body)
