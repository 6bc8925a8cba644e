"""Text as its words: what stays of it when accents, case, punctuation and damage are taken away."""

import re
import unicodedata
from functools import cached_property, lru_cache

_LOOKALIKES = str.maketrans(
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγεικνορτυχ" + "АВЕКМНОРСТУХавекморстух",  # Greek, Cyrillic
    "ABEZHIKMNOPTYXayeikvoptux" + "ABEKMHOPCTYXabekmopctyx",
)
"""A damaged page can hold a foreign letter inside a word; to a reader it is the Latin one."""

_ELLIPSIS = re.compile(r"(?:\.{3}|…)[\s\])]*$")
_APOSTROPHES = re.compile(r"['’‘`´]")
_BEYOND_ASCII = re.compile(r"([^\x00-\x7f]{1,64})")
_WORD = re.compile(r"[^\W_]+")

_LONGEST_WORD = 64
"""Characters by which a word is found: PostgreSQL indexes none of more than 2,046 bytes."""

_COMMON_WORDS = """
about after against also been before between from have into more most news over than that their them then there
these they this those under what when where which while will with would
como con contra cuando desde donde entre esta este estos hacia hasta para pero sobre tras
"""
_COMMON = frozenset(_COMMON_WORDS.split())
"""Words of four letters and more that tell no story from another, in English and Spanish."""


def fold(text: str) -> tuple[str, ...]:
    """The words of a text, in small letters without accents: ``"Tía María's…"`` gives ``tia marias``."""
    parts = _BEYOND_ASCII.split(_APOSTROPHES.sub("", text))
    parts[::2] = map(str.lower, parts[::2])
    parts[1::2] = map(_fold_letters, parts[1::2])
    return tuple(_WORD.findall("".join(parts)))


def fold_to_search(text: str) -> tuple[str, ...]:
    """The words of a text to be searched, or searched for: :func:`fold` changes them no more, and none is endless.

    :func:`fold` takes look-alikes before it takes case: of ``Γ`` it makes ``γ``, and only of that ``y``. It stays so,
    because the ids of items follow from it.
    """
    words = fold(text)
    while (again := fold(" ".join(words))) != words:
        words = again
    return tuple(word[:_LONGEST_WORD] for word in words)


@lru_cache(4096)  # a language has few such letters, and to take one apart costs as much as all else
def _fold_letters(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).translate(_LOOKALIKES).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def significant(words: tuple[str, ...]) -> frozenset[str]:
    """The words that say what a text is about."""
    return frozenset(word for word in words if len(word) >= 4 and word not in _COMMON)


class Passage:
    """A text to compare: its words, and whether a teaser's ellipsis cut it short."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = fold(text)

    @cached_property
    def is_cut(self) -> bool:
        return _ELLIPSIS.search(self.text) is not None

    @cached_property
    def significant(self) -> frozenset[str]:
        return significant(self.words)

    def __len__(self) -> int:
        return len(self.words)

    def begins(self, other: "Passage") -> bool:
        """Whether the other text goes on where this one stops; the last word of a cut text may be cut itself."""
        length = len(self.words)
        if not length:
            return True
        if length > len(other.words) or self.words[: length - 1] != other.words[: length - 1]:
            return False
        if self.words[-1] == other.words[length - 1]:
            return True
        return self.is_cut and other.words[length - 1].startswith(self.words[-1])

    def shared(self, other: "Passage") -> float:
        """How much of the shorter text's matter the other has too, from 0 to 1."""
        fewer = min(len(self.significant), len(other.significant))
        return len(self.significant & other.significant) / fewer if fewer else 0.0
