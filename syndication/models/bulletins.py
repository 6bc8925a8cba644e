"""What a bulletin holds: what a reader of files hands over."""

import datetime as dt
from dataclasses import dataclass

from syndication.models.dates import SourceDate


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of an item's own, where its source shows it; never a copy."""

    url: str
    """Absolute, http or https."""
    text: str = ""
    """What stands in its place for who cannot see it, in one line; may be empty."""
    width: int | None = None
    """In pixels, as the page states it."""
    height: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One dated story as a bulletin tells it."""

    title: str
    paragraphs: tuple[str, ...]
    """Plain text, white space folded inside each; may be empty."""
    date: SourceDate | None
    url: str | None
    """The item's own address (a link on its title, or the page's address if the page is this one article)."""
    page_url: str | None
    """The address of the page on which it stands; identifies no content (listings move on)."""
    source: str
    """Name of the file, as given."""
    line: int
    """Line of the file where the item starts, from 1."""
    modified: dt.date | None = None
    """The day on which the source itself says it last changed the item, if it does."""
    caption: str | None = None
    """An image caption that stood before the title or the text: it may name a place the story is not about."""
    declared_undated: bool = False
    """Whether the page itself leaves it without a date (31 December 1969, an empty place): no standing text then."""
    picture: Picture | None = None
    """The first picture that the page shows in it."""

    @property
    def summary(self) -> str:
        """The text in one line, paragraphs joined by a space."""
        return " ".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Omission:
    """Text of a bulletin that is no item, and why it was left out."""

    source: str
    line: int
    title: str
    """Its first words."""
    reason: str


@dataclass(frozen=True, slots=True)
class Bulletin:
    """What one file holds."""

    source: str
    url: str | None
    items: tuple[Item, ...]
    """In the order of the page."""
    omissions: tuple[Omission, ...]
    date: SourceDate | None = None
    """The date of the bulletin as a whole, where it states one; undated items take it over."""
    hidden: tuple[Omission, ...] = ()
    """What the page hides from who looks at it and could pass for news: a person should see it, and no subscriber."""
    is_damaged: bool = False
    """Whether some bytes are no characters of any encoding: U+FFFD stands in the items for each."""
