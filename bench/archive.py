"""Made-up archives of any size: always the same items, as bulletin files or as what is read from them.

The words are ours, the names of topics and regions those of the site's taxonomy. Item number n of an archive of a
given size is the same whoever asks for it, so that the peers' input and ours are made apart and hold the same.
"""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from bench.telling import name_place, tell
from syndication.classify import Taxonomy
from syndication.models import (
    REGIONS,
    TOPICS,
    Category,
    ClassifiedItem,
    Evidence,
    Item,
    Reading,
    SourceDate,
)

ITEMS_IN_BULLETIN = 10
LAST_DAY = date(2025, 12, 31)
SPAN = timedelta(days=30 * 365)
"""What an archive of any size covers: a larger one has more items a month."""
_NEW = 1_000_000
"""Number of the first new bulletin: beyond those of the largest archive."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """Ten items, oldest first, as the page that an editor drops into the inbox."""

    number: int
    items: tuple[ClassifiedItem, ...]

    @property
    def name(self) -> str:
        return f"bulletin-{self.number:06}.txt"

    @property
    def url(self) -> str:
        return f"https://bulletins.example/news/{self.number}"

    @property
    def text(self) -> str:
        """The file, in the shape of a text list (docs/bulletins.md)."""
        items = "\n".join(f"• {_set(entry.item)}" for entry in self.items)
        return f"# URL: {self.url}\n{items}"

    @property
    def reading(self) -> Reading:
        """What reading and classifying the file would give, without the cost of either."""
        dates = [entry.item.date.day for entry in self.items if entry.item.date]
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return Reading(self.name, digest, self.url, self.items, as_of=max(dates))


class MadeArchive:
    """So many items, in bulletins of ten, over thirty years up to :data:`LAST_DAY`; bulletins go on after that."""

    def __init__(self, size: int, taxonomy: Taxonomy) -> None:
        self.size = size
        self._regions = {term.slug: term.label("en") for term in taxonomy.terms(REGIONS)}
        self._words = _words_of(taxonomy)
        self._weights = {scheme: _weigh(len(taxonomy.terms(scheme))) for scheme in (TOPICS, REGIONS)}

    def bulletins(self) -> Iterator[Bulletin]:
        """The archive's bulletins, the oldest first."""
        return (self.bulletin(number) for number in range(-(-self.size // ITEMS_IN_BULLETIN)))

    def new_bulletin(self, place: int) -> Bulletin:
        """A bulletin of the days after the archive: the same ones for an archive of any size."""
        return self.bulletin(_NEW + place)

    def bulletin(self, number: int) -> Bulletin:
        """A bulletin of the archive, or a new one."""
        first = number * ITEMS_IN_BULLETIN
        return Bulletin(number, tuple(self._make(first + place, number, place) for place in range(ITEMS_IN_BULLETIN)))

    def _make(self, number: int, bulletin: int, place: int) -> ClassifiedItem:
        chance = random.Random(number)  # noqa: S311 (no secret; the same for ever)
        topics = self._choose(chance, TOPICS, list(self._words), (1, 1, 2, 2, 3))
        regions = self._choose(chance, REGIONS, list(self._regions), (0, 1, 1, 1, 2))
        words = {slug: chance.choice(self._words[slug]) for slug in topics}
        names = {slug: self._regions[slug] for slug in regions}
        title, paragraphs = tell(chance, name_place(number), list(words.values()), list(names.values()))
        item = Item(
            title=title,
            paragraphs=paragraphs,
            date=SourceDate(self._day(number)),
            url=None,
            page_url=f"https://bulletins.example/news/{bulletin}",
            source=f"bulletin-{bulletin:06}.txt",
            line=2 + place,
        )
        found = [*_categories(TOPICS, words), *_categories(REGIONS, names)]
        return ClassifiedItem(item, tuple(found))

    def _choose(self, chance: random.Random, scheme: str, slugs: Sequence[str], counts: Sequence[int]) -> list[str]:
        """So many different terms of a scheme as one of ``counts`` says, some terms far oftener than others."""
        drawn = chance.choices(slugs, cum_weights=self._weights[scheme], k=chance.choice(counts))
        return list(dict.fromkeys(drawn))

    def _day(self, number: int) -> date:
        """Spread evenly; what comes after the archive is of the days after it."""
        if number >= _NEW * ITEMS_IN_BULLETIN:
            return LAST_DAY + timedelta(days=1 + number // ITEMS_IN_BULLETIN - _NEW)
        return LAST_DAY - SPAN * ((self.size - 1 - number) / self.size)


def _words_of(taxonomy: Taxonomy) -> dict[str, list[str]]:
    """Some words that speak for each topic, and for no other."""
    words: dict[str, list[str]] = defaultdict(list)
    for term in taxonomy.terms(TOPICS):
        words[term.slug].append(term.label("en").lower())
    for sense in taxonomy.senses:
        if len(sense.weights) == 1 and sense.weights[0][0] == TOPICS and sense.alone and not sense.any_ending:
            words[sense.weights[0][1]].append(sense.word)
    return words


def _weigh(number: int) -> list[float]:
    """Cumulated weights of so many terms: the first is met some eight times as often as the last of twenty."""
    return list(accumulate(1 / rank**0.7 for rank in range(1, number + 1)))


def _categories(scheme: str, words: dict[str, str]) -> list[Category]:
    return [
        Category(scheme, slug, 2.0, (Evidence(word, "summary", scheme, slug, 2.0),)) for slug, word in words.items()
    ]


def _set(item: Item) -> str:
    """An item as a text list shows it."""
    assert item.date  # noqa: S101 (every made item has one)
    day = item.date.day
    paragraphs = "\n\n".join(f"    {paragraph}" for paragraph in item.paragraphs)
    return f"{item.title}\n\n    {day.day} {day:%B %Y}\n\n{paragraphs}\n"
