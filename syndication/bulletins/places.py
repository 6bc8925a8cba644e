"""What the tags around a piece of text say about it."""

import re
from dataclasses import dataclass, replace

from bs4 import Tag

from syndication.bulletins import furniture
from syndication.bulletins.hiding import Looks, Sight
from syndication.bulletins.line_numbers import without_marks
from syndication.bulletins.metadata import web_address
from syndication.bulletins.tree import Tree
from syndication.text import clean

_SECTIONS = "html body main article section header footer nav aside hgroup form dialog"
_TEXTS = "h1 h2 h3 h4 h5 h6 p div center blockquote pre address fieldset legend"
_LISTS = "ul ol li dir menu dl dt dd details summary figure figcaption"
_TABLES = "table caption thead tbody tfoot tr th td"
_BLOCKS = frozenset(" ".join((_SECTIONS, _TEXTS, _LISTS, _TABLES)).split())
_STRONG = frozenset({"b", "strong"})
_HEADING = re.compile(r"h([1-6])$")
_CONTINUE = re.compile(
    r"(?:more|más|mas|details)[\s.…»›→>\]]*$"
    r"|\W*(?:continue reading|read more|read the (?:rest|full)|keep reading|full (?:story|article)"
    r"|le(?:er|e|a) m[áa]s|seguir leyendo|continuar leyendo|ver m[áa]s)\b",
    re.I,
)
_FRAME_AT_MOST = 0.5
"""What holds more of the page's text than this is no frame, whatever its class says."""
_PICTURE_TEXT, _BYLINE, _DATE, _DECORATION, _CONTINUATION = 400, 200, 80, 40, 200
"""Longest text that a tag's names or words may declare to be such: a longer one is the item itself."""
_INLINE = 7
"""Tags around that count, inside a block."""
_PLAIN_SIGHT = Sight()


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a page."""

    kind: str = ""
    inline: tuple[str, ...] = ()
    heading: int = 0
    strong: bool = False
    link: str | None = None
    continued: bool = False
    """Whether it is a link to the whole text."""
    caption: bool = False
    byline: bool = False
    decoration: bool = False
    date_place: bool = False
    moment: str = ""
    frame: str | None = None
    """Which part of the page's frame it belongs to; None for content."""
    sight: Sight = _PLAIN_SIGHT
    in_article: bool = False
    in_footer: bool = False
    """Whether it stands at the foot of an article: some sites date their articles there."""
    lists: int = 0


class Places:
    """The places in one page."""

    def __init__(self, tree: Tree, looks: Looks, base: str | None) -> None:
        self._tree = tree
        self._looks = looks
        self._base = base
        self.start = Place(sight=looks.start)
        """Outside of all tags."""

    def inside(self, tag: Tag, place: Place) -> Place:
        """The place inside a tag that stands at a place."""
        inside_block = is_block(tag)
        length = self._tree.length_of(tag)
        heading = _HEADING.match(tag.name)
        names = ".".join([tag.name, *furniture.attribute(tag, "class").split()])
        link = (web_address(furniture.attribute(tag, "href"), self._base) or "") if tag.has_attr("href") else None
        moment = furniture.attribute(tag, "datetime") if tag.name == "time" else ""
        return replace(
            place,
            kind=names if inside_block else place.kind,
            inline=() if inside_block else (*place.inline[-_INLINE:], names),
            heading=int(heading[1]) if heading else place.heading,
            strong=place.strong or tag.name in _STRONG,
            link=place.link if link is None else link,
            continued=place.continued or (tag.name == "a" and self._leads_on(tag)),
            caption=place.caption or (length <= _PICTURE_TEXT and furniture.is_picture_text(tag)),
            byline=place.byline or (length <= _BYLINE and furniture.is_byline(tag)),
            decoration=place.decoration or (length <= _DECORATION and furniture.is_decoration(tag)),
            date_place=place.date_place or (length <= _DATE and furniture.is_date_place(tag)),
            moment=moment or place.moment,
            frame=self.frame_of(tag, place),
            sight=self._looks.look(tag, place.sight),
            in_article=place.in_article or tag.name in ("article", "main", "li"),
            in_footer=place.in_footer or (tag.name == "footer" and place.in_article and not place.frame),
            lists=place.lists + (tag.name in ("ul", "ol")),
        )

    def frame_of(self, tag: Tag, place: Place) -> str | None:
        """Which part of the page's frame a tag at a place belongs to; None for content."""
        if place.frame:
            return place.frame
        reason = furniture.frame_reason(tag, place.in_article)
        return reason if reason and self._tree.length_of(tag) <= _FRAME_AT_MOST * self._tree.length else None

    def _leads_on(self, tag: Tag) -> bool:
        if "more-link" in furniture.attribute(tag, "class"):
            return True
        is_short = self._tree.length_of(tag) <= _CONTINUATION
        return is_short and bool(_CONTINUE.match(clean(without_marks(tag.get_text()))))


def is_block(tag: Tag) -> bool:
    """Whether a tag begins a line, and ends one."""
    return tag.name in _BLOCKS
