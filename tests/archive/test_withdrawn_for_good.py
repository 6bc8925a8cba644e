"""A withdrawn item stays withdrawn, whatever files tell of it later."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from syndication.archive import Archive, Withdrawn
from syndication.models import ALL, ArchivedItem, Reading
from tests.archive.conftest import AUTHORITY, LendAddress
from tests.archive.pages import NOW
from tests.archive.stories import LATER
from tests.archive.test_order_of_arrival import archives


def story_of(item: ArchivedItem) -> str:
    """The first word of a made-up text, which no other story has."""
    return item.summary.partition(" ")[0]


@st.composite
def returning(draw: st.DrawFn) -> tuple[list[Reading], list[Reading]]:
    """Files, and what comes later: some of them again, under their own names or others, between new ones.

    The new ones tell the same stories with edited titles, longer texts and other dates of pages.
    """
    readings = draw(archives())
    first = draw(st.lists(st.sampled_from(readings), min_size=1, unique_by=lambda reading: reading.source))
    names = st.sampled_from([*(reading.source for reading in readings), "backup.html", "old/page.html"])
    again = st.builds(lambda reading, name: replace(reading, source=name), st.sampled_from(readings), names)
    return first, draw(st.lists(again, min_size=1, max_size=8))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], max_examples=20)
@given(files=returning(), wanted=st.integers(0, 9))
def test_no_file_brings_back_what_was_withdrawn(
    lend_address: LendAddress, files: tuple[list[Reading], list[Reading]], wanted: int
) -> None:
    first, later = files
    with lend_address() as address, Archive.open(address, authority=AUTHORITY) as archive:
        archive.absorb(first, NOW)
        shown = archive.newest(ALL, 99)
        gone = shown[wanted % len(shown) :] if shown else []
        for item in gone:
            archive.withdraw(item.id, "asked for", NOW)
        for reading in later:
            archive.absorb([reading], LATER)
            assert {story_of(item) for item in archive.newest(ALL, 99)} & {story_of(item) for item in gone} == set()
        assert all(isinstance(archive.item(item.id), Withdrawn) for item in gone)
