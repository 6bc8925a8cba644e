"""Bytes in memory: in use they stay, within a bound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.delivery.bodies import Bodies


class Disk:
    """Counts how often it is read."""

    def __init__(self, length: int = 10) -> None:
        self.reads = 0
        self._body = bytes(length)

    def read(self) -> bytes:
        self.reads += 1
        return self._body


def test_what_is_kept_is_read_once():
    bodies, disk = Bodies(100), Disk()
    assert bodies.get('"a"', disk.read) == bodies.get('"a"', disk.read)
    assert disk.reads == 1


def test_the_least_recently_used_goes_first():
    bodies, a, b, c = Bodies(20), Disk(), Disk(), Disk()
    for etag, disk in (('"a"', a), ('"b"', b), ('"a"', a), ('"c"', c), ('"a"', a), ('"b"', b)):
        bodies.get(etag, disk.read)
    assert (a.reads, b.reads, c.reads) == (1, 2, 1)


def test_what_is_larger_than_the_bound_is_given_and_not_kept():
    bodies, disk = Bodies(5), Disk()
    assert (len(bodies.get('"a"', disk.read)), len(bodies.get('"a"', disk.read))) == (10, 10)
    assert disk.reads == 2


def test_what_cannot_be_read_is_asked_for_again():
    bodies = Bodies(100)
    with pytest.raises(ZeroDivisionError):
        bodies.get('"a"', lambda: bytes(1 // 0))
    assert bodies.get('"a"', Disk().read) == bytes(10)


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(0, 60))
def test_it_gives_what_was_asked_for_and_keeps_the_newest_that_fit(asked, limit):
    bodies = Bodies(limit)
    for length in asked:
        assert bodies.get(str(length), Disk(length).read) == bytes(length)
    disks = {length: Disk(length) for length in set(asked)}
    newest = list(dict.fromkeys(reversed(asked)))
    fitting = [length for place, length in enumerate(newest) if sum(newest[: place + 1]) <= limit]
    for length in reversed(fitting):
        bodies.get(str(length), disks[length].read)
    assert [disks[length].reads for length in fitting] == [0] * len(fitting)
