"""Subscribers, each with a habit, and what each of them holds against what it is told."""

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Protocol

from bench.reliability.soak.documents import Entry, Parsed, TornError, parse

HOURLY, DAILY, WEEKLY = 1, 24, 168
_CONDITIONS = ("etag", "date", "delta", "none")


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answers."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Server(Protocol):
    """Whoever answers requests."""

    def get(self, address: str, headers: Mapping[str, str]) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Habit:
    """How a subscriber polls."""

    feed: str
    """Its path, without a format."""
    suffix: str
    hours: int
    """Between two polls."""
    first: int
    """Hour of the first poll."""
    minute: int
    condition: str
    """What it remembers of the last reply, and sends: a tag, a date, a tag with A-IM: feed, or nothing."""
    follows: bool
    """Whether it follows the links to older documents."""
    packed: bool
    """Whether it takes gzip."""

    def is_due(self, hour: int) -> bool:
        return hour >= self.first and (hour - self.first) % self.hours == 0

    def __str__(self) -> str:
        older = ", follows prev-archive" if self.follows else ""
        return f"{self.feed}{self.suffix} every {self.hours} h by {self.condition}{older}"


def make_habits(number: int, feeds: list[str], chance: Random) -> list[Habit]:
    """Habits of all kinds; who follows links to the end does not do so every hour."""
    habits: list[Habit] = []
    for place in range(number):
        suffix = (".atom", ".rss", ".json")[place % 3]
        hours = (HOURLY, DAILY, DAILY, WEEKLY)[place % 4]
        follows = hours > HOURLY and suffix != ".json"
        condition = _CONDITIONS[place // 2 % 4]
        habits.append(
            Habit(
                feed=feeds[0] if place % 4 == 1 else chance.choice(feeds),
                suffix=suffix,
                hours=hours,
                first=chance.randrange(hours),
                minute=chance.randrange(60),
                condition=condition,
                follows=follows,
                packed=chance.random() < 0.5,
            )
        )
    return habits


@dataclass
class _Kept:
    """What is remembered of the last reply of an address."""

    etag: str = ""
    date: str = ""
    older: str | None = None


@dataclass
class Subscriber:
    """Somebody who polls a feed, keeps what it was told, and complains."""

    habit: Habit
    known: dict[str, Entry] = field(default_factory=dict)
    """By id: all that it was told and that was not withdrawn."""
    shown: set[str] = field(default_factory=set)
    """Ids that the last current document showed, or what was new in it."""
    is_put_off: bool = False
    """Whether it was told at its last poll that something is not there now (503)."""
    polls: int = 0
    not_modified: int = 0
    ids: dict[str, str] = field(default_factory=dict)
    """Place to the id under which its story came."""
    _kept: dict[str, _Kept] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"{self.habit.feed}{self.habit.suffix}"

    def poll(self, server: Server) -> Iterator[str]:
        """Ask once; yields what is wrong with the answer.

        Who follows the links (RFC 5005, section 4) does so to the end: late news may stand in any document.
        """
        self.is_put_off = False
        address: str | None = self.address
        while address is not None:
            yield from self._hear(address, self._ask(server, address))
            kept = self._kept.get(address)
            address = kept.older if kept and self.habit.follows else None

    def _ask(self, server: Server, address: str) -> Reply:
        self.polls += 1
        kept, headers = self._kept.get(address, _Kept()), {"User-Agent": "soak"}
        if self.habit.packed:
            headers["Accept-Encoding"] = "gzip"
        if self.habit.condition in ("etag", "delta") and kept.etag:
            headers["If-None-Match"] = kept.etag
        if self.habit.condition == "date" and kept.date:
            headers["If-Modified-Since"] = kept.date
        if self.habit.condition == "delta":
            headers["A-IM"] = "feed"
        return server.get(address, headers)

    def _hear(self, address: str, reply: Reply) -> Iterator[str]:
        if reply.status == 304:
            self.not_modified += 1
            if address not in self._kept:
                yield f"{address}: 304 for who has nothing"
            return
        if reply.status == 503:
            self.is_put_off = True
        if reply.status not in (200, 226):
            yield f"{address}: answered with {reply.status}"
            return
        try:
            body = gzip.decompress(reply.body) if reply.headers.get("Content-Encoding") == "gzip" else reply.body
            parsed = parse(body, self.habit.suffix)
        except (TornError, OSError, EOFError) as error:
            yield f"{address}: torn: {error}"
            return
        self._kept[address] = _Kept(reply.headers.get("ETag", ""), reply.headers.get("Last-Modified", ""), parsed.older)
        if address == self.address:
            self.shown = {entry.id for entry in parsed.entries}
        yield from self._learn(parsed)

    def _learn(self, parsed: Parsed) -> Iterator[str]:
        if len({entry.id for entry in parsed.entries}) < len(parsed.entries):
            yield "an id stands twice in a document"
        for entry in parsed.entries:
            known = self.ids.setdefault(entry.place, entry.id)
            if known != entry.id:
                yield f"{entry.place}: twice, as {known} and as {entry.id}"
            before = self.known.get(entry.id)
            if before and before.place != entry.place:
                yield f"{entry.id}: was {before.place}, is {entry.place}"
            if before and before.day != entry.day:
                yield f"{entry.id}: was of {before.day}, is of {entry.day}"
            self.known[entry.id] = entry
        for id_ in parsed.withdrawn:
            self.known.pop(id_, None)
