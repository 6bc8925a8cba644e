"""Noticing that somebody has been at the tree, without a look at every file."""

from pathlib import Path

import pytest

from syndication.documents.watching import MOST_LOOKS, Watch

PATHS = ("/all.atom", "/topics/mining.atom")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "topics").mkdir()
    for path in PATHS:
        (tmp_path / path[1:]).write_bytes(b"<feed/>")
    return tmp_path


@pytest.fixture
def watch(tree: Path) -> Watch:
    watch = Watch(tree)
    watch.leave(PATHS)
    return watch


def test_a_tree_that_nobody_has_left_yet_is_disturbed(tree: Path) -> None:
    assert Watch(tree).is_disturbed()


def test_a_tree_as_it_was_left_is_quiet(watch: Watch) -> None:
    assert not watch.is_disturbed()


@pytest.mark.parametrize("name", ["all.atom", "topics/mining.atom"])
def test_a_file_that_goes_disturbs_until_the_tree_is_left_again(watch: Watch, tree: Path, name: str) -> None:
    (tree / name).unlink()
    assert watch.is_disturbed()
    assert watch.is_disturbed()
    watch.leave(PATHS)
    assert not watch.is_disturbed()


@pytest.mark.parametrize("name", ["other.atom", ".manifest.json"])
def test_a_file_that_comes_disturbs(watch: Watch, tree: Path, name: str) -> None:
    (tree / name).touch()
    assert watch.is_disturbed()


def test_now_and_then_a_quiet_tree_counts_as_disturbed(watch: Watch) -> None:
    looks = [watch.is_disturbed() for _ in range(2 * MOST_LOOKS)]
    assert looks.count(True) == 2
