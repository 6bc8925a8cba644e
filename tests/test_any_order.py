"""The archive and every document are a function of the files, whatever the order in which they came."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.pipeline import build, run_cycle
from syndication.service import open_service
from tests.conftest import REPOSITORY, SiteFolder

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
FILES = sorted((REPOSITORY / "samples" / "bulletins").rglob("*.*")) + sorted(
    (REPOSITORY / "tests" / "data" / "labelled" / "pages").glob("*.txt")
)

Outcome = tuple[object, dict[str, str]]


def outcome_of(batches: Sequence[Sequence[Path]], archive: str | None = None) -> Outcome:
    """Take in the files, one cycle a batch; return the archive's content and the digest of every document."""
    with TemporaryDirectory() as folder:
        site = SiteFolder(Path(folder) / "site", REPOSITORY / "config")
        with open_service(site.settings(data__archive=archive)) as service:
            for number, batch in enumerate(batches):
                for file in batch:
                    site.drop(f"{file.parent.name}/{file.name}", file.read_bytes())
                run_cycle(service, NOW + timedelta(minutes=number))
            build(service, NOW + timedelta(days=1))
            return service.archive.contents(), _digests(site.settings().documents_folder)


def _digests(folder: Path) -> dict[str, str]:
    # The hidden files tell when documents were published, and what they held before: that depends on the order.
    files = (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@pytest.fixture(scope="module")
def at_once() -> Outcome:
    return outcome_of([FILES])


def test_one_file_a_cycle_gives_the_same_archive_and_bytes(at_once: Outcome) -> None:
    assert len(at_once[1]) > 1000
    assert outcome_of([[file] for file in reversed(FILES)]) == at_once


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(FILES), cuts=st.lists(st.integers(1, len(FILES) - 1), max_size=6))
def test_any_order_in_any_pieces_gives_the_same_archive_and_bytes(
    at_once: Outcome, order: list[Path], cuts: list[int]
) -> None:
    edges = [0, *sorted(set(cuts)), len(order)]
    batches = [order[start:end] for start, end in pairwise(edges)]
    assert outcome_of(batches) == at_once


def test_postgresql_gives_the_same_archive_and_bytes(at_once: Outcome, new_postgresql_url: Callable[[], str]) -> None:
    assert outcome_of([FILES[::2], FILES[1::2]], new_postgresql_url()) == at_once
