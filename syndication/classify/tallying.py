"""Adding the points of many categories at once."""

from collections.abc import Iterable, Mapping, Sequence
from struct import Struct
from typing import Any

_NARROW = 1 << 31


class Tally:
    """Rows of whole numbers by word, all of the same length, and their sums.

    A row is one whole number with a field of bits for each column: one addition adds all columns. A field has 32 bits
    where no sum of different rows needs more, else 64, as what is small stays in the processor's cache.
    """

    def __init__(self, rows: Mapping[str, Sequence[int]], columns: int, times: int = 1) -> None:
        """``times``: the highest factor with which a row may be added."""
        most = [times * sum(map(abs, column)) for column in zip([0] * columns, *rows.values(), strict=True)]
        self._fields = Struct("<" + "".join("i" if each < _NARROW else "q" for each in most))
        sign_bits = self._fields.pack(*[-(1 << (31 if each < _NARROW else 63)) for each in most])
        self._signs = int.from_bytes(sign_bits, "little")
        self._rows = {word: self._join(row) for word, row in rows.items()}

    def add(self, words: Iterable[str]) -> int:
        """The sum of the words' rows, in a form that may be added and multiplied before it is read.

        Words without a row count for nothing.
        """
        return sum(filter(None, map(self._rows.get, words)))

    def mix(self, amounts: Iterable[tuple[str, int]]) -> int:
        """The sum of the words' rows, each so many times, in the same form."""
        return sum([self._rows[word] * amount for word, amount in amounts if word in self._rows])

    def read(self, total: int) -> tuple[Any, ...]:
        """The columns of a sum, whole numbers; each must be below 2**63."""
        return self._fields.unpack(((total + self._signs) ^ self._signs).to_bytes(self._fields.size, "little"))

    def _join(self, row: Sequence[int]) -> int:
        return (int.from_bytes(self._fields.pack(*row), "little") ^ self._signs) - self._signs
