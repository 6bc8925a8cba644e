"""Every document that an archive gives, each with the items that went into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from syndication.feeds import Compiler, every_selection, render_opml
from syndication.models import ALL, ArchivedItem, Period, Selection
from syndication.service import Service


@dataclass(frozen=True, slots=True)
class Specimen:
    """A document, and what a reader should find in it."""

    address: str
    body: bytes
    items: tuple[ArchivedItem, ...]
    is_archive: bool = False
    """Whether it is a document of the past (RFC 5005, section 4)."""

    @property
    def suffix(self) -> str:
        path = self.address.partition("?")[0]
        return path[path.rindex(".") :]


def every_specimen(service: Service) -> Iterator[Specimen]:
    """The catalogue, each feed's current documents and all its archive documents, and those of unions and a search."""
    catalogue = render_opml(every_selection(service.taxonomy), service.settings, service.taxonomy)
    yield Specimen(catalogue.path, catalogue.body, ())
    compiler = Compiler(service.archive, service.settings, service.taxonomy, service.renderer)
    for selection in (*every_selection(service.taxonomy), *some_on_demand(service)):
        yield from _current(service, compiler, selection)
        yield from _archived(service, compiler, selection)


def some_on_demand(service: Service) -> Iterator[Selection]:
    """The four fullest topics, in two pairs; the two fullest regions; both; a search."""
    counted = service.archive.counts()
    fullest = sorted(counted.keys() - {ALL}, key=lambda found: (-counted[found].items, found.path))
    topics = [found.topics[0] for found in fullest if not found.regions][:4]
    regions = [found.regions[0] for found in fullest if not found.topics][:2]
    yield Selection.union(topics[:2])
    yield Selection.union(topics[2:])
    yield Selection.union(regions=regions)
    yield Selection.union(topics[:2], regions)
    yield Selection.union(topics[:1], words="the")


def _current(service: Service, compiler: Compiler, selection: Selection) -> Iterator[Specimen]:
    items = service.archive.newest(selection, service.settings.feeds.items)
    yield from (Specimen(each.path, each.body, tuple(items)) for each in compiler.compile_current(selection))


def _archived(service: Service, compiler: Compiler, selection: Selection) -> Iterator[Specimen]:
    by_period: dict[Period, list[ArchivedItem]] = {}
    for item in service.archive.within(selection, date.min, date.max):
        by_period.setdefault(Period.of(item.date.day, service.settings.feeds.history), []).append(item)
    for period, items in by_period.items():
        documents = compiler.compile_period(selection, period) or ()
        yield from (Specimen(each.path, each.body, tuple(items), is_archive=True) for each in documents)
