"""What subscribers must have been told: the archive's word after a cycle that ended well."""

from collections.abc import Iterator

from bench.reliability.soak.subscribers import Subscriber
from syndication.feeds import every_selection
from syndication.models import ALL, Selection
from syndication.service import Service

_ALL_ITEMS = 1_000_000


class Truth:
    """Known only while what is published is what the archive says; between a fault and its cure nobody can tell."""

    def __init__(self) -> None:
        self.withdrawn: set[str] = set()
        """Ids."""
        self._service: Service | None = None
        self._number = -1
        self._newest: dict[str, dict[str, str]] = {}
        self._everything: dict[str, set[str]] = {}

    def settle(self, service: Service) -> None:
        """A cycle has ended well."""
        self._service = service
        number = service.archive.change(ALL).number
        if number != self._number:
            self._number = number
            found = service.archive.newest_each(every_selection(service.taxonomy), service.settings.feeds.items)
            self._newest = {feed.path: {item.id: item.title for item in items} for feed, items in found.items()}
            self._everything = {}

    def unsettle(self) -> None:
        """The archive may have changed, and not all of it may be published."""
        self._service = None

    def judge(self, subscriber: Subscriber) -> Iterator[str]:
        """What a subscriber who has just polled should know otherwise."""
        if self._service is None:
            return
        newest = self._newest[subscriber.habit.feed]
        for id_, title in newest.items():
            if id_ not in subscriber.known:
                yield f"{id_}: missed"
            elif subscriber.known[id_].title != title:
                yield f"{id_}: still called {subscriber.known[id_].title!r}, is {title!r}"
        if subscriber.habit.follows and (missed := self._all_of(subscriber.habit.feed) - subscriber.known.keys()):
            yield f"{min(missed)} and {len(missed) - 1} more: missed by who follows the links"
        if told := self.withdrawn & subscriber.shown:
            yield f"{min(told)}: withdrawn, and shown"
        if subscriber.habit.suffix == ".atom" and (kept := self.withdrawn & subscriber.known.keys()):
            yield f"{min(kept)}: withdrawn, and no tombstone told"

    def _all_of(self, feed: str) -> set[str]:
        if feed not in self._everything and self._service:
            selection = next(each for each in every_selection(self._service.taxonomy) if each.path == feed)
            items = self._service.archive.newest(selection, _ALL_ITEMS)
            self._everything[feed] = {item.id for item in items}
        return self._everything[feed]


def find_lost(service: Service, places: set[str]) -> Iterator[str]:
    """Stories that the archive does not have once: ``places`` are those that it must have."""
    ids: dict[str, list[str]] = {}
    for item in service.archive.newest(Selection(), _ALL_ITEMS):
        ids.setdefault(item.summary.split()[0], []).append(item.id)
    yield from (f"{place}: lost" for place in sorted(places - ids.keys()))
    yield from (f"{place}: {len(its)} items: {its}" for place, its in ids.items() if len(its) > 1)
