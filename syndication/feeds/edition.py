"""What documents are made of besides the archive: one digest, which is another when any of it is."""

import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

from syndication.config import Settings
from syndication.feeds.gathering import Terms
from syndication.models import SCHEMES

_SOURCES = (
    *("feeds", "formats.py", "models", "text.py"),
    *("web/ondemand/corrections.py", "web/telling/events.py", "web/texts"),
)
"""What writes documents: modules, and the words that feeds of corrections take from the pages."""


def digest_edition(settings: Settings, taxonomy: Terms) -> str:
    """SHA-256, hexadecimal, of the program, the settings that documents show and the taxonomy's terms."""
    terms = [
        (term.scheme, term.slug, sorted(term.labels.items()), term.point, term.box)
        for scheme in SCHEMES
        for term in taxonomy.terms(scheme)
    ]
    shown = (settings.site, settings.feeds, settings.inbox.interval_seconds)
    program = (version("syndication"), _digest_own_sources())
    return hashlib.sha256(repr((program, shown, terms)).encode()).hexdigest()


def digest_sources(package: Traversable) -> str:
    """SHA-256, hexadecimal, of what writes documents in this package: the version stands still between releases."""
    digest = hashlib.sha256()
    for module in _find_sources(package.joinpath(name) for name in _SOURCES):
        source = module.read_bytes()
        digest.update(f"{module.name} {len(source)}\n".encode() + source)
    return digest.hexdigest()


@cache
def _digest_own_sources() -> str:
    return digest_sources(files("syndication"))


def _find_sources(places: Iterable[Traversable]) -> Iterable[Traversable]:
    """The files in these places, in an order that no file system decides."""
    for place in sorted(places, key=lambda each: each.name):
        if place.is_dir():
            yield from _find_sources(place.iterdir())
        elif place.name.endswith((".py", ".toml")):
            yield place
