"""The ledger has the newest figure of each service on each document, whoever wrote it and in whatever order."""

import fcntl
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from syndication.audience import Ledger
from syndication.audience.ledger import MOST_SERVICES, REMEMBERED, Figure, merge

TODAY = date(2026, 11, 22)


def count(folder: Path, today: date = TODAY) -> dict[str, int]:
    return dict(Ledger(folder).count(today))


def test_without_a_report_nobody_is_counted(tmp_path: Path) -> None:
    assert count(tmp_path) == {}
    assert Ledger(tmp_path).state is None


def test_a_feed_has_the_subscribers_of_all_services_and_formats(tmp_path: Path) -> None:
    heard = {
        ("/topics/water.atom", "Feedly"): Figure(16, TODAY),
        ("/topics/water.atom", "Inoreader"): Figure(5, TODAY),
        ("/topics/water.rss", "Feedly"): Figure(2, TODAY),
        ("/all.json", "Feedly"): Figure(1, TODAY),
    }
    assert Ledger(tmp_path).add(heard, TODAY)
    assert count(tmp_path) == {"/topics/water": 23, "/all": 1}


def test_the_newest_report_counts(tmp_path: Path) -> None:
    for number, day in ((16, TODAY - timedelta(1)), (17, TODAY), (3, TODAY - timedelta(2))):
        Ledger(tmp_path).add({("/all.atom", "Feedly"): Figure(number, day)}, TODAY)
    assert count(tmp_path) == {"/all": 17}


def test_a_service_that_stays_away_is_forgotten(tmp_path: Path) -> None:
    last = TODAY - REMEMBERED
    Ledger(tmp_path).add({("/all.atom", "Feedly"): Figure(16, last)}, TODAY)
    assert count(tmp_path) == {"/all": 16}
    assert count(tmp_path, TODAY + timedelta(1)) == {}
    Ledger(tmp_path).add({("/all.atom", "Inoreader"): Figure(1, TODAY)}, TODAY + timedelta(1))
    assert "Feedly" not in (tmp_path / "audience.json").read_text()


def test_a_new_figure_gives_another_state(tmp_path: Path) -> None:
    states = set()
    for number in (1, 2, 3):
        Ledger(tmp_path).add({("/all.atom", "Feedly"): Figure(number, TODAY)}, TODAY)
        states.add(Ledger(tmp_path).state)
    assert len(states) == 3


def test_it_waits_for_no_other_process(tmp_path: Path) -> None:
    with (tmp_path / ".audience").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        assert not Ledger(tmp_path).add({("/all.atom", "Feedly"): Figure(1, TODAY)}, TODAY)
    assert count(tmp_path) == {}


def test_a_spoilt_file_is_begun_anew(tmp_path: Path) -> None:
    for spoilt in (b"", b"[]", b'{"/all.atom": 3}', b'{"/all.atom": {"Feedly": [1, "then"]}}', b"\xff"):
        (tmp_path / "audience.json").write_bytes(spoilt)
        assert count(tmp_path) == {}
        Ledger(tmp_path).add({("/all.atom", "Feedly"): Figure(1, TODAY)}, TODAY)
        assert count(tmp_path) == {"/all": 1}


def test_made_up_services_do_not_fill_the_disk(tmp_path: Path) -> None:
    heard = {("/all.atom", f"Service{number}"): Figure(1, TODAY) for number in range(3 * MOST_SERVICES)}
    Ledger(tmp_path).add(heard, TODAY)
    assert count(tmp_path) == {"/all": MOST_SERVICES}


keys = st.tuples(st.sampled_from(["/all.atom", "/all.rss"]), st.sampled_from(["Feedly", "Inoreader"]))
figures = st.builds(Figure, st.integers(0, 99), st.dates(date(2026, 1, 1), date(2026, 1, 9)))


@given(st.lists(st.dictionaries(keys, figures), max_size=4))
def test_no_key_is_lost_and_none_gets_older(batches: list[dict[tuple[str, str], Figure]]) -> None:
    merged: dict[tuple[str, str], Figure] = {}
    for batch in batches:
        merged = dict(merge(merged, batch))
    said = [(key, figure) for batch in batches for key, figure in batch.items()]
    assert {key: figure.day for key, figure in merged.items()} == {
        key: max(figure.day for each, figure in said if each == key) for key in {key for key, _ in said}
    }
