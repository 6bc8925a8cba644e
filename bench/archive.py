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

_SYLLABLES = ("ba", "che", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "yu", "zan")
_TITLES = (
    "{name} and the question of {word}",
    "{word}: what {name} asks for",
    "In {region}, {name} waits for an answer on {word}",
    "A year after the promise to {name}, {region}",
    "{name} counts its losses",
    "Who decides on {word} in {region}?",
    "A new round of talks for {name}",
)
_WHO = (
    "the women of the market",
    "fishermen from the northern shore",
    "a delegation of eleven villages",
    "the teachers' federation",
    "nurses of the night shift",
    "two former ministers",
    "the assembly of tenants",
    "potato growers above the gorge",
    "the provincial council",
    "an inspector whom nobody had announced",
    "the widow of a bus driver",
    "students of geology",
    "the company's new director",
    "a judge of appeal",
    "the bishop's vicar",
    "herders on the high pastures",
    "the owners of the brick kilns",
    "a committee of elders",
    "engineers from the capital",
    "the harbour master",
    "the youngest of the councillors",
    "volunteers with borrowed scales",
    "the association of river pilots",
    "weavers who had walked for three days",
)
_DID = (
    "asked once more for an answer on",
    "published {number} pages of testimony about",
    "walked out of the talks on",
    "signed an agreement about",
    "put forward {number} questions concerning",
    "doubted every figure that was given for",
    "demanded that the treasury pay for",
    "burned their own petition about",
    "gave the radio an interview on",
    "promised to report by autumn on",
    "counted {number} households hurt by",
    "lost a lawsuit over",
    "won a stay of execution in the dispute about",
    "refused to sit at one table with those who profit from",
    "compared notes with neighbours on",
    "sent a telegram, the {number}th, about",
    "mapped what remains of",
    "took the floor for an hour to explain",
    "found no trace in the archives of",
    "painted the wall of the town hall with verses about",
)
_WHEN = (
    "before the rains set in",
    "while the road was closed for {number} hours",
    "on the eve of Saint John's day",
    "in a hall without electricity",
    "{number} days after the deadline",
    "as the price of fertiliser doubled",
    "though the bridge had been washed away",
    "without a lawyer and without an interpreter",
    "under the eyes of forty policemen",
    "for the first time in a generation",
    "at half past four in the morning",
    "and nobody contradicted",
    "with a quarter of the money that was voted",
    "against the advice of the ombudsman",
    "because an earlier survey had been mislaid",
    "until a hailstorm ended the meeting",
    "in front of visitors from abroad",
    "despite a fever that had emptied the school",
    "by {number} votes to nine",
    "once the harvest of quinces was in",
)
_WHERE = (
    "in {name}",
    "on the outskirts of {name}",
    "between {name} and the lake",
    "at the weir below {name}",
    "outside the clinic of {name}",
    "along the old railway to {name}",
    "in the upper quarter of {name}",
    "at the ferry of {name}",
)
_CHARACTERS = 240
"""Of an item's text, on average: as the labelled items (230) and the samples (245) have them."""


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

    def bulletin(self, number: int) -> Bulletin:
        """One bulletin; those after the archive's last are new ones, of the days that follow."""
        first = number * ITEMS_IN_BULLETIN
        return Bulletin(number, tuple(self._make(first + place, number, place) for place in range(ITEMS_IN_BULLETIN)))

    @property
    def next_number(self) -> int:
        """The number of the first bulletin that the archive does not hold."""
        return -(-self.size // ITEMS_IN_BULLETIN)

    def _make(self, number: int, bulletin: int, place: int) -> ClassifiedItem:
        chance = random.Random(number)  # noqa: S311 (no secret; the same for ever)
        topics = self._choose(chance, TOPICS, list(self._words), (1, 1, 2, 2, 3))
        regions = self._choose(chance, REGIONS, list(self._regions), (0, 1, 1, 1, 2))
        words = {slug: chance.choice(self._words[slug]) for slug in topics}
        names = {slug: self._regions[slug] for slug in regions}
        title, paragraphs = _tell(chance, _name(number), list(words.values()), list(names.values()))
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
        if number >= self.size:
            return LAST_DAY + timedelta(days=1 + (number - self.size) // ITEMS_IN_BULLETIN)
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


def _name(number: int) -> str:
    """A name of a place that no other item has."""
    syllables = [_SYLLABLES[number >> shift & 15] for shift in range(0, max(12, number.bit_length()), 4)]
    return "".join(syllables).title()


def _tell(
    chance: random.Random, name: str, words: Sequence[str], regions: Sequence[str]
) -> tuple[str, tuple[str, ...]]:
    """A title, and a text of one or two paragraphs that names all the words and regions."""
    region = " and ".join(regions) or "the capital"
    opening = _say(chance, name, " and ".join(words))
    sentences = [f"In {region}, {opening[0].lower()}{opening[1:]}"]
    while sum(map(len, sentences)) < _CHARACTERS * chance.uniform(0.4, 1.1):
        sentences.append(_say(chance, name, chance.choice(words)))
    title = chance.choice(_TITLES).format(name=name, region=region, word=words[0])
    parts = min(len(sentences), chance.choice((1, 1, 1, 2)))
    return title[:1].upper() + title[1:], tuple(" ".join(sentences[part::parts]) for part in range(parts))


def _say(chance: random.Random, name: str, subject: str) -> str:
    """A sentence; who speaks, and what was counted, is met once only, as in real news."""
    who, did, when, where = (chance.choice(parts) for parts in (_WHO, _DID, _WHEN, _WHERE))
    told = (
        f"{who} {did} {subject} {where}, {when}, says {_name(chance.getrandbits(16))} {_name(chance.getrandbits(20))}."
    )
    sentence = told.format(name=name, number=chance.randint(12, 9_000))
    return sentence[:1].upper() + sentence[1:]


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
