"""How headlines look in a frame, as the parameters of its address say."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from syndication.web.embedding.colours import DARK, LIGHT, READABLE, Colours, contrast, parse_colour

_THEMES = {"light": LIGHT, "dark": DARK}
USUAL_COUNT = 5
MOST = 20
"""Headlines that a frame holds; the script's bound, too."""
AUTO = "auto"
THEMES = (AUTO, *_THEMES)
COLOURS = tuple(field.name for field in fields(Colours))
"""The names of the parameters that are colours."""
_NUMBER = re.compile("[1-9][0-9]?")


class WrongParameterError(ValueError):
    """A parameter with a value that it cannot have; ``expected`` names the text that says which it can."""

    def __init__(self, name: str, expected: str, found: str) -> None:
        super().__init__(f"{name}: {expected}: {found}")
        self.name = name
        self.expected = expected
        self.found = found


@dataclass(frozen=True, slots=True)
class Appearance:
    """What a host may choose."""

    count: int = USUAL_COUNT
    theme: str = AUTO
    colours: Colours | None = None
    """In the place of the theme's."""

    @property
    def fixed_colours(self) -> Colours | None:
        """The colours, whatever the visitor's system has; None where that decides."""
        return self.colours or _THEMES.get(self.theme)

    @property
    def parameters(self) -> dict[str, str]:
        """What an address says of it; nothing of what is usual."""
        said = {"count": str(self.count), "theme": self.theme}
        usual = {"count": str(USUAL_COUNT), "theme": AUTO}
        colours = {name: getattr(self.colours, name) for name in COLOURS} if self.colours else {}
        return {name: value for name, value in said.items() if value != usual[name]} | colours


USUAL = Appearance()
"""What is shown where a host chooses nothing."""


def read_appearance(parameters: Mapping[str, str]) -> Appearance:
    """What the parameters ask for, other names ignored; raises WrongParameterError for the first value that is wrong.

    One colour is enough to choose colours: the others are then the theme's.
    """
    theme = parameters.get("theme", AUTO)
    if theme not in THEMES:
        raise WrongParameterError("theme", "embed_expected_theme", theme)
    return Appearance(_read_count(parameters.get("count")), theme, _read_colours(parameters, theme))


def _read_count(text: str | None) -> int:
    if text is None:
        return USUAL_COUNT
    if not _NUMBER.fullmatch(text) or int(text) > MOST:
        raise WrongParameterError("count", "embed_expected_count", text)
    return int(text)


def _read_colours(parameters: Mapping[str, str], theme: str) -> Colours | None:
    chosen = {name: _read_colour(name, parameters[name]) for name in COLOURS if name in parameters}
    if not chosen:
        return None
    colours = replace(_THEMES.get(theme, LIGHT), **chosen)
    for name in ("text", "link"):
        ratio = contrast(getattr(colours, name), colours.background)
        if ratio < READABLE:
            raise WrongParameterError(name, "embed_expected_contrast", f"{ratio:.1f}")
    return colours


def _read_colour(name: str, text: str) -> str:
    digits = parse_colour(text)
    if digits is None:
        raise WrongParameterError(name, "embed_expected_colour", text)
    return digits
