"""Adding the points of many categories at once."""

from collections.abc import Iterable, Mapping, Sequence
from struct import Struct

_ZERO = 1 << 63
"""What stands in a field for no points, so that points against a category fit into it too."""


class Tally:
    """Rows of whole numbers by word, all of the same length, and their sums.

    A row is one whole number with 64 bits a column: one addition adds all columns.
    """

    def __init__(self, rows: Mapping[str, Sequence[int]], columns: int) -> None:
        self._fields = Struct(f"<{columns}Q")
        self._zeros = int.from_bytes(self._fields.pack(*[_ZERO] * columns), "little")
        self._rows = {word: self._join(row) for word, row in rows.items()}
        self._words = frozenset(rows)

    def known(self, words: Iterable[str]) -> frozenset[str]:
        """Those of the words that have a row."""
        return self._words.intersection(words)

    def add(self, known: Iterable[str]) -> int:
        """The sum of the rows of known words, in a form that may be added and multiplied before it is read."""
        return sum(map(self._rows.__getitem__, known))

    def read(self, total: int) -> list[int]:
        """The columns of a sum; each must be below 2**63."""
        fields = (total + self._zeros).to_bytes(self._fields.size, "little")
        return [field - _ZERO for field in self._fields.unpack(fields)]

    def _join(self, row: Sequence[int]) -> int:
        return int.from_bytes(self._fields.pack(*[points + _ZERO for points in row]), "little") - self._zeros
