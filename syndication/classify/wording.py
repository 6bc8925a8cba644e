"""What all words of a text say of each category, whether a vocabulary names them or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt

from syndication.classify.folding import fold
from syndication.classify.tallying import Tally
from syndication.classify.vocabulary import Wording
from syndication.models import Evidence

_TELLING = 0.5
"""Words with fewer points for a category are no reason worth showing."""
_SHOWN = 3


class Hearing:
    """A wording, ready to be applied to texts."""

    def __init__(self, wording: Wording) -> None:
        self.times = {"title": wording.title, "summary": 1}
        """How many times a word counts, by part of the item."""
        self.rows = wording.words
        self.columns = {slug: column for column, slug in enumerate(wording.terms, 1)}
        self.telling = {
            slug: frozenset(word for word, row in wording.words.items() if row[column] >= _TELLING * row[0])
            for slug, column in self.columns.items()
        }
        """By slug the words that may tell enough to be shown."""
        self._terms = wording.terms
        rows = {word: (rarity * rarity, *points) for word, (rarity, *points) in wording.words.items()}
        self._tally = Tally(rows, len(wording.terms) + 1)

    def hear(self, title: str, summary: str) -> "Heard":
        """Weigh the words of an item: each once, rare ones more, those of the title ``Wording.title`` times."""
        tally, times = self._tally, self.times["title"]
        folded = fold(title), fold(summary)
        in_title = tally.known(set(folded[0].split()))
        elsewhere = tally.known(set(folded[1].split())) - in_title
        above, below = tally.add(in_title), tally.add(elsewhere)
        length = sqrt(tally.read(above * times * times + below)[0]) or 1.0
        _, *points = tally.read(above * times + below)
        said = {slug: found / length for slug, found in zip(self._terms, points, strict=True)}
        texts = {"title": (title, folded[0], in_title), "summary": (summary, folded[1], elsewhere)}
        return Heard(self, texts, length, said)


@dataclass(frozen=True, slots=True)
class Heard:
    """The known words of one item, and what they come to."""

    hearing: Hearing
    texts: Mapping[str, tuple[str, str, frozenset[str]]]
    """Each part of the item, as it is and folded, and its known words; a word of the title is none of the text's."""
    length: float
    """By what points are divided, so that a long text says no more than a short one."""
    points: Mapping[str, float]
    """By slug; for a category or, below zero, against it."""

    def reasons(self, scheme: str, slug: str, known: Iterable[Evidence]) -> list[Evidence]:
        """The few words that say most for a category and are not among its reasons yet, the most first."""
        hearing = self.hearing
        if slug not in hearing.columns:
            return []
        telling, column = hearing.telling[slug], hearing.columns[slug]
        found = [
            (points, word, part)
            for part, (*_, words) in self.texts.items()
            for word in words & telling
            if (points := hearing.rows[word][column] * hearing.times[part] / self.length) >= _TELLING
        ]
        if not found:
            return []
        told = set(fold(" ".join(piece.term for piece in known)).split())
        untold = sorted((piece for piece in found if piece[1] not in told), key=lambda piece: (-piece[0], piece[1]))
        return [
            Evidence(_as_written(word, *self.texts[part][:2]), part, scheme, slug, round(points, 3))
            for points, word, part in untold[:_SHOWN]
        ]


def _as_written(word: str, text: str, folded: str) -> str:
    start = f" {folded} ".index(f" {word} ")
    return text[start : start + len(word)]
