"""The made-up archives that the benchmarks measure with."""

from itertools import islice

import pytest

from bench.archive import MadeArchive
from syndication.bulletins import parse_bulletin
from syndication.classify import load_taxonomy
from syndication.config.settings import Bulletins
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def made() -> MadeArchive:
    return MadeArchive(1_000, load_taxonomy(REPOSITORY / "config"))


def test_a_bulletin_file_reads_back_as_the_items_it_was_made_of(made: MadeArchive) -> None:
    for bulletin in made.bulletins():
        read = parse_bulletin(bulletin.text.encode(), bulletin.name, Bulletins()).items
        told = [(item.title, item.paragraphs, item.date, item.page_url) for item in read]
        given = [entry.item for entry in bulletin.items]
        assert told == [(item.title, item.paragraphs, item.date, item.page_url) for item in given]


def test_an_archive_is_the_same_each_time(made: MadeArchive) -> None:
    again = MadeArchive(1_000, load_taxonomy(REPOSITORY / "config"))
    assert [each.reading for each in islice(again.bulletins(), 10)] == [
        each.reading for each in islice(made.bulletins(), 10)
    ]


def test_items_are_as_long_as_real_ones(made: MadeArchive) -> None:
    lengths = [len(entry.item.summary) for bulletin in made.bulletins() for entry in bulletin.items]
    assert 200 < sum(lengths) / len(lengths) < 300


def test_new_bulletins_are_newer_than_the_archive(made: MadeArchive) -> None:
    last = max(entry.item.date.day for bulletin in made.bulletins() for entry in bulletin.items if entry.item.date)
    assert min(entry.item.date.day for entry in made.new_bulletin(0).items if entry.item.date) > last
