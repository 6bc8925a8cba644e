"""The words of the interface: a folder a language, in it a file an area."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from syndication.config import Settings
from syndication.errors import ConfigError, Fault
from syndication.models import Precision, SourceDate

FALLBACK = "en"
COMMON = "common.toml"
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Texts:
    """What a page says besides the news themselves."""

    language: str
    """The tag of the language that they are in."""
    words: dict[str, str]
    counts: dict[str, list[str]]
    months: list[str]

    def say(self, key: str, **values: object) -> str:
        """The text of a key with its places filled in; raises KeyError for an unknown key."""
        return self.words[key].format(**values)

    def knows(self, key: str) -> bool:
        return key in self.words

    def count(self, key: str, n: int) -> str:
        """A number with its noun: ``1 item``, ``2 items``."""
        one, many = self.counts[key]
        return (one if n == 1 else many).format(n=self.number(n))

    def number(self, n: int) -> str:
        """A number as the language writes it: ``20,000``."""
        return f"{n:,}".replace(",", self.say("thousands"))

    def date(self, date: SourceDate) -> str:
        """A source's date, no more exact than the source gives it."""
        key = "month" if date.precision is Precision.MONTH else "day"
        return self.say(key, day=date.day.day, month=self.months[date.day.month - 1], year=date.day.year)

    def day(self, instant: datetime) -> str:
        """The day of an aware time."""
        return self.date(SourceDate(instant.date()))

    def instant(self, instant: datetime) -> str:
        """An aware time in UTC."""
        return self.say("instant", date=self.day(instant), time=f"{instant:%H:%M}")


def load_all_texts(settings: Settings) -> Mapping[str, Texts]:
    """Language tag to texts, the site's own language first; raises ConfigError for a further one without texts."""
    site = settings.site
    if unknown := [language for language in site.languages if not _folder_of(language).is_dir()]:
        there = ", ".join(sorted(folder.name for folder in files(__name__).iterdir() if (folder / COMMON).is_file()))
        message = f"expected languages in which there are texts ({there}), found {', '.join(unknown)}; leave that out"
        raise ConfigError([Fault(str(settings.folder / "syndication.toml"), "site.languages", message)])
    return {language: load_texts(language) for language in (site.language, *site.languages)}


def load_texts(language: str) -> Texts:
    """The texts for a language tag: of its primary language (``es`` for ``es-PE``), else the English ones.

    A language is a folder with one file an area, merged; raises ValueError for a key that two files have.
    """
    language = language if _folder_of(language).is_dir() else FALLBACK
    texts = Texts(language, {}, {}, [])
    for file in sorted(_folder_of(language).iterdir(), key=lambda file: file.name):
        content = tomllib.loads(file.read_text("utf-8"))
        _merge(texts.words, content.get("words", {}), file.name)
        _merge(texts.counts, content.get("counts", {}), file.name)
        texts.months.extend(content.get("months", ()))
    return texts


def _folder_of(language: str) -> Traversable:
    return files(__name__) / language.partition("-")[0]


def _merge(texts: dict[str, V], more: dict[str, V], file: str) -> None:
    if twice := texts.keys() & more.keys():
        raise ValueError(f"{file}: expected keys of its own, found {', '.join(sorted(twice))} of another file")
    texts |= more
