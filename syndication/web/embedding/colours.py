"""Colours that a host chooses for a frame: six hexadecimal digits each, and far enough apart to be read."""

import re
from dataclasses import dataclass

READABLE = 4.5
"""The contrast that text needs (WCAG 2.2, success criterion 1.4.3)."""
_DIGITS = re.compile("[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of a frame, each as six hexadecimal digits in small letters."""

    text: str
    background: str
    link: str


LIGHT = Colours(text="1f1d1a", background="fbfaf7", link="8f3410")
DARK = Colours(text="ece8e1", background="171614", link="f3a878")
"""Those of our pages (static/style.css)."""


def parse_colour(text: str) -> str | None:
    """The six digits of ``8A3B12`` or ``#8a3b12``, in small letters; None for anything else."""
    digits = text.removeprefix("#").lower()
    return digits if _DIGITS.fullmatch(digits) else None


def is_dark(digits: str) -> bool:
    """Whether white is easier to read on a colour than black."""
    return contrast(digits, "ffffff") > contrast(digits, "000000")


def contrast(one: str, other: str) -> float:
    """How far two colours are apart, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(digits: str) -> float:
    """How bright a colour is, from 0 to 1 (WCAG 2.2, "relative luminance")."""
    red, green, blue = (_linear(int(digits[start : start + 2], 16) / 255) for start in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
