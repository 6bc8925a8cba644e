"""Requests a second for documents of some 12 KB: ours, nginx, and what one would write with Flask or Django."""

import http.client
import os
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from bench.archive import MadeArchive
from bench.machine import free_port, running
from bench.site import ROOT, command, fill, make_site, now
from bench.table import Case
from syndication.config import Settings
from syndication.pipeline import build
from syndication.service import open_service

_ITEMS = 9
"""So many make a document of 12 KB."""
_ARCHIVE = 5_000
_SERVERS = Path(__file__).parent / "servers"
_WORKERS = 2
_THREADS = 8
_CONNECTIONS = 64
_MANY_CONNECTIONS = 1_000


@dataclass(frozen=True, slots=True)
class Server:
    """A program that serves the documents at a port."""

    port: int
    command: Sequence[str]
    environment: Mapping[str, str]

    def run(self) -> AbstractContextManager[int]:
        return running(self.command, self.port, ROOT, self.environment)


@dataclass(frozen=True, slots=True)
class Load:
    """What readers ask for."""

    name: str
    paths: Sequence[str]
    with_validators: bool
    connections: int = _CONNECTIONS


class ServingError(Exception):
    """A server that gave another answer than the one that is measured."""


def measure(folder: Path, peers: Mapping[str, str], rounds: int, seconds: int) -> Iterator[Case]:
    """Each server in turn, alone on the machine, answers every load; so many rounds, the median counts."""
    if "wrk" not in peers:
        return
    settings = make_site(folder / "ours", feeds=f"items = {_ITEMS}", workers=_WORKERS)
    with open_service(settings) as service:
        fill(service, MadeArchive(_ARCHIVE, service.taxonomy))
        build(service, now())
        full = [selection for selection, tally in service.archive.counts().items() if tally.items >= _ITEMS]
        many = [f"{selection.path}.atom" for selection in full]
    loads = _make_loads(many)
    rates: dict[str, dict[str, list[float]]] = {load.name: {} for load in loads}
    for _ in range(rounds):
        for who, server in _servers(folder, settings, peers).items():
            with server.run():
                for load in loads:
                    rate = _measure_load(folder, peers["wrk"], server.port, load, seconds)
                    rates[load.name].setdefault(who, []).append(rate)
    for name, found in rates.items():
        figures = {who: statistics.median(each) for who, each in found.items()}
        yield Case(f"serving 12 KB documents: {name}", "requests a second", figures, more_is_better=True)


def _make_loads(many: list[str]) -> list[Load]:
    one, crowd = ["/all.atom"], f"200, {_MANY_CONNECTIONS:,} connections"
    return [
        Load("200, one feed", one, with_validators=False),
        Load("200, hundreds of feeds in turn", many, with_validators=False),
        Load("304, one feed", one, with_validators=True),
        Load("304, hundreds of feeds in turn", many, with_validators=True),
        Load(crowd, one, with_validators=False, connections=_MANY_CONNECTIONS),
    ]


def _servers(folder: Path, settings: Settings, peers: Mapping[str, str]) -> dict[str, Server]:
    port = free_port()
    ours = command(settings, "serve", "--host", "127.0.0.1", "--port", str(port))
    # The first build of a start would take a core from the servers: nginx publishes nothing either.
    alone = {"SYNDICATION_SERVE_POLL": "false"}
    servers = {f"ours, `syndication serve`, {_WORKERS} workers": Server(port, ours, alone)}
    if nginx := peers.get("nginx"):
        servers[f"nginx, static files, {_WORKERS} workers"] = _nginx(nginx, folder, settings)
    servers["a plain Flask view with make_conditional, granian"] = _granian(sys.executable, "plain_flask", settings)
    servers["Flask with feedgen on every request, granian"] = _granian(sys.executable, "feedgen_flask", settings)
    if django := peers.get("Django"):
        python = str(Path(django).with_name("python"))
        servers["Django's syndication framework with its cache, granian"] = _granian(python, "django_site", settings)
    return servers


def _granian(python: str, module: str, settings: Settings) -> Server:
    """A peer's application under the server that we use ourselves, with the same workers and threads."""
    port = free_port()
    words = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--no-access-log"]
    size = ["--workers", str(_WORKERS), "--blocking-threads", str(_THREADS), "--backlog", "1024"]
    return Server(
        port,
        [python, "-m", "granian", *words, *size, f"bench.servers.{module}:app"],
        {"BENCH_DOCUMENTS": str(settings.documents_folder), "PYTHONPATH": str(ROOT)},
    )


def _nginx(program: str, folder: Path, settings: Settings) -> Server:
    port = free_port()
    filled = {"PORT": str(port), "FOLDER": str(folder), "DOCUMENTS": str(settings.documents_folder)}
    text = (_SERVERS / "nginx.conf").read_text()
    configuration = folder / "nginx.conf"
    configuration.write_text(re.sub(r"\b(PORT|FOLDER|DOCUMENTS)\b", lambda found: filled[found[0]], text))
    return Server(port, [program, "-p", str(folder), "-c", str(configuration)], {})


def _measure_load(folder: Path, wrk: str, port: int, load: Load, seconds: int) -> float:
    """Requests a second; raises ServingError when one was answered otherwise than expected."""
    requests = folder / "requests"
    etags = _fetch_etags(port, load)
    requests.write_text("".join(f"{path} {etags.get(path, '')}\n" for path in load.paths))
    words = [wrk, "-t1", f"-c{load.connections}", f"-d{seconds}s", "-s", str(_SERVERS / "many.lua")]
    done = subprocess.run(  # noqa: S603 (our own command)
        [*words, f"http://127.0.0.1:{port}"],
        env=os.environ | {"BENCH_REQUESTS": str(requests)},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    if "Non-2xx" in done or "Socket errors" in done:
        raise ServingError(f"{load.name}, port {port}: expected no error, found\n{done}")
    found = re.search(r"Requests/sec:\s+([\d.]+)", done)
    if found is None:
        raise ServingError(f"{load.name}, port {port}: expected a rate, found\n{done}")
    return float(found[1])


def _fetch_etags(port: int, load: Load) -> dict[str, str]:
    """Ask for each document once, which also warms the server; check that its validator is honoured."""
    etags: dict[str, str] = {}
    for path in load.paths:
        etag = _ask(port, path, 200, {})
        if load.with_validators:
            _ask(port, path, 304, {"If-None-Match": etag})
            etags[path] = etag
    return etags


def _ask(port: int, path: str, expected: int, headers: Mapping[str, str]) -> str:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=dict(headers))
        response = connection.getresponse()
        response.read()
        if response.status != expected:
            raise ServingError(f"port {port}, {path}: expected {expected}, found {response.status}")
        return response.headers.get("ETag", "")
    finally:
        connection.close()
