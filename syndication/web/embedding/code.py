"""The code that a host copies into its page: a script, an element with a script, a frame."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from syndication.models import Selection
from syndication.web.embedding.appearance import AUTO, USUAL, Appearance

WIDTH = 600
"""Pixels that a frame asks for where its host has so many."""
_AROUND = 112
_LINE = 56
"""Pixels that a frame takes besides its headlines, and for each that has one line on a phone."""


@dataclass(frozen=True, slots=True)
class Embed:
    """A feed on another site's page, as one host wants it."""

    service: str
    """The base URL."""
    selection: Selection
    name: str
    """The feed's, for who reads with a screen reader or without script."""
    page: str
    """The feed's page, in full."""
    frame: str
    """The frame's address, in full."""
    appearance: Appearance = USUAL
    language: str | None = None
    """The language of dates and words, where it is not the host page's."""

    @property
    def height(self) -> int:
        """Pixels for which a frame asks; it tells its true height to a host that listens."""
        return estimate_height(self.appearance.count)

    @property
    def script_code(self) -> str:
        """One line that shows headlines where it stands."""
        return _tag("script", self._attributes(prefix="data-"), src=f"{self.service}/embed.js", flags=" async")

    @property
    def element_code(self) -> str:
        """The script once, and an element, which may stand as often as one likes; the link is for who has no script."""
        script = _tag("script", {}, src=f"{self.service}/embed.js", flags=" async")
        link = Markup('<a href="{}">{}</a>').format(self.page, self.name)
        return f"{script}\n{_tag('syndication-headlines', self._attributes(), content=link)}"

    @property
    def frame_code(self) -> str:
        """A frame that needs no script. Its style is what a host's policy may refuse: it is well without."""
        size = {"width": str(WIDTH), "height": str(self.height)}
        looks = {"title": self.name, **size, "style": "border: 0; width: 100%", "loading": "lazy"}
        return _tag("iframe", looks, src=self.frame)

    def _attributes(self, prefix: str = "") -> dict[str, str]:
        theme = {} if self.appearance.theme == AUTO else {"theme": self.appearance.theme}
        language = {"lang": self.language} if self.language else {}
        heading = {"heading": self.name} if self.language else {}  # the feed's own title is in the site's language
        feed = {"feed": self.selection.address().removeprefix("/"), "count": str(self.appearance.count)}
        return {f"{prefix}{name}": value for name, value in (feed | language | heading | theme).items()}


def estimate_height(count: int) -> int:
    """Pixels that so many headlines take."""
    return _AROUND + _LINE * count


def fit(height: int, count: int) -> int:
    """How many headlines, of those asked for, have room in a height; one at least."""
    return max(1, min(count, (height - _AROUND) // _LINE))


def _tag(
    name: str, attributes: Mapping[str, str], *, src: str = "", flags: str = "", content: Markup | str = ""
) -> str:
    stated = ({"src": src} if src else {}) | dict(attributes)
    text = "".join(f' {key}="{escape(value)}"' for key, value in stated.items())
    return f"<{name}{flags}{text}>{content}</{name}>"
