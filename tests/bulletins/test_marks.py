"""The marks of plain text that stand in for layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from syndication.bulletins.marks import Marked, is_rule, read_marks, underline_level


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## Gulls ##", Marked("Gulls", heading=2)),
        ("**Gulls**", Marked("Gulls", strong=True)),
        ("*17 August 2010*", Marked("17 August 2010")),
        ("### [Gulls](https://a.example/g)", Marked("Gulls", heading=3, link="https://a.example/g")),
        ("#12 is out", Marked("#12 is out")),
        ("*Gulls* and *nets*", Marked("*Gulls* and *nets*")),
        ("Gulls", Marked("Gulls")),
    ],
)
def test_a_line_loses_its_marks_if_they_hold_all_of_it(line: str, expected: Marked) -> None:
    assert read_marks(line) == expected


@pytest.mark.parametrize("line", ["=====", "-----", "* * *", "~~~", "___"])
def test_a_drawn_line_is_no_text(line: str) -> None:
    assert is_rule(line)


@pytest.mark.parametrize("line", ["--", "-- a", "", "=a="])
def test_a_line_with_words_or_nearly_nothing_is_not_drawn(line: str) -> None:
    assert not is_rule(line)


def test_only_an_underline_as_long_as_the_title_makes_a_heading() -> None:
    assert underline_level("Gulls move", "==========") > 0
    assert underline_level("Gulls move", "=" * 40) == 0


@given(st.text(max_size=60))
def test_marks_are_the_only_thing_taken_away(line: str) -> None:
    assert read_marks(line).text in line
