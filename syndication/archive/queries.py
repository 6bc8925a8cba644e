"""What somebody searches for: words and phrases, in the one form that stands in an address."""

import re
from dataclasses import dataclass
from enum import StrEnum

from syndication.archive.words import fold_to_search

MOST_TERMS = 8
"""Words and phrases in one search: each costs the database a look."""
LONGEST = 200
"""Characters in the words that are looked for. Quotes and stars are not among them: so a canonical form is never too
long, though it has quotes where ``tía-maría`` was typed.
"""
LONGEST_TYPED = 1000
"""Characters that we read at all."""
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
"""What telephones and other languages write in the place of a plain quotation mark."""
_PARTS = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Limit(StrEnum):
    """What of a search is bounded."""

    TYPED = "characters in a search"
    TERMS = "words or phrases to search for"
    WORDS = "characters to search for"


class QueryError(ValueError):
    """A search that is longer than we answer; the message says what is expected."""

    def __init__(self, limit: Limit, most: int, found: int) -> None:
        super().__init__(f"expected at most {most:,} {limit}, found {found:,}")
        self.limit, self.most, self.found = limit, most, found


@dataclass(frozen=True, slots=True, order=True)
class Asked:
    """A word, or words that follow each other."""

    words: tuple[str, ...]
    """Folded: small letters without accents."""
    is_beginning: bool = False
    """Whether the last word may go on: ``protest*``."""

    def __str__(self) -> str:
        text = " ".join(self.words) + "*" * self.is_beginning
        return f'"{text}"' if len(self.words) > 1 else text


def read_query(text: str) -> tuple[Asked, ...]:
    """What a search asks for, all of it, each once and sorted; none where the text has no word.

    ``tía-maría mining protest*`` asks for the phrase *tia maria*, the word *mining* and a word that begins with
    *protest*. Nothing else has a meaning of its own. Raises QueryError for more than we answer.
    """
    text = text.translate(_QUOTES)
    if len(text) > LONGEST_TYPED:
        raise QueryError(Limit.TYPED, LONGEST_TYPED, len(text))
    found = {asked for phrase, word in _PARTS.findall(text) if (asked := _read_part(phrase or word)).words}
    if len(found) > MOST_TERMS:
        raise QueryError(Limit.TERMS, MOST_TERMS, len(found))
    if (length := len(" ".join(word for asked in found for word in asked.words))) > LONGEST:
        raise QueryError(Limit.WORDS, LONGEST, length)
    return tuple(sorted(found))


def canonical_words(text: str) -> str:
    """The one form of a search, whatever its spelling and order, which is its own canonical form.

    Raises QueryError as :func:`read_query` does, never for what it returned.
    """
    return " ".join(map(str, read_query(text)))


def _read_part(text: str) -> Asked:
    return Asked(fold_to_search(text), text.endswith("*"))
