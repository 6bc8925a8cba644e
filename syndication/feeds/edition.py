"""What documents are made of besides the archive: one digest, which is another when any of it is."""

import hashlib
from importlib.metadata import version

from syndication.config import Settings
from syndication.feeds.gathering import Terms
from syndication.models import SCHEMES


def digest_edition(settings: Settings, taxonomy: Terms) -> str:
    """SHA-256, hexadecimal, of the program's version, the settings that documents show and the taxonomy's terms."""
    terms = [
        (term.scheme, term.slug, sorted(term.labels.items()), term.point, term.box)
        for scheme in SCHEMES
        for term in taxonomy.terms(scheme)
    ]
    shown = (settings.site, settings.feeds, settings.inbox.interval_seconds)
    return hashlib.sha256(repr((version("syndication"), shown, terms)).encode()).hexdigest()
