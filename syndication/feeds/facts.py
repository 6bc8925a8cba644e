"""What a feed document says, said once: the writers of the formats differ only in how they write it.

Every text here has passed the text policy, every address is absolute, every date is UTC in whole seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache

from syndication.feeds.addresses import uri
from syndication.feeds.pictures import PictureFacts
from syndication.feeds.places import Place
from syndication.formats import FEED_FORMATS, Format
from syndication.models import Period, Selection

GENERATOR = "syndication"
_INSTANTS = 8_192
"""Dates that are remembered as written: an item's is asked for by every format."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address, and what it is to the feed or the item that names it (RFC 8288)."""

    rel: str
    href: str
    media_type: str | None = None


@dataclass(frozen=True, slots=True)
class CategoryFacts:
    """A category of an item.

    A reader compares ``scheme_uri`` and ``slug``, which are the same in every format, and shows ``label``.
    The scheme's URI is the address below which its feeds stand: ``…/topics``.
    """

    scheme: str
    scheme_uri: str
    slug: str
    label: str
    decided_by: str
    words: tuple[str, ...]
    """The words of the item that speak for the category, each once."""
    place: Place | None


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """An item."""

    id: str
    title: str
    link: Link
    """The item's own address at the source, else its permanent page here."""
    page: str
    """Its permanent page here."""
    bulletin: str | None
    """The page on which the source published it, if that is another than ``link``."""
    published: datetime
    month: str | None
    """``2016-04``, where the source gives no day: ``published`` is the first of it then."""
    updated: datetime
    summary: str
    """Plain text, in one line, a few sentences at most; may be empty."""
    content: str
    """The text as HTML, one ``p`` for each paragraph; may be empty."""
    categories: tuple[CategoryFacts, ...]
    place: Place | None
    """Where it happened: the place of the best region that has one."""
    picture: PictureFacts | None
    author: str


@dataclass(frozen=True, slots=True)
class TombstoneFacts:
    """An item that was withdrawn, or taken back by its source."""

    id: str
    when: datetime
    reason: str
    """Plain text, in one line; may be empty."""


@dataclass(frozen=True, slots=True)
class FeedFacts:
    """A feed without its items."""

    id: str
    title: str
    description: str
    updated: datetime
    author: str
    homepage: str
    language: str
    rights: str | None
    licence: str | None
    place: Place | None
    """The region, if the feed is of one."""
    hub: str | None
    interval_seconds: int | None
    """Time between two looks for news; None where none are to come."""
    withdrawn: tuple[TombstoneFacts, ...]
    base_url: str
    selection: Selection
    period: Period | None
    previous: Period | None
    next: Period | None
    is_of_corrections: bool

    @property
    def page(self) -> str:
        """The feed's page for people."""
        return uri(self.base_url + self.selection.address())

    def path(self, form: Format, period: Period | None) -> str:
        """Where a document of the feed is below the base URL: the archive of a period, or the current one."""
        if self.is_of_corrections:
            return self.selection.corrections_address(form.suffix)
        return self.selection.address(form.suffix, period)

    def address(self, form: Format, period: Period | None) -> str:
        """:meth:`path` with the base URL, as a URI."""
        return uri(self.base_url + self.path(form, period))

    def links(self, form: Format) -> tuple[Link, ...]:
        """The links of the document in one format: page, itself, the other formats, its history, hub, licence."""
        others = [other for other in FEED_FORMATS if other != form]
        return (
            Link("alternate", self.page, "text/html"),
            Link("self", self.address(form, self.period), form.media_type),
            *(Link("alternate", self.address(other, self.period), other.media_type) for other in others),
            *self.history(form),
            *([Link("hub", self.hub)] if self.hub else []),  # WebSub, section 4
            *([Link("license", self.licence)] if self.licence else []),  # RFC 4946
        )

    def history(self, form: Format) -> Iterator[Link]:
        """The documents around this one (RFC 5005 section 4)."""
        if self.period:
            yield Link("current", self.address(form, None), form.media_type)
        for rel, period in (("prev-archive", self.previous), ("next-archive", self.next)):
            if period:
                yield Link(rel, self.address(form, period), form.media_type)


@lru_cache(_INSTANTS)
def rfc_3339(instant: datetime) -> str:
    """``2016-04-17T12:00:00Z``: with ``Z``, which every reader knows, whatever the process's locale and zone are."""
    return instant.isoformat().replace("+00:00", "Z")


@lru_cache(_INSTANTS)
def rfc_822(instant: datetime) -> str:
    """RFC 822 with four digits for the year, in English whatever the process's locale is (feedgen sets it)."""
    return format_datetime(instant)
