"""Bytes on the wire for a year of polls: computed from documents and headers that a running service really sent."""

import socket
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.archive import ITEMS_IN_BULLETIN, MadeArchive
from bench.machine import HOST, free_port, running
from bench.site import ROOT, command, drop, make_site, now
from bench.table import Case
from syndication.pipeline import run_cycle
from syndication.service import open_service

_READERS = 1_000
_POLLS = 365 * 24
_BULLETINS = 104
"""New bulletins of ten items in a year, two a week; each changes the feed."""
_PLAIN = "plain"
_CODINGS = (_PLAIN, "gzip", "br", "zstd")
_USUAL = "gzip"
"""The coding that nearly every reader asks for."""
_FEED = "/all.atom"
_NOTICED = 10.0
"""Seconds that a worker may take to serve a new document."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer: bytes of both with their headers, without what TCP and TLS add."""

    status: int
    headers: Mapping[str, str]
    request: int
    answer: int

    @property
    def size(self) -> int:
        return self.request + self.answer


@dataclass(frozen=True, slots=True)
class Polls:
    """Bytes of the exchanges that the service knows, by coding where they have a body."""

    full: Mapping[str, int]
    """200: the whole document."""
    partial: Mapping[str, int]
    """226: ten new items (A-IM: feed); empty where the service has no such answer."""
    unchanged: Exchange
    """304."""


def measure(folder: Path) -> Iterator[Case]:
    """Ask a running service for a feed in every way, before and after a bulletin of ten items.

    The feed holds the sample bulletins: made-up items repeat their words, and compress better than real ones.
    """
    settings = make_site(folder / "ours")
    port = free_port()
    with open_service(settings) as service:
        for file in sorted((ROOT / "samples" / "bulletins").iterdir()):
            drop(file.name, file.read_bytes(), settings)
        run_cycle(service, now())
        new = MadeArchive(ITEMS_IN_BULLETIN, service.taxonomy).new_bulletin(0)
        with running(command(settings, "serve", "--port", str(port)), port, ROOT):
            old = {coding: _ask(port, coding) for coding in _CODINGS}
            drop(new.name, new.text.encode(), settings)
            run_cycle(service, now())
            polls = _poll(port, old)
    yield Case("one poll of a feed of 50 items", "bytes, request and answer", _name_polls(polls))
    yield Case("a year of hourly polls by 1,000 readers", "GB, request and answer", _sum_year(polls))


def _poll(port: int, old: Mapping[str, Exchange]) -> Polls:
    new = _wait_for_change(port, old[_PLAIN])
    full = {coding: _ask(port, coding) for coding in _CODINGS}
    validators = {coding: exchange.headers["etag"] for coding, exchange in old.items()}
    partial = {coding: _ask(port, coding, {"If-None-Match": validators[coding], "A-IM": "feed"}) for coding in _CODINGS}
    return Polls(
        {coding: found.size for coding, found in full.items() if _is_coded(found, coding)},
        {coding: found.size for coding, found in partial.items() if found.status == 226 and _is_coded(found, coding)},
        _ask(port, _USUAL, {"If-None-Match": new.headers["etag"]}),
    )


def _is_coded(exchange: Exchange, coding: str) -> bool:
    return exchange.headers.get("content-encoding", _PLAIN) == coding


def _name_polls(polls: Polls) -> dict[str, float]:
    full = {f"200, {coding}": float(size) for coding, size in polls.full.items()}
    partial = {f"226 (A-IM: feed), ten new items, {coding}": float(size) for coding, size in polls.partial.items()}
    return {"304": float(polls.unchanged.size), "304, the answer alone": float(polls.unchanged.answer)} | full | partial


def _sum_year(polls: Polls) -> dict[str, float]:
    """Gigabytes of a year, first as most readers poll: with validators, and with gzip where there is any."""
    quiet = _POLLS - _BULLETINS
    years = {}
    for coding, size in polls.full.items():
        years[f"validators, {coding}"] = _BULLETINS * size + quiet * polls.unchanged.size
        years[f"no validators, {coding}"] = _POLLS * size
    for coding, size in polls.partial.items():
        years[f"validators and A-IM, {coding}"] = _BULLETINS * size + quiet * polls.unchanged.size
    usual = f"validators, {_USUAL if _USUAL in polls.full else _PLAIN}"
    ordered = {usual: years[usual]} | dict(sorted(years.items(), key=lambda year: year[1]))
    return {name: size * _READERS / 1e9 for name, size in ordered.items()}


def _wait_for_change(port: int, old: Exchange) -> Exchange:
    deadline = time.monotonic() + _NOTICED
    while time.monotonic() < deadline:
        time.sleep(1.5)  # every worker has noticed by then
        new = _ask(port, _PLAIN)
        if new.headers["etag"] != old.headers["etag"]:
            return new
    raise RuntimeError(f"{_FEED}: expected the new bulletin within {_NOTICED:.0f} s, found the old document")


def _ask(port: int, coding: str, headers: Mapping[str, str] | None = None) -> Exchange:
    """Send a request as a feed reader would, and count every byte."""
    fields = {"Host": "feeds.example.org", "User-Agent": "reader/1.0", "Accept": "*/*", "Connection": "close"}
    if coding != _PLAIN:
        fields["Accept-Encoding"] = coding
    lines = [f"GET {_FEED} HTTP/1.1", *(f"{name}: {value}" for name, value in (fields | dict(headers or {})).items())]
    request = "\r\n".join([*lines, "", ""]).encode()
    with socket.create_connection((HOST, port), timeout=30) as connection:
        connection.sendall(request)
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    status, *received = answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    names = dict(line.split(": ", 1) for line in received)
    found = {name.lower(): value for name, value in names.items()}
    return Exchange(int(status.split()[1]), found, len(request), len(answer))
