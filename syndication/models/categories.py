"""Topics and regions, and why an item has one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

TOPICS = "topics"
REGIONS = "regions"
SCHEMES = (TOPICS, REGIONS)
"""The category schemes, in the order in which they stand in an address."""


class Evidence(NamedTuple):
    """Words that speak for a category. A tuple, as dozens are made for every item."""

    term: str
    """The words as they stand in the text."""
    where: str
    """``title``, ``summary`` or ``caption``."""
    scheme: str
    slug: str
    weight: float


@dataclass(frozen=True, slots=True)
class Category:
    """A term of a scheme that an item has, with its reasons."""

    scheme: str
    slug: str
    score: float
    evidence: tuple[Evidence, ...] = ()
    decided_by: str = "rules"
    """``rules``, or ``person`` for a correction."""


@dataclass(frozen=True, slots=True)
class Term:
    """A category that the configuration knows: a topic or a region."""

    scheme: str
    slug: str
    labels: Mapping[str, str] = field(hash=False)
    """Language tag to name."""
    point: tuple[float, float] | None = None
    """Latitude and longitude in degrees (WGS 84), where the term is a place."""
    box: tuple[float, float, float, float] | None = None
    """South, west, north and east of what it covers, in degrees, where that is known."""

    def label(self, language: str) -> str:
        """The name in a language (``es`` serves ``es-PE``), else in English, else in whatever language there is."""
        for tag in (language, language.partition("-")[0], "en"):
            if tag in self.labels:
                return self.labels[tag]
        return next(iter(self.labels.values()))
