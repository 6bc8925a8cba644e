"""Markup that hides text from who looks at the page: what nobody sees there must not become news.

Some styles hide all that a tag holds, whatever is inside. Others (size, colour, visibility) are inherited, and a tag
inside may undo them. Style sheets are read as far as plain rules for a class, an id or a tag go; those inside
``@media`` are for other screens or for paper.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bs4 import BeautifulSoup, Tag

from syndication.bulletins.furniture import attribute, names_of

HIDDEN = "text hidden from who looks at the page"
"""How the reason begins for leaving out what only the markup holds."""
_UNSEEN_CLASSES = frozenset({"screen-reader-text", "sr-only", "visually-hidden", "hidden"})
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
_SELECTOR = re.compile(r"[a-z0-9]*[.#]?[\w-]+")
_ZERO = re.compile(r"[+-]?0*\.?0*(?:px|pt|em|rem|%|ex|vh|vw)?")
_TINY = re.compile(r"(?:[01]|0?\.\d+|1\.0*)(?:px|pt)|0?\.0\d*r?em|0*\.?0+(?:[a-z]+|%)?")
_FAR = re.compile(r"-(?:\d{4,}|[5-9]\d\d)(?:\.\d+)?(?:px|pt)?|-\d{2,}(?:\.\d+)?r?em|-\d{3,}(?:\.\d+)?(?:%|vw|vh)")
_VERY_FAR = re.compile(r"-\d{4,}(?:\.\d+)?(?:px|pt)?|-\d{3,}(?:\.\d+)?r?em")
"""Columns are set side by side with margins of up to -100 %."""
_CLIPPED = re.compile(
    r"rect\(\s*[01](?:px)?(?:[\s,]+[01](?:px)?){3}\s*\)|inset\(\s*(?:[5-9]\d|100)%.*\)|circle\(\s*0.*\)"
)
_SHRUNK = re.compile(r"scale[xy]?\(\s*0?\.?0+\s*[,)]|translate[xy]?\([^)]*-(?:\d{4,}|[5-9]\d\d)px")
_WHITE, _PAINTED = "ffffff", "painted"
_COLOURS = {"white": _WHITE, "black": "000000", "snow": "fffafa", "ivory": "fffff0"}
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*[\s,]\s*(\d{1,3})\s*(?:[,/]\s*([\d.]+%?)\s*)?\)")

Style = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Sight:
    """What the tags around a text say about how it looks."""

    colour: str | None = None
    background: str | None = None
    """None where no markup tells it."""
    tiny: bool = False
    invisible: bool = False

    @property
    def hidden_by(self) -> str | None:
        """Which style hides a text here; None where a person sees it."""
        if self.invisible:
            return "visibility: hidden"
        if self.tiny:
            return "a font without size"
        if self.colour == "transparent" or (self.colour is not None and self.colour == self.background):
            return "the colour of its background"
        return None


class Looks:
    """How the tags of one page look, as far as its markup tells."""

    def __init__(self, soup: BeautifulSoup) -> None:
        self._rules = _read_sheets(soup)
        styled = bool(soup.find("style") or soup.find("link", rel="stylesheet"))
        self.start = Sight(background=None if styled else _WHITE)
        """How text looks outside of all tags: on white, where no style sheet could say otherwise."""

    def hides_whole(self, tag: Tag) -> str | None:
        """Which markup hides a tag with all that it holds; None where it does not."""
        if "hidden" in tag.attrs:
            return "the attribute hidden"
        if attribute(tag, "aria-hidden").strip().lower() == "true":
            return "aria-hidden"
        if not _UNSEEN_CLASSES.isdisjoint(names_of(tag)):
            return "its class"
        return _hidden_by(self._style_of(tag))

    def look(self, tag: Tag, around: Sight) -> Sight:
        """How text inside a tag looks, unless another tag inside says otherwise."""
        style = self._style_of(tag)
        sight = around
        if colour := _read_colour(style.get("color") or attribute(tag, "color") or _text_of_body(tag)):
            sight = replace(sight, colour=colour)
        if background := _read_background(tag, style):
            sight = replace(sight, background=background)
        if size := style.get("font-size"):
            sight = replace(sight, tiny=_TINY.fullmatch(size) is not None)
        if visibility := style.get("visibility"):
            sight = replace(sight, invisible=visibility in ("hidden", "collapse"))
        return sight

    def _style_of(self, tag: Tag) -> Style:
        inline = attribute(tag, "style")
        if not self._rules:
            return _read_declarations(inline) if inline else {}
        style: dict[str, str] = {}
        for selector in (tag.name, *(mark + name for mark, name in _marked_names(tag))):
            style |= self._rules.get(selector, {})
            if selector != tag.name:
                style |= self._rules.get(tag.name + selector, {})
        return style | _read_declarations(inline)


def _marked_names(tag: Tag) -> list[tuple[str, str]]:
    names = [(".", name) for name in attribute(tag, "class").lower().split()]
    return [*names, *(("#", name) for name in attribute(tag, "id").lower().split())]


def _read_sheets(soup: BeautifulSoup) -> dict[str, Style]:
    rules: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for sheet in soup.find_all("style"):
        if attribute(sheet, "media").lower() in ("", "all", "screen"):
            for selectors, declarations in _top_rules(_COMMENT.sub("", sheet.string or "").lower()):
                style = _read_declarations(declarations)
                for selector in map(str.strip, selectors.split(",")):
                    if style and _SELECTOR.fullmatch(selector):
                        rules[selector] |= style
    return dict(rules)


def _top_rules(sheet: str) -> list[tuple[str, str]]:
    """The rules that stand in no other."""
    rules: list[tuple[str, str]] = []
    depth, selectors, start = 0, "", 0
    for brace in re.finditer(r"[{};]", sheet):
        if brace[0] == "{":
            if depth == 0:
                selectors, start = sheet[start : brace.start()].strip(), brace.end()
            depth += 1
        elif brace[0] == "}":
            depth = max(0, depth - 1)
            if depth == 0:
                if not selectors.startswith("@"):
                    rules.append((selectors, sheet[start : brace.start()]))
                selectors, start = "", brace.end()
        elif depth == 0:  # the end of an @import
            start = brace.end()
    return rules


def _read_declarations(text: str) -> dict[str, str]:
    pairs = (declaration.partition(":") for declaration in text.lower().split(";"))
    return {name.strip(): value.replace("!important", "").strip() for name, _, value in pairs if value.strip()}


def _hidden_by(style: Style) -> str | None:
    if not style:
        return None
    if style.get("display") == "none":
        return "display: none"
    if _ZERO.fullmatch(style.get("opacity", "1")):
        return "opacity: 0"
    if any(_FAR.fullmatch(style.get(side, "")) for side in ("left", "top", "right", "bottom", "text-indent")):
        return "a place off the screen"
    margins = (style.get(name, "") for name in ("margin", "margin-left", "margin-top"))
    if any(_VERY_FAR.fullmatch(side) for margin in margins for side in margin.split()):
        return "a place off the screen"
    if _CLIPPED.fullmatch(style.get("clip", "")) or _CLIPPED.fullmatch(style.get("clip-path", "")):
        return "clipping"
    if _SHRUNK.search(style.get("transform", "")):
        return "a transformation"
    sides = (style.get(side, "") for side in ("height", "width", "max-height", "max-width"))
    if style.get("overflow", "").startswith(("hidden", "clip")) and any(_is_nothing(side) for side in sides):
        return "a box without size"
    return None


def _is_nothing(side: str) -> bool:
    return bool(side) and (_ZERO.fullmatch(side) is not None or side == "1px")


def _text_of_body(tag: Tag) -> str:
    return attribute(tag, "text") if tag.name == "body" else ""


def _read_background(tag: Tag, style: Style) -> str | None:
    """The colour behind a tag's text; what has a picture behind it has no colour to compare with."""
    stated = style.get("background", "")
    if "url(" in stated or "gradient(" in stated or style.get("background-image", "none") != "none":
        return _PAINTED
    if attribute(tag, "background"):
        return _PAINTED
    colours = (_read_colour(word) for word in (style.get("background-color", ""), stated, *stated.split()))
    found = next(filter(None, colours), None) or _read_colour(attribute(tag, "bgcolor"))
    return None if found == "transparent" else found


def _read_colour(text: str) -> str | None:
    """A colour as six digits, or its name; None for what is none, or leaves the colour as it is."""
    word = text.strip().lower()
    if word.startswith("#"):
        digits = word[1:]
        return "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    if rgb := _RGB.fullmatch(word):
        if rgb[4] is not None and float(rgb[4].rstrip("%")) == 0:
            return "transparent"
        return "".join(f"{min(int(part), 255):02x}" for part in rgb.groups()[:3])
    if word in ("inherit", "initial", "unset", "currentcolor", "none") or not word.isalpha():
        return None
    return _COLOURS.get(word, word)
