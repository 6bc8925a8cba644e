"""A folder that cannot be written: it is named, nothing is lost, and all goes on when it can be written again."""

from contextlib import ExitStack
from datetime import UTC, datetime

import pytest

from syndication.errors import ArchiveError, SyndicationError
from syndication.models import ALL
from syndication.pipeline import build, run_cycle
from syndication.service import open_service
from syndication.web import create_app
from tests.test_pipeline import LISTING

FIRST = """# URL: http://bulletins.example/news.php?position=30
• A bridge in Puno

    1 March 2018

    It was opened by those who built it with their own hands.
"""
NOW = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 2, tzinfo=UTC)


@pytest.fixture
def service(open_site):
    """Of a site that has published, and has a file waiting in its inbox; all that it needs is loaded."""
    open_site.drop("first.txt", FIRST)
    with open_service(open_site.settings()) as opened:
        run_cycle(opened, NOW)
        build(opened, NOW)
        open_site.drop("listing.txt", LISTING)
        yield opened


@pytest.mark.parametrize("name", ["documents", "originals"])
def test_a_folder_that_cannot_be_written_is_named_and_nothing_is_lost(service, without_writing, name):
    settings = service.settings
    document = settings.documents_folder / "all.atom"
    before = document.read_bytes()
    folder = {"documents": settings.documents_folder, "originals": settings.originals_folder}[name]
    with without_writing(folder), pytest.raises(SyndicationError, match=str(folder)):
        run_cycle(service, NOW)
    assert document.read_bytes() == before
    run_cycle(service, LATER)
    assert service.archive.count(ALL) == 3
    assert document.read_bytes() != before
    assert not service.archive.due()


def test_an_archive_that_was_opened_for_reading_alone_is_opened_again(service, without_writing):
    """As SQLite opens one that it cannot open for writing; the same process goes on when it can."""
    with ExitStack() as stack:
        with without_writing(service.settings.data_folder):
            another = stack.enter_context(open_service(service.settings))
            with pytest.raises(ArchiveError, match=rf"readonly.*write into {service.settings.data_folder}"):
                another.archive.forget("first.txt")
        run_cycle(another, LATER)
    assert service.archive.count(ALL) == 3


def test_an_inbox_that_cannot_be_written_is_read_all_the_same(service, without_writing):
    with without_writing(service.settings.inbox_folders[0]):
        run_cycle(service, NOW)
    assert service.archive.count(ALL) == 3


def test_documents_are_served_from_data_that_cannot_be_written(service, without_writing):
    settings = service.settings
    client = create_app(settings).test_client()
    reader = {"User-Agent": "Reader/1.0 (+https://reader.example; 5 subscribers)"}
    with without_writing(settings.data_folder):
        assert client.get("/all.atom", headers=reader).status_code == 200


@pytest.mark.usefixtures("migrating")
def test_who_may_not_make_an_archive_is_told_where_to_let_it_be_made(open_site, without_writing):
    folder = open_site.settings().data_folder
    folder.mkdir()
    with without_writing(folder), pytest.raises(SyndicationError) as refused, open_service(open_site.settings()):
        pass
    assert str(folder) in str(refused.value)
    assert "let the user who runs this write" in str(refused.value)
