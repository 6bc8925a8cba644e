"""Stories whose head a source has mended: another title, and on one date other opening words, over a text that stays.

Nothing that one word tells apart, such as the next notice of a series, is taken for that: what is new in the title must
be told of in the text that stays, and that must be long, and end no other story of its page.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Row

from syndication.archive.words import fold, significant

_WORDS_THAT_STAY = 20
"""Fewer can stand under any title, such as where to read more."""
_SHARE_THAT_STAYS = 0.6
_ENDING = 40
"""Characters by which texts that may have the same rest are found."""


def find_mended_heads(before: Iterable[Row[Any]], now: Iterable[Row[Any]]) -> Iterator[tuple[Row[Any], Row[Any]]]:
    """What one content of a source shows, each with what the next shows in its place with another head."""
    ours, theirs = _by_ending(before), _by_ending(now)
    for ending in ours.keys() & theirs.keys():
        old, new = ours[ending], theirs[ending]
        if old is not None and new is not None and _has_mended_head(old, new):
            yield old, new


def _has_mended_head(old: Row[Any], new: Row[Any]) -> bool:
    """Whether a source that shows one variant in the place of another has mended its title over a text that stays.

    Under another date all of the text stays; on one, most of it, and not the opening, by which they are one anyway.
    """
    if old.title_key == new.title_key:
        return False
    if old.date == new.date:
        return old.opening_key != new.opening_key and _fits(old.title, new.title, _find_rest(old, new))
    return bool(old.paragraphs == new.paragraphs and _fits(old.title, new.title, fold(" ".join(new.paragraphs))))


def _by_ending(rows: Iterable[Row[Any]]) -> Mapping[str, Row[Any] | None]:
    """How texts end, to the row that ends so; None where several do."""
    found: dict[str, dict[int, Row[Any]]] = defaultdict(dict)
    for row in rows:
        if row.paragraphs:
            found[row.paragraphs[-1][-_ENDING:]][row.variant_id] = row
    return {ending: next(iter(its.values())) if len(its) == 1 else None for ending, its in found.items()}


def _find_rest(old: Row[Any], new: Row[Any]) -> tuple[str, ...]:
    """The words with which both texts end; none where these are too few of them."""
    ours, theirs = fold(" ".join(old.paragraphs)), fold(" ".join(new.paragraphs))
    same = 0
    while same < min(len(ours), len(theirs)) and ours[-1 - same] == theirs[-1 - same]:
        same += 1
    return theirs[len(theirs) - same :] if same >= _SHARE_THAT_STAYS * max(len(ours), len(theirs)) else ()


def _fits(former: str, title: str, rest: tuple[str, ...]) -> bool:
    """Whether a text that stays tells of more than half of what is new in its title; numbers make a series."""
    before, now = fold(former), fold(title)
    fresh = significant(now) - significant(before)
    told = fresh.intersection(rest)
    return len(rest) >= _WORDS_THAT_STAY and _numbers(before) == _numbers(now) and len(told) * 2 > len(fresh)


def _numbers(words: tuple[str, ...]) -> set[str]:
    return {word for word in words if any(letter.isdigit() for letter in word)}
