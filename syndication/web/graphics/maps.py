"""The regions as a map, or as tiles where a site has no outlines: how strongly each is shaded, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

from syndication.batches import cut
from syndication.models import Selection, Term
from syndication.web.graphics.outlines import Outlines

LEVELS = 5
"""Shades besides that of nothing: as many as an eye tells apart."""


@dataclass(frozen=True, slots=True)
class Shade:
    """A line of the legend."""

    level: int
    """From 1, or 0 for none, to LEVELS."""
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Region:
    """A region with its number."""

    selection: Selection
    items: int
    level: int


@dataclass(frozen=True, slots=True)
class RegionMap:
    """All that the home page shows of the regions."""

    regions: tuple[Region, ...]
    """In the taxonomy's order."""
    legend: tuple[Shade, ...]
    outlines: Outlines | None
    drawn: tuple[tuple[Region, str], ...]
    """Regions with their paths; none where there are no outlines."""
    tiles: tuple[tuple[Region, ...], ...]
    """Rows from north to south, each from west to east; none where there are outlines."""


def lay_out_map(terms: Sequence[Term], counts: Mapping[Selection, int], outlines: Outlines | None) -> RegionMap:
    """The map of these regions, shaded by ``counts`` (0 for a region that is not among them)."""
    selections = {term.slug: Selection.of(region=term.slug) for term in terms}
    legend = make_legend(max((counts.get(each, 0) for each in selections.values()), default=0))
    regions = {
        slug: Region(selection, counts.get(selection, 0), _level(counts.get(selection, 0), legend))
        for slug, selection in selections.items()
    }
    drawn = [(regions[slug], path) for slug, path in outlines.paths.items()] if outlines else []
    rows = [] if outlines else arrange_tiles(terms)
    return RegionMap(
        regions=tuple(regions.values()),
        legend=legend,
        outlines=outlines,
        drawn=tuple(drawn),
        tiles=tuple(tuple(regions[term.slug] for term in row) for row in rows),
    )


def make_legend(most: int) -> tuple[Shade, ...]:
    """Shades for numbers up to ``most``, narrow for the small ones, of which there are many; fewer where few do."""
    bounds = sorted({-(-most * part**2 // LEVELS**2) for part in range(1, LEVELS + 1)} - {0})
    levels = [ceil(LEVELS * number / len(bounds)) for number in range(1, len(bounds) + 1)]
    below = [0, *bounds]
    shades = [Shade(level, below[n] + 1, bounds[n]) for n, level in enumerate(levels)]
    return Shade(0, 0, 0), *shades


def arrange_tiles(terms: Sequence[Term]) -> list[list[Term]]:
    """Regions in rows, about as many as stand in one: as they lie where all have a point, else in their order."""
    size = max(1, ceil(sqrt(len(terms))))
    points = {term.slug: term.point for term in terms if term.point}
    if len(points) < len(terms):
        return list(cut(terms, size))
    southward = sorted(terms, key=lambda term: -points[term.slug][0])
    return [sorted(row, key=lambda term: points[term.slug][1]) for row in cut(southward, size)]


def _level(items: int, legend: Sequence[Shade]) -> int:
    return next(shade.level for shade in legend if items <= shade.most)
