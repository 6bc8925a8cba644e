"""What every view draws on: settings, taxonomy, texts, the archive to read in, and the documents."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from flask import current_app, request

from syndication.classify import ListedTerms
from syndication.config import Settings
from syndication.delivery import Desk, Library
from syndication.web.graphics.outlines import Outlines
from syndication.web.ondemand.allowance import Allowance
from syndication.web.ondemand.keeping import Keeping
from syndication.web.ondemand.unpublished import OnDemand
from syndication.web.reading_room import ReadingRoom
from syndication.web.texts import Texts

EXTENSION = "syndication"
ANSWERING = frozenset({"/build", "/embed"})
"""Pages that do nothing but answer what is asked by a form."""
LANGUAGE = "syndication.language"
"""Where a request's environment tells its language, if that is not the site's own."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that a view needs, made once by the application's factory."""

    settings: Settings
    taxonomy: ListedTerms
    outlines: Outlines | None
    """Of the regions, for the map."""
    reading_room: ReadingRoom
    on_demand: OnDemand
    pages: Keeping
    """Pages as they were made last."""
    library: Library
    desk: Desk
    """What answers for the library before Flask is asked."""
    allowance: Allowance
    """What is made for each client."""
    texts_by_language: Mapping[str, Texts]
    """The site's own language first."""
    prefix: str
    """Path of the base URL: ``https://example.org/news`` serves everything below ``/news``."""
    is_export: bool
    """Whether pages become files, so that nobody answers ``?q=``, ``?sort=`` or ``?page=``."""

    @property
    def max_age(self) -> int:
        """Seconds for which a reply is good: until the inbox is looked at again."""
        return self.settings.inbox.interval_seconds

    @property
    def language(self) -> str:
        """The language of the page that is asked for."""
        return cast(str, request.environ.get(LANGUAGE, self.settings.site.language))

    @property
    def texts(self) -> Texts:
        return self.texts_by_language[self.language]

    def offers(self, path: str) -> bool:
        """Whether there is the page at a path: an export lacks those that do nothing but answer."""
        return not (self.is_export and path in ANSWERING)

    def page_size(self, usual: int) -> int:
        """How many feeds of a list stand on a page: in an export, where nobody turns pages, all there are."""
        return sys.maxsize if self.is_export else usual

    def absolute(self, path: str) -> str:
        return f"{self.settings.site.base_url}{path}"

    def internal(self, path: str) -> str:
        """The link to what has no language: documents, static files, addresses for machines."""
        return f"{self.prefix}{path}"

    def link(self, path: str) -> str:
        """The link to a page, in the language of the page that is asked for."""
        return self.internal(self.localised(path, self.language))

    def localised(self, path: str, language: str) -> str:
        """The address of a page in a language, below the base URL."""
        return path if language == self.settings.site.language else localise(path, language)

    def translations(self, path: str) -> dict[str, str]:
        """Language to the address of a page in it; the site's own first."""
        return {language: self.localised(path, language) for language in self.texts_by_language}


def localise(path: str, language: str) -> str:
    """The address of a page, with its query, in a further language."""
    return prefix_of(language) + (path.removeprefix("/") if path[:2] in ("/", "/?") else path)


def prefix_of(language: str) -> str:
    """What stands before the addresses of pages in a further language."""
    return f"/{language.lower()}"


def shelf() -> Shelf:
    """The shelf of the application that is answering."""
    return cast(Shelf, current_app.extensions[EXTENSION])
