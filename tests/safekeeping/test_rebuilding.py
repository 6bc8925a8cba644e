"""The archive made anew from its originals."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive
from syndication.config import Settings
from syndication.documents import Manifest
from syndication.errors import ArchiveError, FolderError
from syndication.models import ALL, Selection
from syndication.pipeline import build, release, run_cycle
from syndication.safekeeping.comparing import Kind
from syndication.safekeeping.proving import prove, prove_and_keep, prove_and_replace
from syndication.safekeeping.rebuilding import Together, rebuild
from syndication.service import Service, open_service
from tests.conftest import HARBOUR, SiteFolder
from tests.safekeeping.conftest import MONDAY, OTHER, TUESDAY, WEDNESDAY
from tests.test_pipeline import LISTING, UNDATED


def opened(file: Path) -> Archive:
    return Archive.open(f"sqlite:///{file}", authority="harbour.example.org")


def published(configured: Settings) -> Manifest:
    """All validators."""
    return Manifest.load(configured.documents_folder) or Manifest({})


@pytest.fixture
def filled(site: SiteFolder, service: Service) -> Service:
    """A service that has met what can happen to files, items and entries."""
    site.drop("one.txt", LISTING)
    site.drop("undated.txt", UNDATED)
    site.drop("none.txt", b"\x00\x01")
    site.drop("again.txt", UNDATED.replace("a", "o"))
    run_cycle(service, MONDAY)
    site.drop("one.txt", OTHER)
    (site.root / "inbox" / "link.txt").symlink_to("/etc/hostname")
    run_cycle(service, TUESDAY)
    site.drop("one.txt", LISTING)
    run_cycle(service, TUESDAY)
    service.archive.forget("one.txt")
    run_cycle(service, WEDNESDAY)
    one, other = service.archive.newest(ALL, 2)
    service.archive.correct(one.id, {"topics": ("water",)}, WEDNESDAY)
    service.archive.withdraw(other.id, "a mistake", WEDNESDAY)
    service.archive.drop(service.archive.quarantine()[0].number)
    service.archive.forget("undated.txt")
    build(service, WEDNESDAY)
    return service


def test_it_comes_out_the_same(filled: Service) -> None:
    proof = prove(filled)
    assert proof.differences == ()
    assert (proof.items, proof.documents > 20) == (1, True)


@pytest.mark.parametrize("last", [OTHER, UNDATED], ids=["still told", "taken back"])
def test_what_tells_something_withdrawn_comes_out_withdrawn(
    site: SiteFolder, service: Service, tmp_path: Path, last: str
) -> None:
    site.drop("one.txt", OTHER)
    run_cycle(service, MONDAY)
    for item in service.archive.newest(ALL, 9):
        service.archive.withdraw(item.id, "a mistake", MONDAY)
    site.drop("two.txt", OTHER.replace("17 August", "18 August").replace("10 August", "11 August"))
    assert len(run_cycle(service, TUESDAY).absorption.withdrawn) == 2
    for name in ("one.txt", "two.txt"):
        site.drop(name, last)
    run_cycle(service, WEDNESDAY)
    build(service, WEDNESDAY)
    assert prove_and_keep(service, str(tmp_path / "anew.db"), WEDNESDAY).differences == ()
    with opened(tmp_path / "anew.db") as anew:
        assert anew.unwritten() == service.archive.unwritten()
        assert anew.withdrawn(ALL, None, None, 9) == service.archive.withdrawn(ALL, None, None, 9)
    for stone in service.archive.withdrawn(ALL, None, None, 9):
        service.archive.reinstate(stone.id, WEDNESDAY)
    assert prove(service).differences == ()


def test_no_trace_is_left_of_the_proof(filled: Service) -> None:
    before = {file.name for file in filled.settings.data_folder.iterdir()}
    prove(filled)
    assert {file.name for file in filled.settings.data_folder.iterdir()} == before


def test_numbers_and_times_in_quarantine_stay(filled: Service, tmp_path: Path) -> None:
    prove_and_keep(filled, str(tmp_path / "anew.db"), WEDNESDAY)
    with opened(tmp_path / "anew.db") as anew:
        assert anew.unwritten() == filled.archive.unwritten()


def test_what_waited_by_former_settings_does_not_wait_in_an_archive_made_by_others(
    site: SiteFolder, configured: Settings, tmp_path: Path
) -> None:
    site.drop("long.txt", tell(0, "a").replace("few", "few " * 500))
    with open_service(site.settings(inbox__item_characters=1_000)) as service:
        run_cycle(service, MONDAY)
        assert len(service.archive.quarantine()) == 1
    with open_service(configured) as service:
        prove_and_keep(service, str(tmp_path / "anew.db"), TUESDAY)
    with opened(tmp_path / "anew.db") as anew:
        assert (anew.quarantine(), anew.count(ALL)) == ([], 1)


IN_WATER = Selection.of("water", None)
WORDS = """
[[entries]]
topics = { water = 2 }
words = ["upper town"]
"""


def test_another_taxonomy_gives_other_categories_and_the_same_ids(
    site: SiteFolder, filled: Service, configured: Settings
) -> None:
    site.drop("water.txt", tell(1, "water"))
    run_cycle(filled, WEDNESDAY)
    topics = site.root / "config" / "topics.toml"
    topics.write_text(topics.read_text() + WORDS)
    with open_service(configured) as service:
        proof = prove(service)
    assert {each.kind for each in proof.differences} == {Kind.CATEGORIES, Kind.DOCUMENTS}
    assert proof.is_replaceable


def take_in(site: SiteFolder, service: Service, *numbers: int, now: datetime) -> None:
    """Let the file tell these stories and no other."""
    site.drop("a.txt", "".join(tell(number, "a") for number in numbers))
    run_cycle(service, now, force=True)


def test_what_was_withdrawn_and_taken_back_by_its_source_too_comes_out_the_same(
    site: SiteFolder, service: Service
) -> None:
    take_in(site, service, 0, 1, now=MONDAY)
    (item,) = (item for item in service.archive.newest(ALL, 9) if item.title == TITLES[0])
    service.archive.withdraw(item.id, "a mistake", MONDAY)
    take_in(site, service, 1, now=TUESDAY)
    assert prove(service).differences == ()


def test_what_was_corrected_and_taken_back_later_stands_where_it_stood(site: SiteFolder, service: Service) -> None:
    take_in(site, service, 0, 1, now=MONDAY)
    (item,) = (item for item in service.archive.newest(ALL, 9) if item.title == TITLES[0])
    service.archive.correct(item.id, {"topics": ("water",)}, MONDAY)
    take_in(site, service, 1, now=TUESDAY)
    assert prove(service).differences == ()


def test_what_was_taken_back_before_the_taxonomy_changed_is_told_where_it_stood(
    site: SiteFolder, configured: Settings, tmp_path: Path
) -> None:
    topics = site.root / "config" / "topics.toml"
    before = topics.read_text()
    topics.write_text(before + WORDS)
    with open_service(configured) as service:
        take_in(site, service, 0, 1, now=MONDAY)
        take_in(site, service, 0, now=TUESDAY)
        told = service.archive.amendments(IN_WATER, 9)
    topics.write_text(before)
    with open_service(configured) as service:
        prove_and_keep(service, str(tmp_path / "anew.db"), WEDNESDAY)
    with opened(tmp_path / "anew.db") as anew:
        assert anew.amendments(IN_WATER, 9) == told != []


def test_what_left_as_its_file_was_disowned_comes_out_the_same(
    site: SiteFolder, service: Service, tmp_path: Path
) -> None:
    site.drop("a.txt", tell(0, "a") + tell(1, "a"))
    run_cycle(service, MONDAY)
    take_in(site, service, 3, now=TUESDAY)
    (gone, *_) = service.archive.disown("a.txt", "", TUESDAY).left
    take_in(site, service, 0, 1, now=WEDNESDAY)
    assert prove_and_keep(service, str(tmp_path / "anew.db"), WEDNESDAY).differences == ()
    with opened(tmp_path / "anew.db") as anew:
        assert (anew.unwritten(), anew.item(gone.id)) == (service.archive.unwritten(), service.archive.item(gone.id))
        assert anew.history(gone.id) == service.archive.history(gone.id)
        assert anew.own("a.txt", "", WEDNESDAY) == service.archive.own("a.txt", "", WEDNESDAY)


def test_a_story_that_came_again_after_it_was_disowned_keeps_its_id(site: SiteFolder, service: Service) -> None:
    take_in(site, service, 1, now=MONDAY)
    take_in(site, service, 0, now=TUESDAY)
    service.archive.disown("a.txt", "", TUESDAY + timedelta(hours=1))
    site.drop("a.txt", tell(1, "a").replace("11 August", "21 August").replace(" Told at length by a.", ""))
    run_cycle(service, WEDNESDAY, force=True)
    assert prove(service).differences == ()


def test_what_was_reinstated_and_taken_back_by_a_clock_that_was_set_back_has_the_same_history(
    site: SiteFolder, service: Service, tmp_path: Path
) -> None:
    take_in(site, service, 0, 1, now=MONDAY)
    (item,) = (item for item in service.archive.newest(ALL, 9) if item.title == TITLES[0])
    service.archive.withdraw(item.id, "a mistake", TUESDAY)
    service.archive.reinstate(item.id, WEDNESDAY)
    take_in(site, service, 1, now=TUESDAY)
    prove_and_keep(service, str(tmp_path / "anew.db"), WEDNESDAY)
    with opened(tmp_path / "anew.db") as anew:
        assert anew.history(item.id) == service.archive.history(item.id)
        assert anew.withdrawn(ALL, None, None, 9) == service.archive.withdrawn(ALL, None, None, 9)


AHEAD = "• Fair of the year 2030\n\n    10 May 2030\n\n    The fair of the year is announced early by all.\n\n"


def come_as_a_plan(site: SiteFolder, service: Service, text: str) -> None:
    """Drop a file that a look holds, as it takes back what the one before told under its name."""
    take_in(site, service, 0, 1, 2, now=TUESDAY)
    site.drop("a.txt", tell(0, "a") + text)
    assert run_cycle(service, WEDNESDAY).absorption.plans


@pytest.mark.parametrize("text", [AHEAD, UNDATED], ids=["ahead", "undated"])
def test_what_was_dropped_of_a_file_stays_so_when_it_comes_again_as_a_plan(
    site: SiteFolder, service: Service, tmp_path: Path, text: str
) -> None:
    site.drop("a.txt", tell(0, "a") + text)
    run_cycle(service, MONDAY)
    service.archive.drop(service.archive.quarantine()[0].number)
    come_as_a_plan(site, service, text)
    assert prove_and_keep(service, str(tmp_path / "anew.db"), WEDNESDAY).differences == ()
    with opened(tmp_path / "anew.db") as anew:
        assert anew.unwritten() == service.archive.unwritten()


def test_a_plan_is_told_by_its_own_reason_beside_one_that_was_dropped(site: SiteFolder, service: Service) -> None:
    for _ in range(2):
        come_as_a_plan(site, service, AHEAD)
        (waiting,) = service.archive.quarantine()
        service.archive.drop_planned(waiting.plan or 0)
    come_as_a_plan(site, service, AHEAD)
    assert prove(service).differences == ()


def damage(configured: Settings, statement: str) -> None:
    with sqlite3.connect(configured.data_folder / "archive.db") as connection:
        connection.executescript(statement)
    connection.close()


OTHER_IDS = """
    UPDATE items SET id = id || '-2';
    UPDATE members SET item_id = item_id || '-2';
    UPDATE listings SET item_id = item_id || '-2';
"""


@pytest.mark.parametrize(
    ("statement", "kind", "told"),
    [
        (OTHER_IDS, Kind.IDS, "made anew, not in the archive"),
        ("UPDATE items SET day_order = 7 WHERE withdrawn_at IS NULL", Kind.CONTENTS, "day order: 7 in the archive"),
        ("UPDATE variants SET title = 'Another' WHERE title LIKE '%Moquegua%'", Kind.CONTENTS, 'title: "Another"'),
        ("UPDATE quarantine SET reason = 'none' WHERE number = 1", Kind.CONTENTS, "in quarantine"),
        ("UPDATE arrivals SET at = '2020-01-01' WHERE number = 1", Kind.CONTENTS, "on 2020-01-01"),
    ],
)
def test_what_is_not_as_the_files_make_it_is_told_and_nothing_replaced(
    filled: Service, configured: Settings, statement: str, kind: Kind, told: str
) -> None:
    damage(configured, statement)
    proof = prove_and_replace(filled, WEDNESDAY)
    assert (kind, True) in {(each.kind, told in str(each)) for each in proof.differences}
    assert (proof.is_replaceable, proof.replaced) == (False, None)


def test_missing_and_damaged_originals_are_named(filled: Service) -> None:
    missing, damaged, *_ = (filled.originals.locate(digest) for digest in filled.originals.digests())
    missing.unlink()
    damaged.write_bytes(b"half")
    with pytest.raises(ArchiveError) as caught:
        prove_and_replace(filled, WEDNESDAY)
    assert all(str(file) in str(caught.value) for file in (missing, damaged))
    assert "put the files into the inbox again" in str(caught.value)


def test_a_new_archive_takes_the_place_of_the_former_one(filled: Service, configured: Settings) -> None:
    contents, dates = filled.archive.contents(), published(configured)
    replaced = prove_and_replace(filled, WEDNESDAY).replaced
    assert replaced is not None
    with opened(replaced) as former:
        assert former.contents() == contents
    with open_service(configured) as service:
        build(service, TUESDAY)  # by a clock that was set back
        assert service.archive.contents() == contents
    assert published(configured) == dates


def test_a_file_that_is_there_is_not_written_over(filled: Service, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("precious")
    with pytest.raises(FolderError, match="it is there already"):
        prove_and_keep(filled, str(tmp_path / "precious"), WEDNESDAY)


def test_only_an_empty_archive_is_filled(filled: Service) -> None:
    with pytest.raises(ArchiveError, match="expected an empty archive"):
        rebuild(filled, filled.archive)


def test_a_file_that_comes_meanwhile_is_noticed(site: SiteFolder, filled: Service, tmp_path: Path) -> None:
    def bring_another(groups: Sequence[Together]) -> Iterator[Together]:
        yield from groups
        site.drop("late.txt", OTHER)
        run_cycle(filled, WEDNESDAY)

    with pytest.raises(ArchiveError, match="try again"):
        prove(filled, bring_another)


def test_an_archive_in_postgresql_is_made_anew_beside_it(
    site: SiteFolder, lend_postgresql_archive: Callable[[], AbstractContextManager[str]]
) -> None:
    with lend_postgresql_archive() as address, lend_postgresql_archive() as other:
        configured = site.settings(data__archive=address)
        site.drop("one.txt", LISTING)
        site.drop("undated.txt", UNDATED)
        with open_service(configured) as service:
            run_cycle(service, MONDAY)
            (item,) = service.archive.newest(ALL, 1)
            service.archive.withdraw(item.id, "a mistake", MONDAY)
            service.archive.reinstate(item.id, MONDAY)
            assert prove(service).differences == ()
            assert prove_and_keep(service, other, TUESDAY).differences == ()
            with pytest.raises(ArchiveError, match="--keep ADDRESS"):
                prove_and_replace(service, TUESDAY)
            with Archive.open(other, authority=configured.site.authority) as anew:
                assert anew.contents() == service.archive.contents()
                assert anew.unwritten() == service.archive.unwritten()
                assert anew.amendments(ALL, 9) == service.archive.amendments(ALL, 9) != []


NAMES = st.sampled_from("abc")
TITLES = ("The harbour wall is mended", "Water for the upper town", "A school by the sea", "Boats wait for the wind")
STEPS = st.one_of(
    st.tuples(st.just("drop"), NAMES, st.lists(st.integers(0, 3), max_size=3)),
    st.tuples(
        st.sampled_from(["forget", "withdraw", "reinstate", "release", "correct", "lift", "disown", "own"]),
        NAMES,
        st.just([]),
    ),
)


def tell(number: int, name: str) -> str:
    longer = f" Told at length by {name}." * (number % 2)
    day = number + 10 + (name == "b")
    return f"• {TITLES[number]}\n\n    {day} August 2019\n\n    Story {number} is told in few words.{longer}\n\n"


def take_step(site: SiteFolder, service: Service, step: tuple[str, str, list[int]], now: datetime) -> None:
    what, name, numbers = step
    archive, ids = service.archive, [item.id for item in service.archive.newest(ALL, 1)]
    plans = [entry.plan for entry in archive.quarantine() if entry.plan]
    if what == "drop":
        site.drop(f"{name}.txt", "".join(tell(number, name) for number in numbers))
        run_cycle(service, now)
    elif what == "forget" and f"{name}.txt" in archive.digests():
        archive.forget(f"{name}.txt")
    elif what == "withdraw" and ids:
        archive.withdraw(ids[0], "a mistake", now)
    elif what == "reinstate":
        for stone in archive.withdrawn(ALL, None, None, 1):
            archive.reinstate(stone.id, now)
    elif what == "release" and plans:
        release(service, plans[0], now)
    elif what == "correct" and ids:
        archive.correct(ids[0], {"topics": ("water",)}, now)
    elif what == "lift" and ids:
        with suppress(ArchiveError):  # where nobody has decided
            archive.lift(ids[0], now)
    elif what in ("disown", "own"):
        with suppress(ArchiveError):  # where there is nothing to decide on
            getattr(archive, what)(f"{name}.txt", "", now)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=8))
def test_whatever_happened_it_comes_out_the_same(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, list[int]]]
) -> None:
    site = SiteFolder(tmp_path_factory.mktemp("law") / "site", HARBOUR)
    with open_service(site.settings()) as service:
        for number, step in enumerate(steps):
            take_step(site, service, step, MONDAY + timedelta(hours=number))
        assert prove(service).differences == ()
