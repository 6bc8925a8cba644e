"""Finding many phrases in one pass (Aho-Corasick): whole words only, whatever the number of phrases."""

from collections.abc import Callable, Mapping, Sequence
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar

import ahocorasick

from syndication.classify.folding import Written, fold


class Particular(Protocol):
    """A sense of a phrase: it may ask for certain letters."""

    @property
    def agrees(self) -> Callable[[str], bool] | None:
        """Whether words of the text, with their capitals, are meant; None: they always are."""


C = TypeVar("C")
S = TypeVar("S", bound=Particular)
T = TypeVar("T")

Hit: TypeAlias = tuple[int, int, T]
"""Where a phrase was met in a text, from its start up to its end, and what it is there.

A plain tuple: dozens are made for every item.
"""


class Phrase(NamedTuple):
    """Folded words to search for."""

    words: str
    any_ending: bool

    @classmethod
    def of(cls, words: str, *, any_ending: bool = False) -> "Phrase":
        """Words as a file writes them, without the star."""
        return cls(fold(words).strip(), any_ending)


class Matcher(Generic[C, S]):
    """Finds phrases in texts; each phrase may be a cue, and have senses, the strictest about its letters first.

    Blanks around a phrase are part of what is searched for, so whole words need no check afterwards.
    """

    def __init__(self, phrases: Mapping[Phrase, tuple[C | None, Sequence[S]]]) -> None:
        self._automaton = ahocorasick.Automaton()
        for (words, any_ending), (cue, senses) in phrases.items():
            key = f" {words}" if any_ending else f" {words} "
            first, agrees = (senses[0], senses[0].agrees) if senses else (None, None)
            self._automaton.add_word(key, (len(key) - 2, any_ending, cue, first, agrees, senses[1:]))
        if phrases:
            self._automaton.make_automaton()
        self._empty = not phrases

    def find(self, written: Written) -> tuple[list[Hit[C]], list[Hit[S]]]:
        """The cues, overlapping ones too; and of each phrase the first sense with whose letters the text agrees.

        These in reading order without overlap: the leftmost first, of those the longest, of those the exact word before
        the star. All in one loop, as it is gone through dozens of times for every item.
        """
        cues: list[Hit[C]] = []
        chosen: list[Hit[S]] = []
        if self._empty:
            return cues, chosen
        text, folded = written
        left = reached = 0  # the last one chosen; no later hit ends before it
        for end, (reach, any_ending, cue, sense, agrees, others) in self._automaton.iter(folded):
            start = end - reach
            if any_ending:
                end = folded.index(" ", end)
            if cue is not None:
                cues.append((start, end, cue))
            if sense is None or left < start < reached:
                continue
            if agrees is not None and not agrees(text[start:end]):
                sense = _find_agreeing(others, text[start:end])
                if sense is None:
                    continue
            if start <= left and not _make_room(start, chosen):
                continue
            chosen.append((start, end, sense))
            left, reached = start, end
        return cues, chosen


def _find_agreeing(senses: Sequence[S], words: str) -> S | None:
    return next((sense for sense in senses if sense.agrees is None or sense.agrees(words)), None)


def _make_room(start: int, chosen: list[Hit[S]]) -> bool:
    """Take back what a longer hit from there on holds, unless one further left reaches into it."""
    kept = len(chosen)
    while kept and chosen[kept - 1][0] >= start:
        kept -= 1
    if kept and chosen[kept - 1][1] > start:
        return False
    del chosen[kept:]
    return True
