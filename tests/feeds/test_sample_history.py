"""The past of the samples' feeds, followed to the last item."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from syndication.config.settings import Feeds
from syndication.feeds import Compiler
from syndication.formats import FEED_FORMATS
from syndication.models import ALL, Selection
from syndication.pipeline import run_cycle
from syndication.service import Service, open_service
from tests.conftest import REPOSITORY, SiteFolder
from tests.feeds.memory import Reader, ids_in

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """The samples, taken in."""
    site = SiteFolder(Path(tmp_path_factory.mktemp("samples")) / "site", REPOSITORY / "config")
    for file in (REPOSITORY / "samples" / "bulletins").iterdir():
        site.drop(file.name, file.read_bytes())
    with open_service(site.settings()) as service:
        run_cycle(service, NOW)
        yield service


@pytest.mark.parametrize("suffix", [form.suffix for form in FEED_FORMATS])
@pytest.mark.parametrize("selection", [ALL, Selection.of("mining"), Selection.union(["mining", "water"])], ids=str)
def test_a_reader_that_follows_the_archive_documents_gets_every_item_once(
    service: Service, selection: Selection, suffix: str
) -> None:
    settings = service.settings.model_copy(update={"feeds": Feeds(items=3)})
    compiler = Compiler(service.archive, settings, service.taxonomy, service.renderer)
    reader = Reader(compiler, suffix, selection, settings.site.base_url)
    current, *archives = reader.history()
    met = [id_ for document in archives for id_ in ids_in(document)]
    everything = [item.id for item in service.archive.newest(selection, 10_000)]
    assert len(archives) > 1
    assert len(met) == len(set(met))
    assert ids_in(current) == everything[:3]
    assert set(met) | set(ids_in(current)) == set(everything)
