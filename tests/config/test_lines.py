"""The line of a key in a TOML file."""

import tomllib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.config.lines import line_of

names = st.text("abcdefgh_-", min_size=1, max_size=5)
comments = st.sampled_from(["", "# x = 1", "#[table]", "  "])
values = st.sampled_from(["1", '"text"', '"# = [x]"', "[1, 2]", "{ a = 1 }", '"""\nb = 2\n[c]\n"""', "'''\n[[d]]'''"])


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[tuple[str | int, ...], int]]:
    """A TOML text and the line of every key in it."""
    lines: list[str] = []
    expected: dict[tuple[str | int, ...], int] = {}

    def write(text: str) -> int:
        lines.extend(text.split("\n"))
        return len(lines) - text.count("\n")

    def write_keys(before: tuple[str | int, ...]) -> None:
        for name in draw(st.lists(names, unique=True, max_size=3)):
            lines.append(draw(comments))
            written = draw(st.sampled_from([name, f'"{name}"', f"'{name}'"]))
            expected[(*before, name)] = write(f"{written} = {draw(values)}")

    for table in draw(st.lists(names, unique=True, max_size=4)):
        if draw(st.booleans()):
            write(f"[{table}]  # a table")
            write_keys((table,))
        else:
            for position in range(draw(st.integers(1, 3))):
                write(f"[[{table}]]")
                write_keys((table, position))
    return "\n".join(lines), expected


@given(documents())
def test_the_line_of_every_key_is_found(document: tuple[str, dict[tuple[str | int, ...], int]]) -> None:
    text, expected = document
    assert {path: line_of(text, path) for path in expected} == expected


@given(documents())
def test_the_documents_of_this_test_are_toml(document: tuple[str, dict[tuple[str | int, ...], int]]) -> None:
    text, expected = document
    content = tomllib.loads(text)
    assert all(has(content, path) for path in expected)


def has(content: Any, path: tuple[str | int, ...]) -> bool:
    for part in path:
        content = content[part]
    return True


@pytest.mark.parametrize(
    ("text", "location", "line"),
    [
        ("a.b.c = 1", ("a", "b", "c"), 1),
        ("x = 1\n[a.b]\nc = 1", ("a", "b", "c"), 3),
        ("[a]\n[a . 'b']\nc = 1", ("a", "b", "c"), 3),
        ("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2", ("a", 1, "b", "c"), 6),
        ("[[a]]\n[[a.b]]\n[[a]]\n[[a.b]]\n[[a.b]]", ("a", 1, "b", 1), 5),
        ("a = { b = 1 }", ("a", "b"), 1),
        ("a = [\n  1,\n]", ("a", 1), 1),
        ("[a]\r\nb = 1\r\n", ("a", "b"), 2),
        ('[a]\nb = "\u2028"\nc = 1', ("a", "c"), 3),
        ("[a]\nb = 1", ("a", "c"), 1),
        ("[a]\nb = 1", ("c",), None),
        ("", ("a",), None),
    ],
)
def test_the_line_of_the_longest_known_part_is_found(text: str, location: tuple[str | int, ...], line: int) -> None:
    assert line_of(text, location) == line
