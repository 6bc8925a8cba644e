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

_SOURCES = ("feeds", "formats.py", "models", "text.py")
"""The modules that write documents."""


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
    for module in sorted(_find_modules(package.joinpath(name) for name in _SOURCES), key=lambda found: found.name):
        source = module.read_bytes()
        digest.update(f"{module.name} {len(source)}\n".encode() + source)
    return digest.hexdigest()


@cache
def _digest_own_sources() -> str:
    return digest_sources(files("syndication"))


def _find_modules(places: Iterable[Traversable]) -> Iterable[Traversable]:
    for place in places:
        yield from [place] if place.is_file() else (each for each in place.iterdir() if each.name.endswith(".py"))
