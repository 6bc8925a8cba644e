"""What every view draws on: settings, taxonomy, texts, the archive to read in, and the documents."""

from dataclasses import dataclass
from typing import cast

from flask import current_app

from syndication.classify import Taxonomy
from syndication.config import Settings
from syndication.delivery import Library
from syndication.web.ondemand import OnDemand
from syndication.web.reading_room import ReadingRoom
from syndication.web.texts import Texts

EXTENSION = "syndication"


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that a view needs, made once by the application's factory."""

    settings: Settings
    taxonomy: Taxonomy
    reading_room: ReadingRoom
    on_demand: OnDemand
    library: Library
    texts: Texts
    prefix: str
    """Path of the base URL: ``https://example.org/news`` serves everything below ``/news``."""

    @property
    def max_age(self) -> int:
        """Seconds for which a reply is good: until the inbox is looked at again."""
        return self.settings.inbox.interval_seconds

    def absolute(self, path: str) -> str:
        return f"{self.settings.site.base_url}{path}"

    def internal(self, path: str) -> str:
        return f"{self.prefix}{path}"


def shelf() -> Shelf:
    """The shelf of the application that is answering."""
    return cast(Shelf, current_app.extensions[EXTENSION])
