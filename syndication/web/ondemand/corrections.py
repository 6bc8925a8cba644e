"""Feeds of corrections, made from what the archive tells of the items' past, in the site's own language."""

from collections.abc import Sequence
from typing import Protocol

from syndication.archive import Amendment
from syndication.classify import ListedTerms
from syndication.config import Settings
from syndication.feeds import Renderer, render_corrections
from syndication.formats import Format
from syndication.models import Document, Selection
from syndication.web.telling.corrections import name_corrections, tell_correction
from syndication.web.texts import load_texts


class Amendments(Protocol):
    """What such a feed needs of the archive."""

    def amendments(self, selection: Selection, limit: int) -> Sequence[Amendment]:
        """So many changes that readers of a feed saw, the last first."""


class Corrector:
    """Makes these documents for one site; keep it for as long as settings and taxonomy stay the same."""

    def __init__(self, archive: Amendments, settings: Settings, taxonomy: ListedTerms, renderer: Renderer) -> None:
        self._archive = archive
        self._settings = settings
        self._taxonomy = taxonomy
        self._renderer = renderer
        self._language = settings.site.language
        self._texts = load_texts(self._language)

    def compile(self, selection: Selection, form: Format) -> Document:
        """The document with the last changes, as many as ``feeds.items`` says."""
        found = self._archive.amendments(selection, self._settings.feeds.items)
        (document,) = render_corrections(
            selection,
            [tell_correction(each, self._taxonomy, self._texts, self._language) for each in found],
            self._renderer,
            self._settings,
            name=name_corrections(selection, self._taxonomy, self._texts, self._language),
            description=self._texts.say("corrections_hold"),
            formats=[form],
        )
        return document
