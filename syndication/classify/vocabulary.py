"""What a taxonomy's files may hold: terms, kinds, entries and rules, each declared once with its help.

The same declarations serve every scheme. Entries are words that speak for categories (or, with none given,
words that are swallowed so that nothing inside them is heard); rules weigh a mention by what stands near it.
"""

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from syndication.classify.folding import fold
from syndication.config.settings import Section
from syndication.config.values import Number, Truth, Whole

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Weight = Annotated[Number, Field(gt=0, le=10)]


class Letters(StrEnum):
    """How the letters of the text must stand for a word to be met."""

    ANY = "any"
    CAPITAL = "capital"
    """A capital somewhere in the words: names, but not the ordinary words that they are made of."""
    SMALL = "small"
    """No capital anywhere: ordinary words, but not the names that look like them (march, March)."""
    EXACT = "exact"
    """Capitals and small letters as written in the entry: abbreviations."""


def _holds_letters(word: str) -> str:
    if not fold(word).strip():
        raise ValueError(f"expected a word with letters or digits, found {word!r}")
    return word


def _with_weights(given: Any) -> Any:
    """A list of slugs is short for a table in which each weighs 1."""
    return dict.fromkeys(given, 1.0) if isinstance(given, (list, tuple)) else given


Word = Annotated[str, AfterValidator(_holds_letters)]
Weights = Annotated[dict[str, Weight], BeforeValidator(_with_weights)]


Latitude = Annotated[Number, Field(ge=-90, le=90)]
Longitude = Annotated[Number, Field(ge=-180, le=180)]
Point = tuple[Latitude, Longitude]


def _in_order(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    south, west, north, east = bounds
    if south >= north or west >= east:
        raise ValueError(f"expected south, west, north, east in this order, found {list(bounds)}")
    return bounds


Bounds = Annotated[tuple[Latitude, Longitude, Latitude, Longitude], AfterValidator(_in_order)]


class TermRecord(Section):
    """A category: its slug stands in addresses and never changes."""

    slug: Slug = Field(description="Name in addresses: small letters a-z, digits, hyphens.")
    labels: dict[str, str] = Field(min_length=1, description="Name for readers, by language tag.")
    point: Point | None = Field(None, description="Latitude and longitude in degrees (WGS 84).")
    bounds: Bounds | None = Field(
        None, description="South, west, north, east in degrees: its places lie within; check finds those that do not."
    )


class Choosing(Section):
    """How the scores of a scheme become the categories of an item."""

    at_least: Number = Field(1.0, gt=0, description="A category needs this score.")
    first_at_least: Number = Field(0.5, gt=0, description="The best category needs only this score.")
    shares: tuple[Annotated[Number, Field(ge=0, le=1)], ...] = Field(
        (), description="What part of the best one's score the second needs, the third, ... (the last for all further)."
    )
    most: Whole | None = Field(None, ge=1, description="No more than so many categories; without it, no limit.")
    chance_at_least: Number = Field(
        0.5, gt=0, lt=1, description="Where labelled items have taught lessons: a further category needs this chance."
    )
    further: Number = Field(0.5, ge=0, le=1, description="What each further word counts, against the one before it.")
    narrow: Truth = Field(
        False,
        description="Whether words for several categories speak only for those that narrower words of the item name.",
    )
    title: Number = Field(1.0, ge=0, description="Factor for words in the title.")
    summary: Number = Field(1.0, ge=0, description="Factor for words in the text.")
    caption: Number = Field(0.5, ge=0, description="Factor for words in an image's caption.")


class Kind(Section):
    """What entries of one sort have in common."""

    letters: Letters = Field(Letters.ANY, description="any, capital, small or exact.")
    alone: Truth = Field(True, description="Whether such words count without a cue or other words for the category.")
    whole: Truth = Field(False, description="Whether such words speak for all their categories, whatever is narrower.")
    topics: Weights = Field({}, description="Topics that every word of the kind speaks for.")
    regions: Weights = Field({}, description="Regions that every word of the kind speaks for.")


class Entry(Section):
    """Words with one meaning. A word may end in ``*``: any ending will do."""

    words: tuple[Word, ...] = Field(min_length=1, description="Spellings, inflections, translations.")
    kind: str = Field("word", description="Name of a kind.")
    topics: Weights = Field({}, description="Topics that the words speak for, with weights; a list weighs 1 each.")
    regions: Weights = Field({}, description="Regions that the words speak for.")
    letters: Letters | None = Field(None, description="Instead of the kind's.")
    alone: Truth | None = Field(None, description="Instead of the kind's.")
    whole: Truth | None = Field(None, description="Instead of the kind's.")
    point: Point | None = Field(None, description="Latitude and longitude, where the words name a place.")


class Rule(Section):
    """Weighs a mention by its surroundings; every condition given must hold, one phrase of each list is enough."""

    name: Word = Field(description="What the rule is called where it is reported.")
    kinds: tuple[str, ...] = Field(min_length=1, description="Kinds of entries that it is for.")
    before: tuple[Word, ...] = Field((), description="Phrases that stand right before the mention.")
    after: tuple[Word, ...] = Field((), description="Phrases that stand right after the mention.")
    sentence: tuple[Word, ...] = Field((), description="Phrases anywhere in the mention's sentence.")
    listed: Truth = Field(False, description="Only for a mention that stands in a list of names.")
    lists: Truth = Field(False, description="Whether the phrase is for a whole list of names ('in A, B and C').")
    times: Number = Field(1.0, ge=0, le=10, description="Factor for the mention's weight; 0 silences it.")
    stands: Truth = Field(False, description="Whether a word that does not count alone counts here.")


class Lesson(Section):
    """What labelled items taught about a category: points for it and, below zero, against it. A script writes it."""

    term: Slug = Field(description="Slug of the category.")
    start: Number = Field(description="Points to begin with.")
    score: Number = Field(0.0, description="Points for each unit of its score.")
    capped: Number = Field(0.0, description="Points for each unit of its score up to 2.")
    title: Number = Field(0.0, description="Points for each unit of the score that its words in the title have alone.")
    share: Number = Field(0.0, description="Points for its score as a part of the best one's.")
    beside: dict[str, Number] = Field({}, description="Points for each unit, up to 3, of another category's score.")
    words: dict[str, Number] = Field({}, description="Points for words of the vocabulary, in small letters.")


HUNDREDTHS = 100
"""The figures of a wording are whole numbers, as they are short to write and quick to add."""
Figure = Annotated[Whole, Field(ge=-1_000_000, le=1_000_000)]


class Wording(Section):
    """What labelled items taught about all words of a text. A script writes it."""

    title: Whole = Field(1, ge=1, le=10, description="How many times a word in the title counts.")
    first: Whole = Field(1, ge=1, le=10, description="How many times a word in the first sentence of the text counts.")
    terms: tuple[Slug, ...] = Field(description="Slugs of the categories, one for each column of points.")
    words: dict[str, tuple[Figure, ...]] = Field(
        description="Each word, folded, with how rare it is and its points for each category, in hundredths."
    )

    @model_validator(mode="after")
    def _rows_are_whole(self) -> Self:
        expected = len(self.terms) + 1
        for word, figures in self.words.items():
            if len(figures) != expected or figures[0] < 1:
                raise ValueError(f"expected {expected} figures for {word!r}, the first above 0, found {list(figures)}")
        return self


class Vocabulary(Section):
    """A file of entries, rules and lessons that a scheme's file includes."""

    kinds: dict[str, Kind] = Field({}, description="Kinds of entries, by name.")
    entries: tuple[Entry, ...] = Field((), description="Words and what they speak for.")
    rules: tuple[Rule, ...] = Field((), description="Rules of context.")
    lessons: tuple[Lesson, ...] = Field((), description="What labelled items taught; a script writes them.")
    wording: Wording | None = Field(None, description="What they taught about all words of a text.")


class Scheme(Vocabulary):
    """The file of a scheme: its terms, how they are chosen, and where its words are."""

    include: tuple[str, ...] = Field(
        (), description="Files beside this one: .toml with entries, .csv with names, .json as .toml."
    )
    joins: tuple[Word, ...] = Field((), description="Words that may stand between the names of one list.")
    choosing: Choosing = Choosing()
    terms: tuple[TermRecord, ...] = Field(min_length=1, description="The categories, in the order for readers.")
