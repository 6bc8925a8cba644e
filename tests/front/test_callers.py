"""The client's address on its way to the server behind: in the path of a Unix socket."""

import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from syndication.front.callers import LONGEST_FOLDER, Caller, call, name_caller, read_caller

FAR = Caller("2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", 65535)


@pytest.fixture
def folder() -> Iterator[Path]:
    """As long a one as there may be."""
    with TemporaryDirectory() as short:
        folder = Path(short) / ("f" * (LONGEST_FOLDER - len(short) - 1))
        folder.mkdir()
        yield folder


@pytest.fixture
def behind(folder: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "behind.sock"))
        listening.listen(0)
        yield listening


def test_the_far_end_finds_the_caller_and_no_file_is_left(folder: Path, behind: socket.socket) -> None:
    with call(folder / "behind.sock", FAR):
        near, path = behind.accept()
        near.close()
    assert read_caller(path) == FAR
    assert [file.name for file in folder.iterdir()] == ["behind.sock"]


def test_a_server_with_a_full_backlog_says_so_at_once(folder: Path, behind: socket.socket) -> None:
    with call(folder / "behind.sock", FAR), pytest.raises(BlockingIOError):
        call(folder / "behind.sock", FAR)
    assert [file.name for file in folder.iterdir()] == ["behind.sock"]


def test_a_name_that_a_killed_worker_left_is_free_the_next_time(folder: Path, behind: socket.socket) -> None:
    with call(folder / "behind.sock", FAR):
        near, path = behind.accept()
        near.close()
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(path)
    with pytest.raises(OSError, match="in use"):
        call(folder / "behind.sock", FAR)
    call(folder / "behind.sock", FAR).close()


@pytest.mark.parametrize(
    ("told", "address"),
    [("192.0.2.1", "192.0.2.1"), ("::ffff:192.0.2.1", "192.0.2.1"), ("fe80::1%eth0", "fe80::1"), ("::1", "::1")],
)
def test_an_address_is_written_one_way(told: str, address: str) -> None:
    assert name_caller((told, 1)) == Caller(address, 1)


@pytest.mark.parametrize("path", ["", "/run/other.sock", "/run/c000", "/run/zz0002010001"])
def test_another_path_names_nobody(path: str) -> None:
    assert read_caller(path) is None
