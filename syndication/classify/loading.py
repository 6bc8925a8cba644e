"""Reading a taxonomy from its folder: every fault of every file at once, with file, key and line."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from syndication.classify.folding import fold
from syndication.classify.names import NAMES_SUFFIX, read_names
from syndication.classify.taxonomy import ListedTerms, Sense, Taxonomy
from syndication.classify.vocabulary import Entry, Kind, Letters, Scheme, Vocabulary
from syndication.config.checking import check, line_of, read_json, read_table
from syndication.errors import ConfigError, Fault
from syndication.models import SCHEMES, Term

PLAIN = "word"
"""The kind of an entry that names none."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file of the taxonomy, with its text for the lines of faults."""

    scheme: str
    """The scheme whose file includes it, or is it."""
    path: Path
    text: str
    content: Vocabulary

    def fault(self, message: str, *location: str | int) -> Fault:
        """Blame the place in the file to which a key path leads."""
        if self.path.suffix == NAMES_SUFFIX:
            return Fault(str(self.path), str(location[-1]), message, int(location[1]) + 2)  # below the table's head
        return Fault(str(self.path), ".".join(map(str, location)), message, line_of(self.text, location))


def load_taxonomy(folder: Path) -> Taxonomy:
    """Read ``topics.toml``, ``regions.toml`` and the files that they include; raises as :func:`read_sources` does."""
    return assemble(read_sources(folder))


def load_terms(folder: Path) -> ListedTerms:
    """Read the categories alone, from ``topics.toml`` and ``regions.toml``: a thirtieth of the work.

    Raises ConfigError with the faults of these two files; what they include is not read.
    """
    errors: list[ConfigError] = []
    sources = [source for scheme in SCHEMES for source in _read_scheme(folder, scheme, errors, with_included=False)]
    _raise_all(errors, chain.from_iterable(map(_faults_of_terms, sources)))
    return ListedTerms({scheme: _terms(scheme, content) for scheme, content in _schemes(sources).items()})


def read_sources(folder: Path) -> list[Source]:
    """Read the files of a taxonomy.

    Raises ConfigError with every fault of all files: what the declarations refuse, slugs and kinds that are
    not there, slugs given twice, words claimed twice.
    """
    errors: list[ConfigError] = []
    sources = [source for scheme in SCHEMES for source in _read_scheme(folder, scheme, errors)]
    _raise_all(errors, _faults(sources))
    return sources


def _raise_all(errors: Iterable[ConfigError], faults: Iterable[Fault]) -> None:
    """Raise one ConfigError with the faults of all errors, or where there are none with these further ones, if any."""
    if all_faults := [fault for error in errors for fault in error.faults] or list(faults):
        raise ConfigError(all_faults)


def assemble(sources: list[Source]) -> Taxonomy:
    """Make a taxonomy of files in which no fault was found."""
    schemes = _schemes(sources)
    kinds = _kinds(sources)
    return Taxonomy(
        listed={scheme: _terms(scheme, content) for scheme, content in schemes.items()},
        choosing={scheme: content.choosing for scheme, content in schemes.items()},
        senses=tuple(s for source in sources for entry in source.content.entries for s in _senses(entry, kinds)),
        rules=tuple(rule for source in sources for rule in source.content.rules),
        joins=frozenset(fold(word) for content in schemes.values() for word in content.joins),
        lessons={
            scheme: tuple(lesson for source in sources if source.scheme == scheme for lesson in source.content.lessons)
            for scheme in schemes
        },
        wordings={source.scheme: source.content.wording for source in sources if source.content.wording},
    )


def _schemes(sources: list[Source]) -> dict[str, Scheme]:
    return {source.scheme: source.content for source in sources if isinstance(source.content, Scheme)}


def _read_scheme(
    folder: Path, scheme: str, errors: list[ConfigError], *, with_included: bool = True
) -> Iterator[Source]:
    """The scheme's file and the files it includes, as far as they can be read; what cannot goes to ``errors``."""
    path = folder / f"{scheme}.toml"
    try:
        text, table = read_table(path)
    except ConfigError as error:
        errors.append(error)
        return
    included = table.get("include", ()) if with_included else ()
    readers: list[Callable[[], Source]] = [
        lambda: Source(scheme, path, text, check(Scheme, table, source=str(path), text=text))
    ]
    readers += [partial(_read_included, scheme, folder / name) for name in included if isinstance(name, str)]
    for read in readers:
        try:
            yield read()
        except ConfigError as error:
            errors.append(error)


def _read_included(scheme: str, path: Path) -> Source:
    if path.suffix == NAMES_SUFFIX:
        return Source(scheme, path, "", read_names(path))
    text, table = read_json(path) if path.suffix == ".json" else read_table(path)
    return Source(scheme, path, text, check(Vocabulary, table, source=str(path), text=text))


def _kinds(sources: list[Source]) -> dict[str, Kind]:
    return {PLAIN: Kind()} | {name: kind for source in sources for name, kind in source.content.kinds.items()}


def _terms(scheme: str, content: Scheme) -> tuple[Term, ...]:
    return tuple(Term(scheme, term.slug, term.labels, term.point, term.bounds) for term in content.terms)


def _senses(entry: Entry, kinds: Mapping[str, Kind]) -> Iterator[Sense]:
    kind = kinds[entry.kind]
    weighed = {(scheme, slug): weight for scheme, slug, weight in (*_weights(kind), *_weights(entry))}
    weights = tuple((scheme, slug, weight) for (scheme, slug), weight in weighed.items())
    letters = entry.letters or kind.letters
    alone = kind.alone if entry.alone is None else entry.alone
    whole = kind.whole if entry.whole is None else entry.whole
    for word in entry.words:
        yield Sense(
            word=word.removesuffix("*"),
            any_ending=word.endswith("*"),
            kind=entry.kind,
            letters=letters,
            alone=alone,
            whole=whole,
            weights=weights,
        )


def _weights(given: Kind | Entry) -> Iterator[tuple[str, str, float]]:
    for scheme in SCHEMES:
        for slug, weight in getattr(given, scheme).items():
            yield scheme, slug, weight


# --- faults that no single declaration can see --------------------------------------------------------


def _faults(sources: list[Source]) -> Iterator[Fault]:
    kinds = _kinds(sources)
    known = {(scheme, term.slug) for scheme, content in _schemes(sources).items() for term in content.terms}
    for source in sources:
        yield from _faults_of_terms(source)
        yield from _faults_of_references(source, known, kinds)
    yield from _faults_of_claims(sources, kinds)


def _faults_of_terms(source: Source) -> Iterator[Fault]:
    if not isinstance(source.content, Scheme):
        return
    seen: set[str] = set()
    for number, term in enumerate(source.content.terms):
        if term.slug in seen:
            yield source.fault(f"slug {term.slug!r} stands twice; each category needs its own", "terms", number, "slug")
        seen.add(term.slug)


def _faults_of_references(source: Source, known: set[tuple[str, str]], kinds: Mapping[str, Kind]) -> Iterator[Fault]:
    for name, kind in source.content.kinds.items():
        yield from _unknown_slugs(source, kind, known, "kinds", name)
    for number, entry in enumerate(source.content.entries):
        yield from _unknown_slugs(source, entry, known, "entries", number)
        if entry.kind not in kinds:
            yield source.fault(f"expected a kind of {_listed(kinds)}, found {entry.kind!r}", "entries", number, "kind")
    for number, rule in enumerate(source.content.rules):
        for name in sorted(set(rule.kinds) - set(kinds)):
            yield source.fault(f"expected kinds of {_listed(kinds)}, found {name!r}", "rules", number, "kinds")
    for number, lesson in enumerate(source.content.lessons):
        for slug in sorted({lesson.term, *lesson.beside} - {slug for scheme, slug in known if scheme == source.scheme}):
            message = f"{slug!r} is none of the {source.scheme}; have the script write the lessons again"
            yield source.fault(message, "lessons", number)
    for slug in source.content.wording.terms if source.content.wording else ():
        if (source.scheme, slug) not in known:
            message = f"{slug!r} is none of the {source.scheme}; have the script write the file again"
            yield source.fault(message, "wording", "terms")


def _unknown_slugs(
    source: Source, given: Kind | Entry, known: set[tuple[str, str]], *location: str | int
) -> Iterator[Fault]:
    for scheme, slug, _ in _weights(given):
        if (scheme, slug) not in known:
            message = f"{slug!r} is none of the {scheme}; correct the spelling or add a term to {scheme}.toml"
            yield source.fault(message, *location, scheme)


def _listed(names: Mapping[str, Kind]) -> str:
    return ", ".join(sorted(names))


def _faults_of_claims(sources: list[Source], kinds: Mapping[str, Kind]) -> Iterator[Fault]:
    """A word may have two meanings only where conditions keep them apart."""
    first: dict[tuple[str, bool, Letters], tuple[Source, int]] = {}
    for source in sources:
        for number, entry in enumerate(source.content.entries):
            if entry.kind not in kinds:
                continue
            for sense in _senses(entry, kinds):
                word = sense.word if sense.letters is Letters.EXACT else fold(sense.word).strip()
                claim = (word, sense.any_ending, sense.letters)
                there, index = first.setdefault(claim, (source, number))
                if (there, index) != (source, number):
                    where = there.fault("", "entries", index, "words")
                    message = f"{sense.word!r} is claimed twice, first in {where.source}:{where.line}; keep one of them"
                    yield source.fault(message, "entries", number, "words")
