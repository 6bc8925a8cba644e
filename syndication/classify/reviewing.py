"""What in a taxonomy is probably wrong, though it can be used as it is; and rules that do nothing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from syndication.classify.classifier import Classifier
from syndication.classify.loading import Source, assemble, read_sources
from syndication.classify.vocabulary import Bounds, Entry, Point, Rule, Scheme
from syndication.errors import Fault
from syndication.models import SCHEMES
from syndication.progress import Progress

BoundsOf = Mapping[tuple[str, str], Bounds]
"""Scheme and slug to the bounds of the term, where it has any."""


def review(folder: Path) -> list[Fault]:
    """Terms without a name in some language, places outside the bounds of their region.

    Raises ConfigError for a taxonomy that cannot be loaded.
    """
    sources = read_sources(folder)
    return [*_unnamed(sources), *_misplaced(sources)]


def _unnamed(sources: Sequence[Source]) -> Iterator[Fault]:
    """A term must have a name in every language in which another has one."""
    schemes = [(source, source.content) for source in sources if isinstance(source.content, Scheme)]
    languages = dict.fromkeys(tag for _, scheme in schemes for term in scheme.terms for tag in term.labels)
    for source, scheme in schemes:
        for number, term in enumerate(scheme.terms):
            if missing := [tag for tag in languages if tag not in term.labels]:
                message = f"{term.slug!r} has no name in {', '.join(missing)}, as other terms have; add it"
                yield source.fault(message, "terms", number, "labels")


def _misplaced(sources: Sequence[Source]) -> Iterator[Fault]:
    """A place must lie in one of the regions that it speaks for, a region's own point in the region."""
    bounds_of = {
        (source.scheme, term.slug): term.bounds
        for source in sources
        if isinstance(source.content, Scheme)
        for term in source.content.terms
        if term.bounds
    }
    for source in sources:
        if isinstance(source.content, Scheme):
            for number, term in enumerate(source.content.terms):
                its = [(source.scheme, term.slug)]
                yield from _outside(term.point, its, bounds_of, source, "terms", number, "point")
        for number, entry in enumerate(source.content.entries):
            yield from _outside(entry.point, _spoken_for(entry), bounds_of, source, "entries", number, "point")


def _spoken_for(entry: Entry) -> list[tuple[str, str]]:
    return [(scheme, slug) for scheme in SCHEMES for slug in getattr(entry, scheme)]


def _outside(
    point: Point | None, terms: Iterable[tuple[str, str]], bounds_of: BoundsOf, source: Source, *location: str | int
) -> Iterator[Fault]:
    bounded = [term for term in terms if term in bounds_of]
    if point is None or not bounded or any(_contains(bounds_of[term], point) for term in bounded):
        return
    latitude, longitude = point
    names = ", ".join(slug for _, slug in bounded)
    message = f"{latitude:g}, {longitude:g} lies outside the bounds of {names}; mend the one or the other"
    yield source.fault(message, *location)


def _contains(bounds: Bounds, point: Point) -> bool:
    south, west, north, east = bounds
    latitude, longitude = point
    return south <= latitude <= north and west <= longitude <= east


# --- rules that do nothing ----------------------------------------------------------------------------


def find_idle_rules(
    folder: Path,
    texts: Sequence[tuple[str, str]],
    progress: Progress[Rule] = iter,
) -> Iterator[Fault]:
    """Blame the rules without which every text (title, summary) gets the same categories for the same reasons.

    Raises ConfigError for a taxonomy that cannot be loaded.
    """
    sources = read_sources(folder)
    where = {id(rule): (source, number) for source in sources for number, rule in enumerate(source.content.rules)}
    taxonomy = assemble(sources)
    classifier = Classifier(taxonomy)
    answers = [classifier.classify(*text) for text in texts]
    for rule in progress(taxonomy.rules):
        classify_without = classifier.without(rule).classify
        if all(classify_without(*text) == answer for text, answer in zip(texts, answers, strict=True)):
            source, number = where[id(rule)]
            yield source.fault(f"the rule {rule.name!r} changes nothing in any item of the archive", "rules", number)
