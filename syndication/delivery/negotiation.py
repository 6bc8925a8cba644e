"""Which content coding a client gets: RFC 9110, section 12.5.3."""

import re
from collections.abc import Sequence
from functools import lru_cache

IDENTITY = "identity"
_ELEMENT = re.compile(  # section 12.4.2: a weight has at most three decimals
    r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:[ \t]*;[ \t]*[qQ]=(0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?))?"
)
_ALIASES = {"x-gzip": "gzip", "x-compress": "compress"}  # section 8.4.1
_UNLISTED = 0.0001
"""The weight of the plain form where the field says nothing of it: acceptable, below all that is asked for."""


def rank(field: str | None, codings: Sequence[str]) -> tuple[str, ...]:
    """The acceptable ones among ``codings``, best first; at equal weight in the order given.

    ``codings`` must hold ``identity``. Where nothing is acceptable it is the answer: the alternative, 406, would
    help nobody. So it is without the field: the client takes whatever coding, but does not say that it knows any.
    An element that does not follow the grammar is ignored; of two for one coding the lower weight counts.
    """
    return (IDENTITY,) if field is None else _rank(field, tuple(codings))


@lru_cache(256)  # clients send few values; header fields are bounded, so this is
def _rank(field: str, codings: tuple[str, ...]) -> tuple[str, ...]:
    weights = read_weights(field)
    weighed = {coding: weights.get(coding, _default(coding, weights)) for coding in codings}
    acceptable = (coding for coding in codings if weighed[coding] > 0)
    return tuple(sorted(acceptable, key=lambda coding: -weighed[coding])) or (IDENTITY,)


def _default(coding: str, weights: dict[str, float]) -> float:
    """The weight of a coding that is not listed."""
    return weights.get("*", _UNLISTED if coding == IDENTITY else 0.0)


def read_weights(field: str) -> dict[str, float]:
    """Name, in small letters, to weight, for the elements of a weighted list that follow the grammar."""
    weights: dict[str, float] = {}
    for element in field.split(","):
        if found := _ELEMENT.fullmatch(element.strip(" \t")):
            name = found[1].lower()
            coding, weight = _ALIASES.get(name, name), float(found[2] or 1)
            weights[coding] = min(weight, weights.get(coding, weight))
    return weights
