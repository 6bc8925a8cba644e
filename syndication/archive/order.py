"""The order of one day's items, merged from all pages that show some of them."""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush


def merge_order(ids: Iterable[str], sequences: Sequence[Sequence[str]]) -> list[str]:
    """Put ids in an order that keeps to every sequence, the most trusted sequence first.

    Where a sequence contradicts a more trusted one, the latter holds. What no sequence decides, the ids do.
    """
    names = sorted(ids)
    numbers = {name: number for number, name in enumerate(names)}
    before = _relate(len(names), [[numbers[name] for name in sequence] for sequence in sequences])
    return [names[number] for number in _sort(before)]


def _relate(size: int, sequences: Sequence[Sequence[int]]) -> list[int]:
    """For each number, all numbers that go before it, as the bits of an integer."""
    before = [0] * size
    for sequence in sequences:
        for index, later in enumerate(sequence):
            for earlier in reversed(sequence[:index]):
                _put_before(before, earlier, later)
    return before


def _put_before(before: list[int], earlier: int, later: int) -> None:
    is_decided = before[later] >> earlier & 1 or before[earlier] >> later & 1
    if earlier == later or is_decided:
        return
    gained = before[earlier] | 1 << earlier
    for number, bits in enumerate(before):
        if number == later or bits >> later & 1:
            before[number] |= gained


def _sort(before: list[int]) -> list[int]:
    waits_for = [bits.bit_count() for bits in before]
    ready = [number for number, waits in enumerate(waits_for) if not waits]
    heapify(ready)
    ordered: list[int] = []
    while ready:
        number = heappop(ready)
        ordered.append(number)
        for other, bits in enumerate(before):
            if bits >> number & 1:
                waits_for[other] -= 1
                if not waits_for[other]:
                    heappush(ready, other)
    return ordered
