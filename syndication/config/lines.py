"""The line of a TOML file that sets a value; tomllib does not tell it."""

import re
from collections.abc import Iterator, Sequence

_TABLE = re.compile(r"\s*\[(\[?)\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*((?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""([A-Za-z0-9_-]+)|"([^"]*)"|'([^']*)'""")
_FENCE = re.compile(r'"""|\'\'\'')

Path = tuple[str | int, ...]


def line_of(text: str, location: Sequence[str | int]) -> int | None:
    """The line, from 1, that sets the longest known prefix of a key path; None when none of it is there.

    Knows tables, arrays of tables, dotted and quoted keys, and texts over several lines.
    """
    best, depth = None, 0
    for number, path in _paths(text):
        if len(path) > depth and tuple(location[: len(path)]) == path:
            best, depth = number, len(path)
    return best


def _paths(text: str) -> Iterator[tuple[int, Path]]:
    """Every line that opens a table or sets a key, with the full path of what it sets."""
    table: Path = ()
    counts: dict[Path, int] = {}
    for number, line in _lines_outside_texts(text):
        if header := _TABLE.match(line):
            table = _enter(_parts(header[2]), counts, of_array=bool(header[1]))
            yield number, table
        elif key := _KEY.match(line):
            yield number, table + _parts(key[1])


def _lines_outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """The lines that do not start inside a text over several lines, which may hold anything."""
    fence: str | None = None
    for number, line in enumerate(text.split("\n"), 1):
        if fence is None:
            yield number, line
        for mark in _FENCE.findall(line):
            fence = mark if fence is None else None if mark == fence else fence


def _enter(path: Path, counts: dict[Path, int], *, of_array: bool) -> Path:
    """The path of a table with the position in each array of tables on the way."""
    current: Path = ()
    for position, part in enumerate(path, 1):
        current += (part,)
        if of_array and position == len(path):
            counts[current] = counts.get(current, -1) + 1
        if current in counts:
            current += (counts[current],)
    return current


def _parts(dotted: str) -> Path:
    return tuple(bare or double or single for bare, double, single in _PART.findall(dotted))
