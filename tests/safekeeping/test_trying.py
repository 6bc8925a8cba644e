"""What a dry run opens on PostgreSQL, where it can have no copy: only what opening leaves as it is."""

from collections.abc import Callable

import pytest
from sqlalchemy import create_engine, inspect

from syndication.archive import Archive
from syndication.archive.database import refuse_older
from syndication.config import Settings
from syndication.errors import ArchiveError
from syndication.safekeeping.trying import on_trial
from tests.archive.test_opening import take_back
from tests.conftest import SiteFolder


@pytest.fixture
def settings(site: SiteFolder, new_postgresql_url: Callable[[], str]) -> Settings:
    return site.settings(data__archive=new_postgresql_url())


def list_tables(settings: Settings) -> list[str]:
    engine = create_engine(settings.archive_url)
    tables = inspect(engine).get_table_names()
    engine.dispose()
    return tables


def test_a_database_without_a_schema_gets_none(settings: Settings) -> None:
    told = "expected an archive of schema .*, found none; run `syndication status`"
    with pytest.raises(ArchiveError, match=told), on_trial(settings):
        pytest.fail("on trial")
    assert list_tables(settings) == []


def test_a_schema_stays_as_it_is(settings: Settings) -> None:
    Archive.open(settings.archive_url, authority="harbour.example").close()
    with on_trial(settings) as same:
        assert same == settings
    take_back(settings.archive_url, "0015")
    before = list_tables(settings)
    with pytest.raises(ArchiveError, match="found 0015; run"), on_trial(settings):
        pytest.fail("on trial")
    assert list_tables(settings) == before


def test_a_database_that_does_not_answer_is_told() -> None:
    with pytest.raises(ArchiveError, match="expected an archive that can be opened"):
        refuse_older("postgresql://nobody@127.0.0.1:1/feeds")
