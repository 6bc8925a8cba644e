"""Files that processes hold: whoever cannot is told why, and who comes later waits or keeps away."""

from pathlib import Path

import pytest

from syndication.errors import FolderError
from syndication.locks import alone, try_to_hold


def test_who_cannot_have_the_lock_is_told_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / ".lock").mkdir()
    told = r"\.lock: expected a file that can be written, but Is a directory"
    with pytest.raises(FolderError, match=told), alone(tmp_path / ".lock"):
        pytest.fail("not alone")


def test_what_fails_while_one_holds_the_lock_is_not_put_down_to_it(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError), alone(tmp_path / ".lock"):
        raise ConnectionError("another computer")


def test_those_who_share_a_hold_keep_out_who_wants_it_alone(tmp_path: Path) -> None:
    lock = tmp_path / "new" / ".lock"
    first, second = try_to_hold(lock, shared=True), try_to_hold(lock, shared=True)
    assert first is not None
    assert second is not None
    with first, second:
        assert try_to_hold(lock) is None
    again = try_to_hold(lock)
    assert again is not None
    again.close()
