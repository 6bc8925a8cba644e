"""Which items a feed holds, and its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote_plus

from syndication.models.categories import REGIONS, SCHEMES, TOPICS, Category
from syndication.models.dates import Period


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
        return _write_path(self.schemes)

    @property
    def query(self) -> str:
        """What follows the path in the feed's address: ``?q=…``, or nothing."""
        return f"?q={quote_plus(self.words)}" if self.words else ""

    def address(self, suffix: str = "", period: Period | None = None) -> str:
        """Where the feed is below the base URL: its page; with a format's suffix, its current document or its archive
        of a period.
        """
        return f"{self.path}/{period}{suffix}{self.query}" if period else f"{self.path}{suffix}{self.query}"

    def corrections_address(self, suffix: str = "") -> str:
        """Where the feed of what changed in the items is, in a format; words do not count, and all stand at the top."""
        return f"{self.path if self.terms else ''}/corrections{suffix}"


@lru_cache(4_096)
def _write_path(schemes: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    return "".join(f"/{scheme}/{'+'.join(slugs)}" for scheme, slugs in schemes) or "/all"


ALL = Selection()


def selections_of(categories: tuple[Category, ...]) -> frozenset[Selection]:
    """Every feed in which an item with these categories stands."""
    topics = [None, *(c.slug for c in categories if c.scheme == TOPICS)]
    regions = [None, *(c.slug for c in categories if c.scheme == REGIONS)]
    return frozenset(Selection.of(topic, region) for topic in topics for region in regions)
