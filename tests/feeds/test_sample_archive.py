"""Every feed document of the sample archive: valid, and the same to every parser in every format."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import feedparser
import pytest
from lxml import etree

from syndication.feeds import every_selection
from syndication.models import Selection
from syndication.pipeline import open_service, render_documents, run_cycle
from tests.conftest import REPOSITORY, SiteFolder
from tests.feeds.conftest import ReadFeeds
from tests.feeds.test_independent_parsers import facts_of

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Address to bytes of every feed document that the samples make."""
    site = SiteFolder(Path(tmp_path_factory.mktemp("samples")) / "site", REPOSITORY / "config")
    for file in (REPOSITORY / "samples" / "bulletins").iterdir():
        site.drop(file.name, file.read_bytes())
    with open_service(site.settings()) as service:
        run_cycle(service, NOW)
        return {each.path: each.body for each in render_documents(service, every_selection(service.taxonomy))}


def in_format(documents: dict[str, bytes], suffix: str) -> Iterator[tuple[str, bytes]]:
    return ((path, body) for path, body in documents.items() if path.endswith(suffix))


def test_every_feed_has_a_document_in_every_format(documents: dict[str, bytes]) -> None:
    assert len(documents) == 3 * 20 * 26  # with and without each of 19 topics and 25 regions
    assert b"<entry>" in documents[Selection().path + ".atom"]


def test_every_atom_document_follows_the_grammar(documents: dict[str, bytes], grammar: etree.RelaxNG) -> None:
    for path, body in in_format(documents, ".atom"):
        assert grammar.validate(etree.fromstring(body)), (path, grammar.error_log)


def test_both_parsers_agree_on_every_item_of_every_format(
    documents: dict[str, bytes], read_with_feedsmith: ReadFeeds
) -> None:
    found = dict(zip(documents, read_with_feedsmith(documents.values()), strict=True))
    for path, body in in_format(documents, ".atom"):
        feed = path.removesuffix(".atom")
        in_atom = found[path]["items"]
        assert [found[f"{feed}{suffix}"]["items"] for suffix in (".rss", ".json")] == [
            [{name: value for name, value in item.items() if name != "point" or suffix == ".rss"} for item in in_atom]
            for suffix in (".rss", ".json")
        ]
        facts = [{name: value for name, value in item.items() if name != "point"} for item in in_atom]
        for document in (body, documents[f"{feed}.rss"]):
            parsed = feedparser.parse(document)
            assert not parsed.bozo
            assert [facts_of(item) for item in parsed.entries] == facts
