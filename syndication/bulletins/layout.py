"""The lines and regions of an HTML page, as its texts are met one after the other."""

import re
from dataclasses import dataclass, replace

from syndication.bulletins import furniture
from syndication.bulletins.dates import DateLines, Stamp
from syndication.bulletins.inline import Piece, Pieces, read_stamp, split_date, split_run_in, text_of
from syndication.bulletins.page import ROOT, Line, Region
from syndication.bulletins.places import Place
from syndication.models import Picture
from syndication.text import clean

CONTINUED = "link to the whole text"
"""Furniture of an item: it leads to the item's own page."""
_LEADING_BULLET = re.compile(r"[•‣▪●∙]\s*(?=\S)")
_TOLD_OF_UNSEEN = 200
"""Characters of hidden text that are enough to know it by."""


@dataclass(slots=True)
class _OpenRegion:
    tag: str
    kind: str
    parent: int
    start: int
    end: int = 0


class Layout:
    """What has been laid out, and the line that texts are added to."""

    def __init__(self, dates: DateLines) -> None:
        self.lines: list[Line] = []
        self.unseen: list[Line] = []
        """What the markup hides from a person, with what hides it as its part of the page."""
        self.number = 1
        """The line of the file that was met last."""
        self._dates = dates
        self._regions: list[_OpenRegion] = []
        self._inside: list[int] = []
        self._pieces: list[Piece] = []
        self._place = Place()
        self._gap = True
        self._slot = False
        self._breaks = 0

    @property
    def regions(self) -> tuple[Region, ...]:
        """Those that are finished, in document order."""
        return tuple(Region(r.tag, r.kind, r.parent, r.start, r.end) for r in self._regions)

    # --- lines and regions begin and end ------------------------------------------------------------

    def open_region(self, tag: str, kind: str) -> None:
        self.end_block()
        self._regions.append(_OpenRegion(tag, kind, self._inside[-1] if self._inside else ROOT, len(self.lines)))
        self._inside.append(len(self._regions) - 1)

    def close_region(self) -> None:
        self.end_block()
        self._regions[self._inside.pop()].end = len(self.lines)

    def end_block(self) -> None:
        self.end_line()
        self._gap = True

    def break_line(self) -> None:
        """End the line; two ends in a row leave a gap, three a slot."""
        self.end_line()
        self._breaks += 1
        self._gap = self._gap or self._breaks > 1
        self._slot = self._slot or self._breaks > 2

    def leave_slot(self) -> None:
        """Note a place that was left empty before the next line."""
        self._slot = True

    def end_line(self) -> None:
        """Put down what has been added since the last line."""
        pieces, self._pieces = self._pieces, []
        if not text_of(pieces):
            return
        place = self._place
        for part in self._split(pieces, place):
            self._add_line(part, place)
            self._gap = False
        self._breaks = 0
        self._slot = False

    # --- what they hold -----------------------------------------------------------------------------

    def add_text(self, text: str, place: Place) -> None:
        """Add to the line; its place is that of its first words."""
        if text.strip() and not self._has_words():
            self._place = place
        piece = Piece(text, self.number, place.inline, place.strong, place.link, place.date_place, place.moment)
        self._pieces.append(piece)

    def add_continuation(self, text: str, place: Place) -> None:
        """Put down a link to the whole text as a line of its own."""
        if clean(text):
            self.end_line()
            self.lines.append(Line(clean(text), self.number, link=place.link, furniture=place.frame or CONTINUED))

    def add_picture(self, words: str, picture: Picture | None, frame: str | None) -> None:
        """Put down a picture; inside a line its words are not told."""
        words = "" if self._has_words() else words
        if words or picture:
            self.lines.append(Line(words, self.number, caption=True, picture=picture, furniture=frame))

    def hide(self, text: str, number: int, reason: str) -> None:
        """Note text that nobody sees; what goes on where it left off is one with it."""
        words = clean(text)
        before = self.unseen[-1] if self.unseen else None
        goes_on = before is not None and before.furniture == reason and before.block == len(self.lines)
        if goes_on and before and len(before.text) < _TOLD_OF_UNSEEN:
            self.unseen[-1] = replace(before, text=f"{before.text} {words}".strip())
        elif words and not goes_on:
            self.unseen.append(Line(words, number, furniture=reason, block=len(self.lines)))

    def _has_words(self) -> bool:
        return any(piece.text.strip() for piece in self._pieces)

    def _split(self, pieces: Pieces, place: Place) -> list[Pieces]:
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

    def _add_line(self, pieces: Pieces, place: Place) -> None:
        told = [piece for piece in pieces if piece.text.strip()]
        if not text_of(told):
            return
        stamp = None if place.frame and not place.in_footer else self._read_stamp(told, place)
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
                furniture=_find_furniture(text, place, stamp),
                block=self._inside[-1] if self._inside else 0,
                style=_style(place, told),
            )
        )

    def _read_stamp(self, told: Pieces, place: Place) -> Stamp | None:
        """In a byline the date counts wherever it stands, the other words do not."""
        stamp = read_stamp(told, self._dates)
        if stamp or not place.byline:
            return stamp
        dated = [piece for piece in told if piece.date_place]
        return read_stamp(dated, self._dates) if dated else None


def _find_furniture(text: str, place: Place, stamp: Stamp | None) -> str | None:
    if place.frame:
        return None if stamp else place.frame
    return "byline" if not stamp and (place.byline or furniture.is_note(text)) else None


def _style(place: Place, told: Pieces) -> str:
    """The kind of the block and of the tags around all of the line; whether it is a link is told apart."""
    styles = [piece.style for piece in told]
    common = [kind for kind in styles[0] if all(kind in style for style in styles) and kind.split(".")[0] != "a"]
    return ">".join([place.kind, *common])
