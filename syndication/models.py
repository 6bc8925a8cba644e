"""The values that travel the road: each stage takes one and hands over the next.

    inbox -> bulletins -> classify -> archive -> feeds -> documents -> web

All are frozen; none knows a file system, a database, a network or a clock.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple, Protocol
from urllib.parse import quote_plus

TOPICS = "topics"
REGIONS = "regions"
SCHEMES = (TOPICS, REGIONS)
"""The category schemes, in the order in which they stand in an address."""


class Precision(StrEnum):
    """How much of a date the source gives."""

    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, order=True)
class SourceDate:
    """The date that a bulletin gives for an item. No date at all is ``None`` in its place."""

    day: dt.date
    """For a month, its first day: honest enough to sort by, and never ahead of today."""
    precision: Precision = Precision.DAY

    @classmethod
    def parse(cls, text: str) -> "SourceDate":
        """Read ``YYYY-MM-DD`` or ``YYYY-MM``; raises ValueError for anything else."""
        if len(text) == len("YYYY-MM"):
            return cls(dt.date.fromisoformat(f"{text}-01"), Precision.MONTH)
        return cls(dt.date.fromisoformat(text))

    def __str__(self) -> str:
        return self.day.isoformat()[:7] if self.precision is Precision.MONTH else self.day.isoformat()

    @property
    def instant(self) -> datetime:
        """Noon UTC of the day: the one hour at which nearly every time zone shows the source's own date."""
        return datetime.combine(self.day, time(12), UTC)


# --- bulletins: what a reader of files hands over -----------------------------------------------------


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
    held: tuple["Held", ...] = ()
    """What a person should look at beside the items: text that the page hides from its readers."""
    is_damaged: bool = False
    """Whether some bytes are no characters of any encoding: U+FFFD stands in the items for each."""


# --- classify -----------------------------------------------------------------------------------------


class Evidence(NamedTuple):
    """Words that speak for a category. A tuple, as dozens are made for every item."""

    term: str
    """The words as they stand in the text."""
    where: str
    """``title``, ``summary`` or ``caption``."""
    scheme: str
    slug: str
    weight: float


@dataclass(frozen=True, slots=True)
class Category:
    """A term of a scheme that an item has, with its reasons."""

    scheme: str
    slug: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    decided_by: str = "rules"
    """``rules``, or ``person`` for a correction."""


@dataclass(frozen=True, slots=True)
class Term:
    """A category that the configuration knows: a topic or a region."""

    scheme: str
    slug: str
    labels: Mapping[str, str] = field(hash=False)
    """Language tag to name."""
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees (WGS 84), where the term is a place."""
    box: tuple[float, float, float, float] | None = None
    """South, west, north and east of what it covers, in degrees, where that is known."""

    def label(self, language: str) -> str:
        """The name in a language (``es`` serves ``es-PE``), else in English, else in whatever language there is."""
        wanted = (language, language.partition("-")[0], "en")
        return next((self.labels[tag] for tag in wanted if tag in self.labels), next(iter(self.labels.values())))


# --- archive ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClassifiedItem:
    """An item on its way into the archive."""

    item: Item
    categories: tuple[Category, ...]
    """Best first within each scheme; topics and regions together."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file or an item that cannot be trusted yet: it waits in quarantine for a person."""

    source: str
    line: int | None
    reason: str
    title: str | None = None
    selections: tuple["Selection", ...] = ()
    """The feeds that it would have reached."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One file, read and classified: the archive takes it in whole or not at all."""

    source: str
    digest: str
    """SHA-256 of the file's bytes, hexadecimal."""
    url: str | None
    items: tuple[ClassifiedItem, ...]
    held: tuple[Held, ...] = ()
    as_of: dt.date | None = None
    """The newest date on the page: what the page says was true by then."""


@dataclass(frozen=True, slots=True)
class ArchivedItem:
    """An item as readers get it: the winning variant of all its sightings."""

    id: str
    """``tag:AUTHORITY,DATE:slug`` (RFC 4151); minted once."""
    path: str
    """``/items/YYYY/MM/DD/slug``: its permanent page."""
    title: str
    paragraphs: tuple[str, ...]
    date: SourceDate
    updated: datetime
    """Aware; moves only when what a reader sees has materially changed."""
    url: str | None
    """The item's own address at the source, if it has one."""
    page_url: str | None
    categories: tuple[Category, ...]
    sources: tuple[str, ...] = ()
    """Names of the files in which it was seen."""
    picture: Picture | None = None

    @property
    def published(self) -> datetime:
        """The source's date as an instant."""
        return self.date.instant

    @property
    def summary(self) -> str:
        return " ".join(self.paragraphs)


# --- feeds --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Selection:
    """Which items a feed holds; its address says the same: ``/topics/TOPIC/regions/REGION``.

    Build it through :meth:`of` or :meth:`union`: equal selections are then equal values, with one address.
    """

    topics: tuple[str, ...] = ()
    """Slugs of which an item must have one; none asks for none. Sorted, each once."""
    regions: tuple[str, ...] = ()
    words: str = ""
    """Words that an item must have, all of them, in the form that the archive's search gives them; none for all."""

    @classmethod
    def of(cls, topic: str | None = None, region: str | None = None) -> "Selection":
        """The feed of one topic, of one region, of a topic in a region, or of all."""
        return cls(() if topic is None else (topic,), () if region is None else (region,))

    @classmethod
    def union(cls, topics: Iterable[str] = (), regions: Iterable[str] = (), words: str = "") -> "Selection":
        """The feed of what is in any of these topics and in any of these regions, and has these words."""
        return cls(tuple(sorted(set(topics))), tuple(sorted(set(regions))), words)

    @property
    def schemes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each scheme of which a category is asked for, with the slugs of those that will do."""
        asked = zip(SCHEMES, (self.topics, self.regions), strict=True)
        return tuple((scheme, slugs) for scheme, slugs in asked if slugs)

    @property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Scheme and slug of each category asked for; empty means all items."""
        return tuple((scheme, slug) for scheme, slugs in self.schemes for slug in slugs)

    @property
    def is_catalogued(self) -> bool:
        """Whether this is one of the feeds that are kept ready: at most one term of a scheme, and no words."""
        return len(self.topics) <= 1 and len(self.regions) <= 1 and not self.words

    @property
    def pair(self) -> tuple[str | None, str | None]:
        """The topic and the region of a feed of the catalogue, as :meth:`of` takes them."""
        return next(iter(self.topics), None), next(iter(self.regions), None)

    @property
    def members(self) -> tuple["Selection", ...]:
        """The feeds of the catalogue that hold its items between them; without words, just its items."""
        return tuple(Selection.of(t, r) for t in self.topics or (None,) for r in self.regions or (None,))

    @property
    def path(self) -> str:
        """The feed's address below the base URL, without a format's suffix and without a query."""
        return "".join(f"/{scheme}/{'+'.join(slugs)}" for scheme, slugs in self.schemes) or "/all"

    @property
    def query(self) -> str:
        """What follows the path in the feed's address: ``?q=…``, or nothing."""
        return f"?q={quote_plus(self.words)}" if self.words else ""

    def address(self, suffix: str = "", period: "Period | None" = None) -> str:
        """Where the feed is below the base URL: its page; with a format's suffix, its current document or its archive
        of a period.
        """
        return f"{self.path}/{period}{suffix}{self.query}" if period else f"{self.path}{suffix}{self.query}"


ALL = Selection()


def selections_of(categories: tuple[Category, ...]) -> frozenset[Selection]:
    """Every feed in which an item with these categories stands."""
    topics = [None, *(c.slug for c in categories if c.scheme == TOPICS)]
    regions = [None, *(c.slug for c in categories if c.scheme == REGIONS)]
    return frozenset(Selection.of(topic, region) for topic in topics for region in regions)


class Span(StrEnum):
    """How much time an archive document covers."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


_DIGITS = {Span.YEAR: len("2016"), Span.MONTH: len("2016-04"), Span.DAY: len("2016-04-17")}
_DAYS = {Span.YEAR: 366, Span.MONTH: 31, Span.DAY: 1}
"""How long the longest is: so many days after its first day, the next one has begun."""


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar year, month or day: what one archive document of a feed covers.

    Build it through :meth:`of` or :meth:`parse`: equal periods are then equal values, with one name.
    """

    start: dt.date
    """Its first day."""
    span: Span

    @classmethod
    def of(cls, day: dt.date, span: Span) -> "Period":
        """The period that a day is in."""
        first = {Span.YEAR: day.replace(month=1, day=1), Span.MONTH: day.replace(day=1), Span.DAY: day}
        return cls(first[span], span)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read what :meth:`__str__` writes; raises ValueError for anything else, and where the calendar ends."""
        for span, length in _DIGITS.items():
            if len(text) == length:
                period = cls(dt.date.fromisoformat(f"{text}-01-01"[: len("2016-01-01")]), span)
                if str(period) == text and period.start.year < dt.MAXYEAR:
                    return period
        raise ValueError(f"expected a period such as 2016, 2016-04 or 2016-04-17, found {text!r}")

    def __str__(self) -> str:
        return self.start.isoformat()[: _DIGITS[self.span]]

    @property
    def end(self) -> dt.date:
        """The first day that is no longer in it."""
        return Period.of(self.start + timedelta(days=_DAYS[self.span]), self.span).start


class Tombstone(Protocol):
    """What the archive tells of an item that was withdrawn, as far as a feed repeats it."""

    @property
    def id(self) -> str: ...

    @property
    def withdrawn_at(self) -> datetime: ...

    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Feed:
    """What one document of a selection holds, in whatever format; a function of archive and settings alone.

    It is the current document, or one of the archive documents that hold the past (RFC 5005 section 4).
    """

    selection: Selection
    id: str
    title: str
    description: str
    updated: datetime
    """The newest item's; for an empty feed the configured date."""
    items: tuple[ArchivedItem, ...]
    """Newest first; one day's in the order of their bulletin."""
    period: Period | None = None
    """What an archive document covers; None for the current document."""
    previous: Period | None = None
    """The archive document with what comes before: of the current document, with the first item it has no room for."""
    next: Period | None = None
    """The archive document with what comes after this one."""
    withdrawn: tuple[Tombstone, ...] = ()
    """Items that would stand among these, newest withdrawal first."""
    brief: bool = False
    """Whether the items show their summaries in place of their texts."""


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes to publish at an address."""

    path: str
    """Below the base URL, with the format's suffix and the feed's query: ``/topics/mining.atom``."""
    media_type: str
    body: bytes
