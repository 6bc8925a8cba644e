"""The order of one day's items, merged from all pages that show some of them."""

from collections import defaultdict
from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise


def merge_order(ids: Sequence[str], sequences: Sequence[Sequence[str]]) -> list[str]:
    """Put ids in an order that keeps to every sequence, the most trusted sequence first.

    A sequence that contradicts more trusted ones is put into their order; what it alone shows stays behind all that
    it stood behind. What no sequence decides, the order of ``ids`` does.
    """
    ranks = {id_: rank for rank, id_ in enumerate(ids)}
    merged = _Merged(len(ids))
    for sequence in sequences:
        merged.add([ranks[id_] for id_ in sequence])
    return [ids[rank] for rank in merged.sort()]


class _Merged:
    """Numbers, and which of them goes before which: never in a circle."""

    def __init__(self, size: int) -> None:
        self._followers: list[set[int]] = [set() for _ in range(size)]
        self._met: set[int] = set()
        self._places = list(range(size))
        """Of each number in some order that keeps to all that is decided."""

    def add(self, sequence: Sequence[int]) -> None:
        if any(self._places[one] > self._places[next_] for one, next_ in pairwise(sequence)):
            if not self._sort(sequence):
                sequence = self._put_right(sequence)
            for place, number in enumerate(self._sort(sequence)):
                self._places[number] = place
        for one, next_ in pairwise(sequence):
            self._followers[one].add(next_)
        self._met.update(sequence)

    def sort(self) -> list[int]:
        """All numbers; the smaller first where nothing is decided."""
        return self._sort(())

    def _put_right(self, sequence: Sequence[int]) -> list[int]:
        """The numbers of older sequences in their order, each of the others behind all that it stood behind."""
        older = sorted(self._met.intersection(sequence), key=self._places.__getitem__)
        places = {number: place for place, number in enumerate(older)}
        behind: dict[int, list[int]] = defaultdict(list)
        reached = -1
        for number in sequence:
            if number in places:
                reached = max(reached, places[number])
            else:
                behind[reached].append(number)
        return behind[-1] + [each for place, number in enumerate(older) for each in (number, *behind[place])]

    def _sort(self, sequence: Sequence[int]) -> list[int]:
        """All numbers as they would stand with one more sequence; empty if that makes a circle."""
        also = dict(pairwise(sequence))
        followers = [each | {also[number]} if number in also else each for number, each in enumerate(self._followers)]
        waits_for = [0] * len(followers)
        for number in (number for each in followers for number in each):
            waits_for[number] += 1
        ready = [number for number, waits in enumerate(waits_for) if not waits]
        heapify(ready)
        ordered: list[int] = []
        while ready:
            ordered.append(heappop(ready))
            for number in followers[ordered[-1]]:
                waits_for[number] -= 1
                if not waits_for[number]:
                    heappush(ready, number)
        return ordered if len(ordered) == len(followers) else []
