"""Texts as their words: which are cut short, and that none can hold the archive up."""

import pytest

from syndication.archive.words import Passage


@pytest.mark.parametrize("end", ["...", "…", "......", " [...]", " (…) ", "...\n"])
def test_a_teaser_that_ends_with_an_ellipsis_is_cut(end: str) -> None:
    assert Passage(f"The council met and agreed{end}").is_cut


@pytest.mark.parametrize("end", [".", "..", "... yes", " (...) again", "]", ""])
def test_a_text_that_ends_otherwise_is_whole(end: str) -> None:
    assert not Passage(f"The council met and agreed{end}").is_cut


@pytest.mark.parametrize("mark", ["(", "[", ".", " ", "…)"])
def test_a_text_of_a_million_marks_is_read(mark: str) -> None:
    passage = Passage(f"{mark * 1_000_000}end")
    assert (passage.words, passage.is_cut) == (("end",), False)
