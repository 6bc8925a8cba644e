"""The model of a disk: sure is what was waited for, and nothing else."""

import os

import pytest

from bench.reliability.crashing.disk import Disk, File, Tree
from bench.reliability.crashing.faults import FSYNC, MKDIR, OPEN, RENAME, SYNCFS, TRUNCATE, UNLINK, UTIME, WRITE, Call

OLD = Tree(names={"d/a": 1}, files={1: File(b"old", 5)}, folders={"d"})


def call(kind: str, path: str, *, other: str = "", at: int = 0, data: bytes = b"") -> Call:
    return Call(kind, path, other, at, data, succeeded=True)


WRITTEN = [call(OPEN, "d/n", at=os.O_CREAT | os.O_TRUNC), call(WRITE, "d/n", data=b"new"), call(UTIME, "d/n", at=7)]
FLUSHED = call(FSYNC, "d/n")
REPLACED = call(RENAME, "d/n", other="d/a")


def left(*calls: Call, names: bool = False) -> dict[str, File]:
    """What is left of a disk whose power goes after these calls; with ``names`` also those that nobody waited for."""
    disk = Disk(OLD)
    for each in calls:
        disk.make(each)
    return disk.cut(lambda step: names and step.folder is not None).shown()


def test_what_nobody_waited_for_is_gone() -> None:
    assert left(*WRITTEN, REPLACED) == {"d/a": File(b"old", 5)}
    assert left(*WRITTEN, FLUSHED, REPLACED) == {"d/a": File(b"old", 5)}


def test_a_name_that_was_kept_without_its_bytes_is_an_empty_file() -> None:
    assert left(*WRITTEN, REPLACED, names=True) == {"d/a": File()}
    assert left(*WRITTEN, REPLACED, call(FSYNC, "d")) == {"d/a": File()}


@pytest.mark.parametrize("waiting", [[FLUSHED, REPLACED, call(FSYNC, "d")], [REPLACED, call(SYNCFS, "d")]])
def test_what_was_waited_for_is_there(waiting: list[Call]) -> None:
    assert left(*WRITTEN, *waiting) == {"d/a": File(b"new", 7)}


def test_a_file_is_gone_with_a_folder_that_nobody_waited_for() -> None:
    made = [call(MKDIR, "e"), call(OPEN, "e/f", at=os.O_CREAT), call(FSYNC, "e/f"), call(FSYNC, "e")]
    assert "e/f" not in left(*made)
    assert "e/f" in left(*made, call(FSYNC, ""))


def test_a_file_is_as_long_as_it_was_made_and_gone_when_it_was_removed() -> None:
    assert left(call(TRUNCATE, "d/a", at=5), call(FSYNC, "d/a"))["d/a"].body == b"old\0\0"
    assert left(call(UNLINK, "d/a"), call(FSYNC, "d")) == {}


def test_a_disk_beside_the_folder_is_not_waited_for() -> None:
    assert left(call(WRITE, "d/a", data=b"new"), call(SYNCFS, "elsewhere")) == {"d/a": File(b"old", 5)}


def test_calls_that_failed_change_nothing() -> None:
    failed = Call(WRITE, "d/a", "", 0, b"new", succeeded=False)
    assert left(failed, call(FSYNC, "d/a")) == {"d/a": File(b"old", 5)}
