"""What a host may choose of a frame's looks: checked, told back, and always readable."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import syndication.web
from syndication.web.embedding.appearance import (
    COLOURS,
    MOST,
    THEMES,
    Appearance,
    WrongParameterError,
    read_appearance,
)
from syndication.web.embedding.colours import DARK, LIGHT, READABLE, Colours, contrast, parse_colour
from syndication.web.embedding.script import compose

digits = st.text("0123456789abcdef", min_size=6, max_size=6)


def test_nothing_chosen_is_the_usual():
    assert read_appearance({}) == Appearance()
    assert Appearance().parameters == {}


def test_everything_can_be_chosen():
    chosen = {"count": "7", "theme": "dark", "text": "ffffff", "background": "000000", "link": "ffff00"}
    assert read_appearance(chosen).parameters == chosen


def test_what_is_not_ours_does_not_matter():
    assert read_appearance({"utm_source": "letter"}) == Appearance()


@pytest.mark.parametrize("count", ["0", "21", "-1", "x", "", "1.5", "5 ", "²", "٥", "9" * 5000])
def test_a_count_is_within_bounds(count):
    with pytest.raises(WrongParameterError, match="count"):
        read_appearance({"count": count})


@pytest.mark.parametrize("theme", ["", "Dark", "blue", "<script>"])
def test_a_theme_is_one_of_three(theme):
    with pytest.raises(WrongParameterError, match="theme"):
        read_appearance({"theme": theme})


@pytest.mark.parametrize("name", COLOURS)
@pytest.mark.parametrize("colour", ["", "red", "fff", "8a3b1", "8a3b12ff", "##8a3b1", "8a3b12;x", "８a3b12"])
def test_a_colour_is_six_digits(name, colour):
    with pytest.raises(WrongParameterError, match=name):
        read_appearance({name: colour})


@pytest.mark.parametrize("written", ["8a3b12", "8A3B12", "#8a3b12"])
def test_a_colour_is_known_as_people_write_it(written):
    assert parse_colour(written) == "8a3b12"


@pytest.mark.parametrize(("theme", "usual"), [("auto", LIGHT), ("light", LIGHT), ("dark", DARK)])
def test_colours_that_are_not_chosen_are_those_of_the_theme(theme, usual):
    appearance = read_appearance({"theme": theme, "link": usual.text})
    assert appearance.colours == Colours(usual.text, usual.background, usual.text)


def test_text_that_nobody_could_read_is_refused():
    with pytest.raises(WrongParameterError, match=r"text: embed_expected_contrast: 1\.0"):
        read_appearance({"text": "777777", "background": "777777"})


def test_links_that_nobody_could_read_are_refused():
    with pytest.raises(WrongParameterError, match="link"):
        read_appearance({"text": "000000", "background": "ffffff", "link": "eeeeee"})


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_themes_are_readable(colours):
    assert contrast(colours.text, colours.background) >= READABLE
    assert contrast(colours.link, colours.background) >= READABLE


def test_the_themes_are_those_of_our_pages():
    style = (Path(syndication.web.__file__).parent / "static" / "style.css").read_text("utf-8")
    tokens = [re.findall(rf"--{name}: #([0-9a-f]{{6}});", style)[:2] for name in ("text", "ground", "link")]
    assert [Colours(*found) for found in zip(*tokens, strict=True)] == [LIGHT, DARK]


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_the_themes_of_the_script_are_the_same(colours):
    for colour in (colours.text, colours.background, colours.link):
        assert f"#{colour}" in compose(("en",))


def test_contrast_is_measured_as_wcag_says():
    assert contrast("000000", "ffffff") == pytest.approx(21)
    assert contrast("ffffff", "777777") == pytest.approx(4.48, abs=0.01)


@given(digits, digits)
def test_contrast_is_the_same_both_ways(one, other):
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21


@given(st.integers(1, MOST), st.sampled_from(THEMES), st.none() | st.builds(Colours, digits, digits, digits))
def test_an_appearance_is_read_back_from_its_address(count, theme, colours):
    appearance = Appearance(count, theme, colours)
    try:
        read = read_appearance(appearance.parameters)
    except WrongParameterError as error:
        assert colours
        assert error.expected == "embed_expected_contrast"
    else:
        assert read == appearance
