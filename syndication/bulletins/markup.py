"""HTML to a page: one walk over the tree turns tags into lines, gaps and regions.

The tree is walked with a list of what is still to do, not by recursion: a page may nest a hundred thousand tags.
"""

import re
from dataclasses import dataclass, replace
from html import unescape

from bs4 import BeautifulSoup, Tag
from bs4.element import CData, NavigableString, PageElement

from syndication.bulletins import furniture
from syndication.bulletins.dates import DateLines, Stamp
from syndication.bulletins.hiding import Looks, Sight
from syndication.bulletins.inline import Piece, Pieces, read_stamp, split_date, split_run_in, text_of
from syndication.bulletins.metadata import read_link_base, read_metadata, read_page_address, web_address
from syndication.bulletins.page import ROOT, Line, Page, Region
from syndication.bulletins.pictures import FILE_NAME, read_picture, read_shared_picture
from syndication.bulletins.plain import SOFT_HYPHEN, read_plain
from syndication.errors import BulletinError
from syndication.text import clean

CONTINUED = "link to the whole text"
"""Furniture of an item: it leads to the item's own page."""

HIDDEN = "text hidden from who looks at the page"
"""How the reason begins for leaving out what only the markup holds."""

_SECTIONS = (
    "html",
    "body",
    "main",
    "article",
    "section",
    "header",
    "footer",
    "nav",
    "aside",
    "hgroup",
    "form",
    "dialog",
)
_TEXTS = (
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "div",
    "center",
    "blockquote",
    "pre",
    "address",
    "fieldset",
    "legend",
)
_LISTS = ("ul", "ol", "li", "dir", "menu", "dl", "dt", "dd", "details", "summary", "figure", "figcaption")
_TABLES = ("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td")
_BLOCKS = frozenset({*_SECTIONS, *_TEXTS, *_LISTS, *_TABLES})
_STRONG = frozenset({"b", "strong"})
_HEADING = re.compile(r"h([1-6])$")
_CONTINUE = re.compile(
    r"(?:more|más|mas|details)[\s.…»›→>\]]*$"
    r"|\W*(?:continue reading|read more|read the (?:rest|full)|keep reading|full (?:story|article)"
    r"|le(?:er|e|a) m[áa]s|seguir leyendo|continuar leyendo|ver m[áa]s)\b",
    re.I,
)
_LEADING_BULLET = re.compile(r"[•‣▪●∙]\s*(?=\S)")
_FRAME_AT_MOST = 0.5
"""What holds more of the page's text than this is no frame, whatever its class says."""
_TEXT_PAGE = 0.8
"""A page of which one ``pre`` holds this much is a text file that a browser showed."""

_PICTURE_TEXT, _BYLINE, _DATE, _DECORATION = 400, 200, 80, 40
"""Longest text that a class name may declare to be such: a longer one is the item itself."""

_TOLD_OF_UNSEEN = 200
"""Characters of hidden text that are enough to know it by."""

_DEEPEST = 512
"""Tags inside each other: what Chromium shows at most."""
_PLAIN_SIGHT = Sight()
_LINE_MARK = 0xF0000
_LAST_MARK = 0x10FFFD
_MARKS = re.compile("[\U000f0000-\U0010fffd]")
_XML_DECLARATION = re.compile(r"<\?xml\b[^>]*>", re.I)
"""Of XHTML, too; Beautiful Soup would warn of it, and lxml needs none."""
_TEXT_START = re.compile(r">(\s*)(?=[^\s<])")


def read_markup(text: str, source: str, stated_url: str | None, dates: DateLines) -> Page:
    """Lay out an HTML bulletin; raises BulletinError for one that no browser would show as it is nested."""
    text = _XML_DECLARATION.sub(lambda found: "\n" * found[0].count("\n"), text)
    soup = BeautifulSoup(_mark_lines(text), "lxml")
    _refuse_depth(soup, source)
    for tag in soup.find_all(["script", "style", "meta", "link", "base", "a", "time", "img"]):
        _strip_marks(tag)
    url = read_page_address(soup, text, stated_url)
    lengths = _text_lengths(soup)
    preformatted = soup.find("pre")
    if preformatted and lengths[id(preformatted)] > _TEXT_PAGE * lengths[id(soup)]:
        return read_plain(_MARKS.sub("", preformatted.get_text()), source, url, dates)
    walk = _Walk(dates, read_link_base(soup, url), lengths, Looks(soup))
    walk.visit(soup)
    metadata = read_metadata(soup)
    if metadata.is_article:
        metadata = replace(metadata, picture=read_shared_picture(soup, url))
    return Page(source, url, tuple(walk.lines), tuple(walk.finished_regions()), metadata, tuple(walk.unseen))


def _refuse_depth(soup: BeautifulSoup, source: str) -> None:
    level: list[Tag] = [soup]
    for _ in range(_DEEPEST):
        level = [child for tag in level for child in tag.contents if isinstance(child, Tag)]
        if not level:
            return
    text = "".join(level[0].find_all(string=True, limit=1))
    line = f", near line {ord(mark[0]) - _LINE_MARK}" if (mark := _MARKS.search(text)) else ""
    raise BulletinError(
        f"{source}: nested too deep: expected at most {_DEEPEST} tags inside each other, as browsers do, found more"
        f"{line}; close the tags, or save the bulletin as text"
    )


def _mark_lines(text: str) -> str:
    """Put a private-use character that tells the line of the file before every run of text.

    BeautifulSoup over lxml keeps no line numbers. Text cannot bring such characters of its own: they are taken out.
    """
    text = _MARKS.sub("", text)
    marked: list[str] = []
    number, done = 1, 0
    for start in _TEXT_START.finditer(text):
        piece = text[done : start.end()]
        number += piece.count("\n")
        marked += piece, chr(min(_LINE_MARK + number, _LAST_MARK))
        done = start.end()
    return "".join(marked) + text[done:]


def _strip_marks(tag: Tag) -> None:
    for name, value in tag.attrs.items():
        if isinstance(value, str):
            tag[name] = _MARKS.sub("", value)
    if tag.name in ("script", "style") and tag.string:
        tag.string = _MARKS.sub("", tag.string)


def _text_lengths(soup: BeautifulSoup) -> dict[int, int]:
    """How much seen text each tag holds, in one pass from the end: children come before their parents."""
    lengths: dict[int, int] = {id(soup): 0}
    for node in reversed(list(soup.descendants)):
        own = 0
        if isinstance(node, Tag):
            own = lengths.setdefault(id(node), 0)
            if node.name in ("script", "style", "template", "noscript", "head"):
                own = lengths[id(node)] = 0
        elif _is_text(node):
            own = len(str(node).strip())
        if node.parent is not None:
            lengths[id(node.parent)] = lengths.get(id(node.parent), 0) + own
    return lengths


def _is_text(node: PageElement) -> bool:
    return type(node) in (NavigableString, CData)


@dataclass(frozen=True, slots=True)
class _Place:
    """What the tags around a piece of text say about it."""

    kind: str = ""
    inline: tuple[str, ...] = ()
    heading: int = 0
    strong: bool = False
    link: str | None = None
    continued: bool = False
    caption: bool = False
    byline: bool = False
    decoration: bool = False
    date_place: bool = False
    moment: str = ""
    frame: str | None = None
    sight: Sight = _PLAIN_SIGHT
    in_article: bool = False
    in_footer: bool = False
    """Whether it stands at the foot of an article: some sites date their articles there."""
    lists: int = 0


@dataclass(slots=True)
class _OpenRegion:
    tag: str
    kind: str
    parent: int
    start: int
    end: int = 0


class _Walk:
    """Collects lines and regions on the way through a tree."""

    def __init__(self, dates: DateLines, base: str | None, lengths: dict[int, int], looks: Looks) -> None:
        self.lines: list[Line] = []
        self.unseen: list[Line] = []
        """What the markup hides from a person, with what hides it as its part of the page."""
        self._dates = dates
        self._looks = looks
        self._base = base
        self._lengths = lengths
        self._whole = max(lengths.values())
        self._regions: list[_OpenRegion] = []
        self._inside: list[int] = []
        self._pieces: list[Piece] = []
        self._place = _Place()
        self._number = 1
        self._gap = True
        self._slot = False
        self._breaks = 0

    def visit(self, soup: BeautifulSoup) -> None:
        """Walk the tree; ``lines`` and ``finished_regions`` hold the result."""
        to_do: list[tuple[PageElement | None, _Place]] = [(soup, _Place(sight=self._looks.start))]
        while to_do:
            node, place = to_do.pop()
            if node is None:
                self._leave_block(place)
            elif isinstance(node, Tag):
                to_do.extend(self._enter(node, place))
            elif _is_text(node):
                self._take(str(node), place)
        self._flush()

    def finished_regions(self) -> list[Region]:
        return [Region(r.tag, r.kind, r.parent, r.start, r.end) for r in self._regions]

    def _enter(self, tag: Tag, place: _Place) -> list[tuple[PageElement | None, _Place]]:
        """Return what is to do next, last first."""
        if tag.name == "br":
            self._break()
            return []
        if tag.name == "hr":
            self._end_block()
            return []
        if furniture.is_no_text(tag):
            return []
        if hidden_by := self._looks.hides_whole(tag):
            self._hide(tag.get_text(), place.frame or self._frame_reason(tag, place) or f"{HIDDEN}, by {hidden_by}")
            return []
        if tag.name == "img":
            self._take_picture(tag, place)
            return []
        inner = self._place_inside(tag, place)
        children: list[tuple[PageElement | None, _Place]] = [(child, inner) for child in reversed(tag.contents)]
        if tag.name not in _BLOCKS:
            self._note_empty_place(tag)
            return children
        self._enter_block(tag, inner)
        return [(None, inner), *children]

    def _place_inside(self, tag: Tag, place: _Place) -> _Place:
        is_block = tag.name in _BLOCKS
        length = self._lengths[id(tag)]
        heading = _HEADING.match(tag.name)
        names = ".".join([tag.name, *furniture.attribute(tag, "class").split()])
        link = (web_address(furniture.attribute(tag, "href"), self._base) or "") if tag.has_attr("href") else None
        moment = furniture.attribute(tag, "datetime") if tag.name == "time" else ""
        return replace(
            place,
            kind=names if is_block else place.kind,
            inline=() if is_block else (*place.inline[-7:], names),
            heading=int(heading[1]) if heading else place.heading,
            strong=place.strong or tag.name in _STRONG,
            link=place.link if link is None else link,
            continued=place.continued or (tag.name == "a" and self._leads_on(tag)),
            caption=place.caption or (length <= _PICTURE_TEXT and furniture.is_picture_text(tag)),
            byline=place.byline or (length <= _BYLINE and furniture.is_byline(tag)),
            decoration=place.decoration or (length <= _DECORATION and furniture.is_decoration(tag)),
            date_place=place.date_place or (length <= _DATE and furniture.is_date_place(tag)),
            moment=moment or place.moment,
            frame=place.frame or self._frame_reason(tag, place),
            sight=self._looks.look(tag, place.sight),
            in_article=place.in_article or tag.name in ("article", "main", "li"),
            in_footer=place.in_footer or (tag.name == "footer" and place.in_article and not place.frame),
            lists=place.lists + (tag.name in ("ul", "ol")),
        )

    def _leads_on(self, tag: Tag) -> bool:
        if "more-link" in furniture.attribute(tag, "class"):
            return True
        return self._lengths[id(tag)] <= 200 and bool(_CONTINUE.match(clean(_MARKS.sub("", tag.get_text()))))

    def _frame_reason(self, tag: Tag, place: _Place) -> str | None:
        reason = furniture.frame_reason(tag, place.in_article)
        return reason if reason and self._lengths[id(tag)] <= _FRAME_AT_MOST * self._whole else None

    # --- blocks -----------------------------------------------------------------------------------

    def _enter_block(self, tag: Tag, inner: _Place) -> None:
        self._end_block()
        self._regions.append(
            _OpenRegion(tag.name, inner.kind, self._inside[-1] if self._inside else ROOT, len(self.lines))
        )
        self._inside.append(len(self._regions) - 1)
        if tag.name in ("p", "div", "td", "span") and not self._lengths[id(tag)] and not tag.find(True):
            self._slot = True

    def _leave_block(self, place: _Place) -> None:
        self._end_block()
        self._regions[self._inside.pop()].end = len(self.lines)

    def _end_block(self) -> None:
        self._flush()
        self._gap = True

    def _break(self) -> None:
        self._flush()
        self._breaks += 1
        self._gap = self._gap or self._breaks > 1
        self._slot = self._slot or self._breaks > 2

    def _note_empty_place(self, tag: Tag) -> None:
        if not self._lengths[id(tag)] and furniture.is_date_place(tag) and not furniture.attribute(tag, "datetime"):
            self._slot = True

    # --- text -------------------------------------------------------------------------------------

    def _take(self, text: str, place: _Place) -> None:
        mark = _MARKS.search(text)
        number = ord(mark[0]) - _LINE_MARK if mark else self._number
        text = unescape(_MARKS.sub("", text)).replace(SOFT_HYPHEN, "")  # some pages escape twice
        if text.strip():
            self._number = number
            if not any(piece.text.strip() for piece in self._pieces):
                self._place = place
        if text.strip() and (hidden_by := place.sight.hidden_by):
            self._hide(text, place.frame or f"{HIDDEN}, by {hidden_by}")
        elif place.continued:
            self._take_continuation(text, place)
        elif text:
            self._pieces.append(
                Piece(text, number, place.inline, place.strong, place.link, place.date_place, place.moment)
            )

    def _hide(self, text: str, reason: str) -> None:
        """Note text that nobody sees; what goes on where it left off is one with it."""
        mark = _MARKS.search(text)
        number = ord(mark[0]) - _LINE_MARK if mark else self._number
        words = clean(_MARKS.sub(" ", text))
        before = self.unseen[-1] if self.unseen else None
        goes_on = before is not None and before.furniture == reason and before.block == len(self.lines)
        if goes_on and before and len(before.text) < _TOLD_OF_UNSEEN:
            self.unseen[-1] = replace(before, text=f"{before.text} {words}".strip())
        elif words and not goes_on:
            self.unseen.append(Line(words, number, furniture=reason, block=len(self.lines)))

    def _take_continuation(self, text: str, place: _Place) -> None:
        if not clean(text):
            return
        self._pieces.append(Piece(" ", self._number))
        self._flush()
        self.lines.append(Line(clean(text), self._number, link=place.link, furniture=place.frame or CONTINUED))

    def _take_picture(self, tag: Tag, place: _Place) -> None:
        words = clean(furniture.attribute(tag, "alt"))
        if FILE_NAME.fullmatch(words) or any(piece.text.strip() for piece in self._pieces):
            words = ""
        is_frame = place.frame or place.byline or place.decoration
        picture = None if is_frame else read_picture(tag, self._base)
        if words or picture:
            self.lines.append(Line(words, self._number, caption=True, picture=picture, furniture=place.frame))

    def _flush(self) -> None:
        pieces, self._pieces = self._pieces, []
        if not text_of(pieces):
            return
        place = self._place
        for part in self._split(pieces, place):
            self._add_line(part, place)
            self._gap = False
        self._breaks = 0
        self._slot = False

    def _split(self, pieces: Pieces, place: _Place) -> list[Pieces]:
        """Cut a line where title, date and text share it."""
        parts = split_date(pieces, self._dates)
        if place.frame or place.heading:
            return parts
        region = self._regions[self._inside[-1]] if self._inside else None
        opens_point = region is not None and region.tag in ("li", "dd") and self._has_no_words_since(region.start)
        before = next((line for line in reversed(self.lines) if line.text), None)
        dated = len(parts) > 1 or (before is not None and before.stamp is not None)
        return [*parts[:-1], *split_run_in(parts[-1])] if dated or opens_point else parts

    def _has_no_words_since(self, start: int) -> bool:
        return not any(self.lines[place].text for place in range(start, len(self.lines)))

    def _add_line(self, pieces: Pieces, place: _Place) -> None:
        told = [piece for piece in pieces if piece.text.strip()]
        if not text_of(told):
            return
        stamp = None if place.frame and not place.in_footer else self._stamp(told, place)
        links = {piece.link for piece in told}
        text = text_of(pieces)
        bullet = _LEADING_BULLET.match(text)
        self.lines.append(
            Line(
                text=text[bullet.end() :] if bullet else text,
                number=told[0].number,
                gap=self._gap,
                slot=self._slot,
                stamp=stamp,
                heading=place.heading,
                strong=bool(bullet) or all(piece.strong for piece in told),
                link=links.pop() if len(links) == 1 else None,
                caption=place.caption,
                nested=place.lists > 1,
                furniture=self._line_frame(text, place, stamp),
                block=self._inside[-1] if self._inside else 0,
                style=_style(place, told),
            )
        )

    def _stamp(self, told: Pieces, place: _Place) -> Stamp | None:
        """In a byline the date counts wherever it stands, the other words do not."""
        stamp = read_stamp(told, self._dates)
        if stamp or not place.byline:
            return stamp
        dated = [piece for piece in told if piece.date_place]
        return read_stamp(dated, self._dates) if dated else None

    def _line_frame(self, text: str, place: _Place, stamp: Stamp | None) -> str | None:
        if place.frame:
            return None if stamp else place.frame
        return "byline" if not stamp and (place.byline or furniture.is_note(text)) else None


def _style(place: _Place, told: Pieces) -> str:
    """The kind of the block and of the tags around all of the line; whether it is a link is told apart."""
    styles = [piece.style for piece in told]
    common = [kind for kind in styles[0] if all(kind in style for style in styles) and kind.split(".")[0] != "a"]
    return ">".join([place.kind, *common])
