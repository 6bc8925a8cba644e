"""The simulated year: a few crowded days of it, and whether it would notice what it looks for."""

import logging
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bench.reliability.soak.subscribers import Habit, Reply, Subscriber
from bench.reliability.soak.year import Year

BODY = """<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>tag:x</id><title>X</title><updated>2025-01-02T12:00:00Z</updated>
<entry><id>{id}</id><title>T</title><published>{day}T12:00:00Z</published><updated>2025-01-02T12:00:00Z</updated>
<content type="html">{place} asks.</content></entry></feed>"""
FIRST = {"id": "tag:a", "place": "Babachedi", "day": "2025-01-02"}


class Servant:
    """Answers with what it is given, one after the other."""

    def __init__(self, *replies: Reply) -> None:
        self._replies = iter(replies)

    def get(self, address: str, headers: Mapping[str, str]) -> Reply:
        return next(self._replies)


def show(**changed: str) -> Reply:
    return Reply(200, {"ETag": '"1"'}, BODY.format(**FIRST | changed).encode())


def complaints(*replies: Reply) -> list[str]:
    """Of one who has got each of these replies."""
    servant = Servant(*replies)
    subscriber = Subscriber(Habit("/all", ".atom", 1, 0, 0, "etag", follows=False, packed=False))
    return [wrong for _ in replies for wrong in subscriber.poll(servant)]


def test_a_subscriber_is_content_with_what_stays_the_same() -> None:
    assert complaints(show(), show(), Reply(304, {}, b"")) == []


@pytest.mark.parametrize(
    ("replies", "complaint"),
    [
        ([show(), show(id="tag:b")], "twice"),
        ([show(), show(place="Chefodila")], "was Babachedi, is Chefodila"),
        ([show(), show(day="2025-02-02")], "was of 2025-01-02"),
        ([Reply(200, {}, b"<feed><entry>")], "torn"),
        ([Reply(200, {"Content-Encoding": "gzip"}, b"half")], "torn"),
        ([Reply(404, {}, b"")], "answered with 404"),
        ([Reply(304, {}, b"")], "304 for who has nothing"),
    ],
)
def test_a_subscriber_complains(replies: list[Reply], complaint: str) -> None:
    assert complaint in "; ".join(complaints(*replies))


@pytest.fixture
def _no_log() -> Iterator[None]:
    logger = logging.getLogger("syndication")
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)  # faults are loud
    yield
    logger.setLevel(level)


@pytest.mark.usefixtures("_no_log")
def test_nobody_is_told_anything_wrong_in_a_few_crowded_days(tmp_path: Path) -> None:
    outcome = Year(tmp_path, seed=4, subscribers=8, density=30).run(24)
    assert outcome.violations == []
    assert min(outcome.counts["polls"], outcome.counts["stories told"], sum(outcome.faults.values())) > 5
