"""Which addresses there are: selections that the taxonomy knows, their spellings, and names that come near."""

import difflib
import re

from syndication.classify import ListedTerms
from syndication.models import ALL, REGIONS, SCHEMES, TOPICS, Selection

_BETWEEN_SLUGS = re.compile("[+, ]+")
"""The plus of an address, and what becomes of it on the way: a space where it was read as a form's, a comma by hand."""
_REGION_FIRST = re.compile(f"^(/{REGIONS}/[^/.]+)(/{TOPICS}/[^/.]+)")
_UNION = re.compile(f"(/(?:{'|'.join(SCHEMES)})/)([^/.]+)")
MOST_MEMBERS = 64
"""Feeds of the catalogue that a union may be made of: each costs a look into the archive."""


def is_known(selection: Selection, taxonomy: ListedTerms) -> bool:
    """Whether every term asked for is in the taxonomy; then it has a feed, be it empty."""
    return all(taxonomy.term(scheme, slug) for scheme, slug in selection.terms)


def broader(selection: Selection) -> tuple[Selection, ...]:
    """The selections that hold all its items and more."""
    without_words = Selection(selection.topics, selection.regions)
    wider = {without_words, Selection(topics=selection.topics), Selection(regions=selection.regions), ALL}
    return tuple(sorted(wider - {selection}, key=lambda wide: wide.path))


def narrower(selection: Selection, scheme: str, taxonomy: ListedTerms) -> tuple[Selection, ...]:
    """The selections with one more term, of a scheme in which it has none yet; none of a search."""
    if selection.words:
        return ()
    slugs = [term.slug for term in taxonomy.terms(scheme)]
    if scheme == TOPICS and not selection.topics:
        return tuple(Selection((slug,), selection.regions) for slug in slugs)
    if scheme == REGIONS and not selection.regions:
        return tuple(Selection(selection.topics, (slug,)) for slug in slugs)
    return ()


def single(scheme: str, slug: str) -> Selection:
    """The selection of one category alone."""
    return Selection.of(topic=slug) if scheme == TOPICS else Selection.of(region=slug)


def page_address(selection: Selection, page: int) -> str:
    """The address of a page of a feed's items, counted from 1."""
    joint = "&" if selection.query else "?"
    return selection.address() + (f"{joint}page={page}" if page > 1 else "")


def canonical(path: str) -> str:
    """An address in small letters, with single slashes and none at the end; schemes and terms in their order."""
    plain = re.sub("/+", "/", f"/{path}").rstrip("/").lower() or "/"
    ordered = _REGION_FIRST.sub(r"\2\1", plain)
    return _UNION.sub(lambda found: found[1] + "+".join(read_union(found[2])), ordered)


def read_union(text: str) -> tuple[str, ...]:
    """The slugs of a part of an address, ``b+a``: each once, sorted."""
    return tuple(sorted(set(filter(None, _BETWEEN_SLUGS.split(text)))))


def near(path: str, taxonomy: ListedTerms) -> tuple[Selection, ...]:
    """Feeds whose slug or name resembles a part of an address that leads nowhere, best first."""
    asked = re.split(r"[/.]+", path.lower()[:200])
    names: dict[str, Selection] = {}
    for scheme in SCHEMES:
        for term in taxonomy.terms(scheme):
            spellings = (term.slug, *(label.lower() for label in term.labels.values()))
            names |= dict.fromkeys(spellings, single(scheme, term.slug))
    found = [names[name] for part in asked for name in difflib.get_close_matches(part, names, n=3, cutoff=0.6)]
    return tuple(dict.fromkeys(found))[:5]


def words_of(path: str) -> str:
    """The words of an address's last part, to search for where it leads nowhere."""
    last = path.lower()[:200].rstrip("/").rpartition("/")[2].partition(".")[0]
    return " ".join(filter(str.isalpha, re.split(r"[\W_]+", last)))
