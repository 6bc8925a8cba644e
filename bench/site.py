"""A site with a made-up archive in a folder of its own."""

import os
import shutil
import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from bench.archive import MadeArchive
from syndication.config import Settings, load_settings
from syndication.service import Service

ROOT = Path(__file__).resolve().parents[1]
_LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
_BULLETINS_AT_ONCE = 500


def make_site(folder: Path, *, feeds: str = "", workers: int = 2) -> Settings:
    """Lay out a site with the ready configuration, an empty inbox, and these settings of feeds (lines of TOML)."""
    shutil.copytree(ROOT / "config", folder / "config")
    (folder / "inbox").mkdir()
    file = folder / "config" / "syndication.toml"
    # Without an address of its own the documents would name the port, and be made anew for every server.
    text = file.read_text("utf-8").replace("[site]", '[site]\nbase_url = "https://feeds.example.org"')
    file.write_text(
        f"{text}\n[inbox]\nsettle_seconds = 0\n\n[serve]\nworkers = {workers}\n\n[feeds]\n{feeds}\n", "utf-8"
    )
    return load_settings(folder / "config", environ={})


def fill(service: Service, made: MadeArchive) -> None:
    """Take in what is missing of a whole archive, as readings, in large pieces; nothing is published."""
    known = len(service.archive.digests())
    readings = (bulletin.reading for bulletin in islice(made.bulletins(), known, None))
    while batch := list(islice(readings, _BULLETINS_AT_ONCE)):
        service.archive.absorb(batch, now())


def drop(name: str, content: bytes, settings: Settings) -> None:
    """Put a bulletin file into the inbox, where it has stood still for long."""
    file = settings.inbox_folders[0] / name
    file.write_bytes(content)
    os.utime(file, (_LONG_AGO, _LONG_AGO))


def command(settings: Settings, *words: str) -> list[str]:
    """The service's own command for a site; run it in :data:`ROOT`, for the copy beside this file."""
    return [sys.executable, "-m", "syndication", "--config", str(settings.folder), *words]


def now() -> datetime:
    return datetime.now(UTC)
