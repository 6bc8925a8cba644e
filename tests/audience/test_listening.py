"""Reports are heard while documents are served, kept across processes, and cost readers nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from syndication.audience import Audience, Ledger
from syndication.audience.listening import SAVE_SECONDS

TODAY = date(2026, 11, 22)
FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers; like FeedFetcher-Google)"


class Time:
    """Goes on when a test says so, and then does what was put off."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.planned: list[tuple[float, Callable[[], None]]] = []

    def clock(self) -> float:
        return self.now

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        self.planned.append((self.now + seconds, work))

    def pass_by(self, seconds: float = 0) -> None:
        self.now += seconds
        due = [work for at, work in self.planned if at <= self.now]
        self.planned = [(at, work) for at, work in self.planned if at > self.now]
        for work in due:
            work()


@pytest.fixture
def time() -> Time:
    return Time()


def listen(folder: Path, time: Time) -> Audience:
    return Audience(Ledger(folder), today=lambda: TODAY, clock=time.clock, later=time.later)


def count(folder: Path) -> dict[str, int]:
    return dict(Ledger(folder).count(TODAY))


def test_the_first_report_is_written_at_once_but_by_no_reader(tmp_path: Path, time: Time) -> None:
    listen(tmp_path, time).hear("/all.atom", FEEDLY.format(16))
    assert count(tmp_path) == {}
    time.pass_by()
    assert count(tmp_path) == {"/all": 16}


def test_who_reports_nothing_leaves_no_trace(tmp_path: Path, time: Time) -> None:
    for user_agent in ("", "reader/3.20", "Reader/1.0 (many subscribers)"):
        listen(tmp_path, time).hear("/all.atom", user_agent)
    assert time.planned == []


def test_later_reports_are_written_together_after_a_while(tmp_path: Path, time: Time) -> None:
    audience = listen(tmp_path, time)
    audience.hear("/all.atom", FEEDLY.format(16))
    time.pass_by()
    audience.hear("/all.rss", FEEDLY.format(1))
    audience.hear("/topics/water.atom", FEEDLY.format(2))
    time.pass_by(SAVE_SECONDS - 1)
    assert count(tmp_path) == {"/all": 16}
    time.pass_by(1)
    assert count(tmp_path) == {"/all": 17, "/topics/water": 2}


def test_the_same_again_is_not_written(tmp_path: Path, time: Time) -> None:
    audience = listen(tmp_path, time)
    audience.hear("/all.atom", FEEDLY.format(16))
    time.pass_by()
    audience.hear("/all.atom", FEEDLY.format(16))
    assert time.planned == []


def test_processes_add_to_one_another(tmp_path: Path, time: Time) -> None:
    listen(tmp_path, time).hear("/all.atom", FEEDLY.format(16))
    listen(tmp_path, time).hear("/topics/water.atom", FEEDLY.format(3))
    time.pass_by()
    assert count(tmp_path) == {"/all": 16, "/topics/water": 3}


def test_without_a_folder_reports_wait_and_nothing_fails(tmp_path: Path, time: Time) -> None:
    folder = tmp_path / "data"
    audience = listen(folder, time)
    audience.hear("/all.atom", FEEDLY.format(16))
    time.pass_by()
    folder.mkdir()
    audience.hear("/all.rss", FEEDLY.format(1))
    time.pass_by(SAVE_SECONDS)
    assert count(folder) == {"/all": 17}


def test_made_up_names_do_not_fill_the_memory(tmp_path: Path, time: Time, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndication.audience.listening._MOST_WAITING", 2)
    audience = listen(tmp_path, time)
    for name in ("One", "Two", "Three", "Four"):
        audience.hear("/all.atom", f"{name}/1.0 (1 subscribers)")
    time.pass_by()
    assert count(tmp_path) == {"/all": 2}
