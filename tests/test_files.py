"""Replacing many files: whole ones, with their dates, and nothing else left behind."""

import ctypes
import errno
import os
import resource
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count, islice
from pathlib import Path

import pytest

from syndication import files, holding
from syndication.errors import FolderError
from syndication.files import NewFile, replace_files

DATE = datetime(2026, 11, 22, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("waiting_for_the_disk")


@pytest.fixture(params=["syncfs", "fsync"])
def root(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "fsync":
        monkeypatch.setattr(files, "_LIBC", object())
    return tmp_path


def test_every_file_has_its_bytes_and_its_date(root: Path) -> None:
    new = [NewFile(root / f"{number % 3}" / f"{number}", b"%d" % number, DATE) for number in range(40)]
    replace_files(root, new)
    assert [(each.file.read_bytes(), each.file.stat().st_mtime) for each in new] == [
        (each.body, DATE.timestamp()) for each in new
    ]
    assert sum(len(names) for _, _, names in os.walk(root)) == len(new)


def test_what_a_killed_publisher_left_is_written_over(root: Path) -> None:
    (root / ".a.new").write_bytes(b"much longer than what follows")
    replace_files(root, [NewFile(root / "a", b"new")])
    assert (root / "a").read_bytes() == b"new"
    assert list(root.iterdir()) == [root / "a"]


@pytest.mark.parametrize("obstacle", ["a", ".a.new"])
def test_a_file_that_cannot_be_written_is_named_and_nothing_unfinished_is_left(root: Path, obstacle: str) -> None:
    (root / obstacle / "in the way").mkdir(parents=True)
    with pytest.raises(FolderError, match="expected to write there"):
        replace_files(root, [NewFile(root / "a", b"new"), NewFile(root / "b", b"new")])
    assert set(root.glob(".*")) <= {root / obstacle}


def test_a_reader_of_the_old_file_keeps_it_whole(root: Path) -> None:
    (root / "a").write_bytes(b"old")
    with (root / "a").open("rb") as reader:
        replace_files(root, [NewFile(root / "a", b"new")])
        assert reader.read() == b"old"


@pytest.mark.parametrize("at_once", [1, 512])
def test_old_files_are_freed_once_the_new_ones_are_in_place(
    root: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(holding, "_MOST", at_once)
    new = [NewFile(root / f"{number}", b"new") for number in range(20)]
    replace_files(root, new)
    freed: list[set[bytes]] = []
    close = os.close

    def note(descriptor: int) -> None:
        if os.fstat(descriptor).st_nlink == 0:
            freed.append({each.file.read_bytes() for each in new})
        close(descriptor)

    with monkeypatch.context() as patch:
        patch.setattr(os, "close", note)
        replace_files(root, [NewFile(each.file, b"newer") for each in new])
    assert freed == [{b"newer"}] * min(at_once, len(new))


@pytest.mark.parametrize("obstacle", [True, False])
def test_no_old_file_is_held_afterwards(root: Path, obstacle: bool) -> None:
    new = [NewFile(root / f"{number}", b"new") for number in range(20)]
    replace_files(root, new)
    if obstacle:
        (root / "in the way" / "of it").mkdir(parents=True)
        new.append(NewFile(root / "in the way", b"new"))
    before = _count_open()
    with suppress(FolderError):
        replace_files(root, new)
    assert _count_open() == before


@pytest.mark.parametrize("is_too_many", [True, False], ids=["others hold most", "few are allowed"])
def test_files_are_replaced_where_few_can_be_open(
    root: Path, monkeypatch: pytest.MonkeyPatch, is_too_many: bool
) -> None:
    if is_too_many:
        monkeypatch.setattr(files, "count_holdable", lambda: 512)
    new = [NewFile(root / f"{number}", b"new") for number in range(90)]
    replace_files(root, new)
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = {int(each.name) for each in Path("/proc/self/fd").iterdir()}
    limit = next(islice((number for number in count() if number not in used), 60, None))
    resource.setrlimit(resource.RLIMIT_NOFILE, (limit, before[1]))
    try:
        replace_files(root, [NewFile(each.file, b"newer") for each in new])
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert {each.file.read_bytes() for each in new} == {b"newer"}


class Disk:
    """A file system that counts how often it is waited for, and fails at some times."""

    def __init__(self, *failing: int) -> None:
        self.waits = 0
        self._failing = failing

    def syncfs(self, _: int) -> int:
        self.waits += 1
        ctypes.set_errno(errno.EIO)
        return -1 if self.waits in self._failing else 0


def replace_many(root: Path, monkeypatch: pytest.MonkeyPatch, disk: Disk) -> None:
    """Replace more files than are left for the end."""
    monkeypatch.setattr(files, "_LIBC", disk)
    monkeypatch.setattr(files, "_SETTLED_AT_ONCE", 10)
    replace_files(root, [NewFile(root / f"{number}", b"new") for number in range(15)])


def test_the_disk_takes_many_files_while_others_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk()
    replace_many(tmp_path, monkeypatch, disk)
    assert disk.waits == 2


@pytest.mark.parametrize("failing", [1, 2])
def test_files_that_the_disk_fails_to_take_at_any_time_are_not_put_in_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    (tmp_path / "1").write_bytes(b"old")
    with pytest.raises(FolderError, match="Input/output error"):
        replace_many(tmp_path, monkeypatch, Disk(failing))
    assert [(file.name, file.read_bytes()) for file in tmp_path.iterdir()] == [("1", b"old")]


def _count_open() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_a_line_is_appended(root: Path) -> None:
    for line in (b"one\n", b"two\n"):
        files.append_to_file(root / "a", line)
    assert (root / "a").read_bytes() == b"one\ntwo\n"


def test_what_is_done_meanwhile_comes_before_any_file_is_in_place(root: Path) -> None:
    (root / "a").write_bytes(b"old")
    seen: list[bytes] = []
    with files.replacing(root) as replacement:
        replacement.write(NewFile(root / "a", b"new"))
        replacement.finish(lambda: seen.append((root / "a").read_bytes()))
    assert (seen, (root / "a").read_bytes()) == ([b"old"], b"new")


def test_what_fails_meanwhile_leaves_the_old_files(root: Path) -> None:
    (root / "a").write_bytes(b"old")
    with pytest.raises(ConnectionError), files.replacing(root) as replacement:
        replacement.write(NewFile(root / "a", b"new"))
        replacement.finish(_lose_connection)
    assert {file.name: file.read_bytes() for file in root.iterdir()} == {"a": b"old"}


def _lose_connection() -> None:
    raise ConnectionError("another computer")


def test_nothing_to_replace_needs_no_folder(tmp_path: Path) -> None:
    replace_files(tmp_path / "none", [])
    assert not (tmp_path / "none").exists()


def test_a_folder_is_made_to_last_with_those_above_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settled: list[set[Path]] = []
    monkeypatch.setattr(files, "_settle_each", lambda folders: settled.append(set(folders)))
    files.make_folder(tmp_path / "a" / "b")
    assert settled == [{tmp_path, tmp_path / "a"}]


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("in the way")
    with pytest.raises(FolderError, match="a/b: expected a folder"):
        files.make_folder(tmp_path / "a" / "b")


def test_a_file_that_cannot_be_removed_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderError, match="expected a file that can be removed, but"):
        files.remove_file(tmp_path)
