"""Reports are heard while documents are served, kept across processes, and cost readers nothing."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from syndication.audience import Audience, Ledger
from syndication.audience.listening import SAVE_SECONDS

TODAY = date(2026, 11, 22)
FEEDLY = "Feedly/1.0 (+http://www.feedly.com/fetcher.html; {} subscribers; like FeedFetcher-Google)"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def do_at_once(work: Callable[[], None]) -> None:
    work()


def listen(folder: Path, clock: Clock | None = None) -> Audience:
    return Audience(Ledger(folder), today=lambda: TODAY, clock=clock or Clock(), apart=do_at_once)


def count(folder: Path) -> dict[str, int]:
    return dict(Ledger(folder).count(TODAY))


def test_the_first_report_is_written_at_once(tmp_path: Path) -> None:
    listen(tmp_path).hear("/all.atom", FEEDLY.format(16))
    assert count(tmp_path) == {"/all": 16}


def test_who_reports_nothing_leaves_no_trace(tmp_path: Path) -> None:
    for user_agent in ("", "reader/3.20", "Reader/1.0 (many subscribers)"):
        listen(tmp_path).hear("/all.atom", user_agent)
    assert list(tmp_path.iterdir()) == []


def test_later_reports_are_written_together_after_a_while(tmp_path: Path) -> None:
    clock = Clock()
    audience = listen(tmp_path, clock)
    audience.hear("/all.atom", FEEDLY.format(16))
    audience.hear("/all.rss", FEEDLY.format(1))
    audience.hear("/topics/water.atom", FEEDLY.format(2))
    assert count(tmp_path) == {"/all": 16}
    clock.now += SAVE_SECONDS
    audience.hear("/all.atom", FEEDLY.format(16))
    assert count(tmp_path) == {"/all": 17, "/topics/water": 2}


def test_the_same_again_is_not_written(tmp_path: Path) -> None:
    clock = Clock()
    audience = listen(tmp_path, clock)
    audience.hear("/all.atom", FEEDLY.format(16))
    before = Ledger(tmp_path).state
    clock.now += 2 * SAVE_SECONDS
    audience.hear("/all.atom", FEEDLY.format(16))
    assert Ledger(tmp_path).state == before


def test_processes_add_to_one_another(tmp_path: Path) -> None:
    one, other = listen(tmp_path), listen(tmp_path)
    one.hear("/all.atom", FEEDLY.format(16))
    other.hear("/topics/water.atom", FEEDLY.format(3))
    assert count(tmp_path) == {"/all": 16, "/topics/water": 3}


def test_without_a_folder_reports_wait_and_nothing_fails(tmp_path: Path) -> None:
    folder, clock = tmp_path / "data", Clock()
    audience = listen(folder, clock)
    audience.hear("/all.atom", FEEDLY.format(16))
    folder.mkdir()
    clock.now += SAVE_SECONDS
    audience.hear("/all.rss", FEEDLY.format(1))
    assert count(folder) == {"/all": 17}


def test_made_up_names_do_not_fill_the_memory(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("syndication.audience.listening._MOST_WAITING", 2)
    clock = Clock()
    audience = listen(tmp_path, clock)
    for name in ("One", "Two", "Three", "Four", "Five"):
        audience.hear("/all.atom", f"{name}/1.0 (1 subscribers)")
    clock.now += SAVE_SECONDS
    audience.hear("/all.atom", "One/1.0 (1 subscribers)")
    assert count(tmp_path) == {"/all": 3}


def test_the_reader_does_not_wait_for_the_disk(tmp_path: Path) -> None:
    began: list[Callable[[], None]] = []
    audience = Audience(Ledger(tmp_path), apart=began.append)
    audience.hear("/all.atom", FEEDLY.format(16))
    assert len(began) == 1
    assert not (tmp_path / "audience.json").exists()
