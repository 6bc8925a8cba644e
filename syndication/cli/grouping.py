"""Findings that are the same of many: one line for all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

_NAMED = 3


def tell_together(found: Iterable[tuple[str, str]], noun: str) -> Iterator[str]:
    """A line for each thing that is said, of pairs of where and what; of several places, how many (of the noun, in
    its plural) and the first few.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for where, what in found:
        places[what].append(where)
    for what, its in places.items():
        if len(its) == 1:
            yield f"{its[0]}: {what}"
        else:
            named = ", ".join(its[:_NAMED]) + (", …" if len(its) > _NAMED else "")
            yield f"{len(its):,} {noun} ({named}): {what}"
