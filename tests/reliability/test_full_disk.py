"""A disk that is full, for real: a file system of few megabytes in a namespace of our own."""

import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndication.config import load_settings
from syndication.documents import Manifest
from syndication.errors import SyndicationError
from syndication.models import ALL
from syndication.pipeline import build, run_cycle
from syndication.service import Service, open_service
from tests.conftest import REPOSITORY
from tests.test_pipeline import LISTING

MOUNTED = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]
MOUNT = 'mount -t tmpfs -o size=4m tmpfs "$1"'
NOW, LATER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 2, tzinfo=UTC)
MORE = "# URL: http://bulletins.example/more\n• Story of Puno\n\n    1 August 2019\n\n    {text}\n"


def may_mount(folder: Path) -> bool:
    command = [*MOUNTED, MOUNT, "sh", str(folder)]
    return shutil.which("unshare") is not None and subprocess.run(command, capture_output=True).returncode == 0


def fill_and_free(folder: str) -> None:
    """Take in a file while there is room, one while there is none, and go on when there is room again."""
    settings = load_settings(Path(folder) / "config", environ={})
    with open_service(settings) as service:
        run_cycle(service, NOW)
        build(service, NOW)
        (settings.inbox_folders[0] / "more.txt").write_text(MORE)
        os.utime(settings.inbox_folders[0] / "more.txt", (1, 1))
        filler = fill(settings.data_folder)
        with pytest.raises(SyndicationError):
            run_cycle(service, LATER)
        check_whole(service)
        filler.unlink()
        run_cycle(service, LATER)
        check_whole(service)
        assert (service.archive.count(ALL), len(service.archive.due())) == (3, 0)
        assert b"Story of Puno" in (settings.documents_folder / "all.atom").read_bytes()


def fill(folder: Path) -> Path:
    """Write a file that takes all the room there is."""
    filler = folder / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler


def check_whole(service: Service) -> None:
    """Every document is as the manifest says."""
    folder = service.settings.documents_folder
    entries = Manifest.load(folder)
    assert entries
    assert [path for path, entry in entries.items() if not entry.plain.has((folder / path[1:]).read_bytes())] == []


def test_a_full_disk_spoils_no_document_and_loses_no_item(site, tmp_path):
    if not may_mount(tmp_path):
        pytest.skip("needs user namespaces")
    site.drop("listing.txt", LISTING)
    data = site.root / "data"
    data.mkdir()
    run = f'{MOUNT} && shift && exec "$@"'
    code = f"from tests.reliability.test_full_disk import fill_and_free; fill_and_free({str(site.root)!r})"
    command = [*MOUNTED, run, "sh", str(data), sys.executable, "-c", code]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
