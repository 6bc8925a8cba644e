"""What every file becomes before its shape is asked for: lines with their marks, and regions of lines.

Plain text and HTML meet here. A list item in HTML and a bullet in plain text are both a region ``li``, so one
reader of shapes serves both.
"""

from dataclasses import dataclass
from datetime import date

from syndication.bulletins.dates import Stamp
from syndication.models import Picture, SourceDate

ROOT = -1
"""The parent of a region that stands in no other."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it, cleaned, with what the layout says about it."""

    text: str
    """Empty only for a picture without words."""
    number: int
    """Line of the file, from 1."""
    gap: bool = True
    """Whether a blank line or the edge of a block stands before it: else it goes on with the paragraph before."""
    slot: bool = False
    """Whether an empty place stands before it, such as that of a date that is not given."""
    stamp: Stamp | None = None
    """What the line says if it is a date line."""
    heading: int = 0
    """Level of a heading, from 1; 0 for none."""
    strong: bool = False
    """Whether all of it is emphasised."""
    link: str | None = None
    """Target, if all of it is a link; empty if the target is no web address."""
    caption: bool = False
    """Whether it is a picture, or the words of one."""
    picture: Picture | None = None
    """The picture that stands here, if it may be an item's own."""
    nested: bool = False
    """Whether it is a point of a list inside an item."""
    furniture: str | None = None
    """What part of the page's frame it is, such as a menu; None for what the page is about."""
    block: int = 0
    """Number of the innermost block of HTML that holds it."""
    style: str = ""
    """Layout of the line in one word: titles of one page share it."""

    @property
    def stands_out(self) -> bool:
        return bool(self.heading or self.strong) or self.link is not None


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of lines that belong together: a bullet, a list item, a cell, a section."""

    tag: str
    kind: str
    """Tag with class names: items of one list share it."""
    parent: int
    """Index of the region around it, or ROOT."""
    start: int
    end: int
    """Lines ``start`` to ``end - 1``."""

    @property
    def lines(self) -> range:
        return range(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself outside its text."""

    is_article: bool = False
    """Whether it declares itself to be one single article."""
    title: str | None = None
    published: SourceDate | None = None
    issued: SourceDate | None = None
    """The day on which a mail was sent: that of the bulletin as a whole."""
    modified: date | None = None
    picture: Picture | None = None
    """What a page of one article gives for others to show with a link to it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A bulletin file, laid out."""

    source: str
    url: str | None
    lines: tuple[Line, ...]
    regions: tuple[Region, ...]
    """In document order: a region comes before those inside it."""
    metadata: Metadata = Metadata()
    unseen: tuple[Line, ...] = ()
    """What the markup hides from who looks at the page; ``furniture`` says how."""

    def closest_region(self, first: Line, last: Line) -> Region | None:
        """The smallest region that holds both lines."""
        places = [place for place, line in enumerate(self.lines) if line is first or line is last]
        around = [region for region in self.regions if all(place in region.lines for place in places)]
        return min(around, key=lambda region: len(region.lines), default=None)
