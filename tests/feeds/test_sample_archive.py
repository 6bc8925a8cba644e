"""Every feed document of the sample archive: valid, and the same to every parser in every format."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndication.config import Settings
from syndication.pipeline import run_cycle
from syndication.service import open_service
from tests.conftest import REPOSITORY, SiteFolder
from tests.feeds.corpus import Specimen, every_specimen
from tests.feeds.parsers import PARSERS, disagreements, read_with_all
from tests.feeds.rules import faults_of

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The ready configuration, with the samples in the inbox."""
    site = SiteFolder(Path(tmp_path_factory.mktemp("samples")) / "site", REPOSITORY / "config")
    for file in (REPOSITORY / "samples" / "bulletins").iterdir():
        site.drop(file.name, file.read_bytes())
    return site.settings()


@pytest.fixture(scope="module")
def specimens(settings: Settings) -> list[Specimen]:
    """Every document that the samples make, those of the past too."""
    with open_service(settings) as service:
        run_cycle(service, NOW)
        return list(every_specimen(service))


def test_every_feed_has_a_document_in_every_format(specimens: list[Specimen]) -> None:
    current = {each.address for each in specimens if not each.is_archive}
    feeds = 20 * 26 + 5  # with and without each of 19 topics and 25 regions; unions and a search
    assert len(current) == 3 * feeds + len(["/feeds.opml"])
    assert any("?q=" in each.address and each.items for each in specimens)


def test_every_item_stands_in_a_document_of_the_past(specimens: list[Specimen]) -> None:
    archived = [each for each in specimens if each.is_archive and each.suffix == ".atom"]
    items = [item.id for each in archived if each.address.startswith("/all/") for item in each.items]
    assert len(items) == len(set(items)) > len(specimens[1].items) > 0


def test_every_document_is_valid(specimens: list[Specimen]) -> None:
    assert [(each.address, fault) for each in specimens for fault in faults_of(each.address, each.body)] == []


def test_five_parsers_find_every_item_in_every_document(specimens: list[Specimen], settings: Settings) -> None:
    """In the documents that hold any; of the past, those of all items and of the feeds of one topic.

    ``python -m bench.validity`` reads every document of a large archive.
    """
    documents = [each for each in specimens if each.items and not ("/regions" in each.address and each.is_archive)]
    read = zip(documents, read_with_all([each.body for each in documents]), strict=True)
    faults = {each.address: disagreements(each.suffix, each.items, found, settings) for each, found in read}
    assert {address: told for address, told in faults.items() if told} == {}
    assert len(PARSERS) == 5
